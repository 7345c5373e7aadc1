import type { CSSProperties } from 'react';

interface SliderProps {
  label: string;
  value: number;
  min?: number;
  max: number;
  step?: number;
  /** The value as people read it. */
  text: string;
  onChange(value: number): void;
}

export function Slider({ label, value, min = 0, max, step = 1, text, onChange }: SliderProps) {
  const filled = `${((value - min) / (max - min)) * 100}%`;
  return (
    <label className="slider">
      <span>{label}</span>
      <input
        type="range"
        value={value}
        min={min}
        max={max}
        step={step}
        aria-valuetext={text}
        style={{ '--filled': filled } as CSSProperties}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <output>{text}</output>
    </label>
  );
}
