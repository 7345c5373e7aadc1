import type { Without } from '../diagnosis/witnesses.ts';

/** What an app adds, one after the other. */
export interface Layer {
  letter: 'a' | 'b' | 'c' | 'd';
  title: string;
  without: Without;
}

// What the recorder's own app knew is not known to an app that has an SDK object.
const ownApp = ['channels', 'server'] as const;

export const layers: readonly Layer[] = [
  {
    letter: 'a',
    title: 'SDK alone',
    without: new Set([...ownApp, 'browser', 'probes', 'media', 'reports']),
  },
  {
    letter: 'b',
    title: '+ device and probes',
    without: new Set([...ownApp, 'media', 'reports']),
  },
  { letter: 'c', title: '+ observed connections', without: new Set([...ownApp, 'reports']) },
  { letter: 'd', title: '+ peer reports', without: new Set(ownApp) },
];
