import { BrandIcon } from './icons.tsx';
import { useTexts } from './texts.ts';

interface FarewellProps {
  title: string;
  text: string;
  onRejoin(): void;
  onLobby(): void;
}

/** After the call, or in front of a closed door. */
export function Farewell({ title, text, onRejoin, onLobby }: FarewellProps) {
  const t = useTexts();
  return (
    <main className="lobby">
      <section className="card farewell">
        <BrandIcon />
        <h1>{title}</h1>
        <p>{text}</p>
        <div className="row">
          <button type="button" className="button button-primary" onClick={onRejoin} autoFocus>
            {t.rejoin}
          </button>
          <button type="button" className="button" onClick={onLobby}>
            {t.toLobby}
          </button>
        </div>
      </section>
    </main>
  );
}
