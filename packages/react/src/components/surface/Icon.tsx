import type { Prompt, Severity } from '@netcue/core';
import type { ReactElement } from 'react';

const circle = 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4z';
const head = 'M10 9.4a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2z';

// Strokes on a 20 × 20 grid.
const shapes = {
  offline:
    'M2.6 8.2a10.8 10.8 0 0 1 14.8 0M5.4 11.2a6.8 6.8 0 0 1 9.2 0M8.1 14a3 3 0 0 1 3.8 0M10 16.6v0M4 3.6l12 12.8',
  waiting: 'M10 3a7 7 0 1 1-7 7',
  weak: 'M4.4 15.4v-2.6',
  person: `${head}M3.8 16.8c.6-3 3.1-4.6 6.2-4.6s5.6 1.6 6.2 4.6`,
  gone: `${head}M3.8 16.8c.6-3 3.1-4.6 6.2-4.6M12.8 12.8l4 4M16.8 12.8l-4 4`,
  video: 'M3 6h8.6v8H3zM11.6 9l5.2-2.6v7.2L11.6 11M6 8.6v2.8M8.6 8.6v2.8',
  error: `${circle}M10 6.4v4.4M10 13.6v0`,
  warning: 'M10 3.4l7.2 12.8H2.8zM10 8.2v3.4M10 13.8v0',
  info: `${circle}M10 9.4v4.2M10 6.6v0`,
  success: 'M4.2 10.6l3.8 3.8 7.8-8.6',
  dismiss: 'M5.6 5.6l8.8 8.8M14.4 5.6l-8.8 8.8',
};

const faint: { readonly [Name in IconName]?: string } = { weak: 'M10 15.4V8.8M15.6 15.4V4.8' };

export type IconName = keyof typeof shapes;

const byKind: Readonly<Record<string, IconName>> = {
  'local.offline': 'offline',
  'local.noInternet': 'offline',
  'local.lost': 'waiting',
  'local.reconnecting': 'waiting',
  'local.serverUnreachable': 'waiting',
  'local.mediaInterrupted': 'waiting',
  'local.notHeard': 'waiting',
  'local.resumed': 'waiting',
  'join.slow': 'waiting',
  'remote.interrupted': 'waiting',
  'remote.dropped': 'gone',
  'remote.left': 'gone',
  'remote.many': 'person',
  'remote.videoPaused': 'video',
  'remote.weak': 'weak',
};

/** The picture for a prompt: what it is about if there is one for that, else how bad it is. */
export function iconOf({ kind, severity }: Prompt<string>): IconName {
  if (/^weak\.(severe|both|up|down)$/.test(kind)) return 'weak';
  return byKind[kind] ?? (severity satisfies Severity);
}

/** A picture beside text that says the same. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="netcue-icon" data-icon={name} viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
      {faint[name] && <path className="netcue-faint" d={faint[name]} />}
    </svg>
  );
}
