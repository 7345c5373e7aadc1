import { GlobeIcon } from './icons.tsx';
import { type Language, languages, useTexts } from './texts.ts';

interface LanguagePickerProps {
  language: Language;
  onChange(language: Language): void;
}

export function LanguagePicker({ language, onChange }: LanguagePickerProps) {
  const t = useTexts();
  return (
    <label className="picker">
      <GlobeIcon />
      <span className="visually-hidden">{t.language}</span>
      <select value={language} onChange={({ target }) => onChange(target.value as Language)}>
        {Object.entries(languages).map(([tag, label]) => (
          <option key={tag} value={tag} lang={tag}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
