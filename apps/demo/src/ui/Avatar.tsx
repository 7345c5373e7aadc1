import type { CSSProperties } from 'react';
import { hueOf } from '../call/drawnPicture.ts';

/** A person's initial in their own colour. */
export function Avatar({ name }: { name: string }) {
  const initial = [...name.trim()][0]?.toUpperCase() ?? '?';
  return (
    <span className="avatar" style={{ '--hue': hueOf(name) } as CSSProperties} aria-hidden="true">
      {initial}
    </span>
  );
}
