import type { Witness } from './hub.ts';

/** The sources a screen has. A world is looked at with all of them, and without each. */
export interface Variant {
  name: string;
  browser: boolean;
  probes: boolean;
  stats: boolean;
  reports: boolean;
  believes: Readonly<Record<Witness, boolean>>;
}

const all: Variant = {
  name: 'all',
  browser: true,
  probes: true,
  stats: true,
  reports: true,
  believes: { sdk: true, channels: true, server: true },
};
const without = (witness: Witness) => ({ ...all.believes, [witness]: false });

export const variants: readonly Variant[] = [
  all,
  { ...all, name: '-browser', browser: false },
  { ...all, name: '-probes', probes: false },
  { ...all, name: '-channels', believes: without('channels') },
  { ...all, name: '-server', believes: without('server') },
  { ...all, name: '-reports', reports: false },
  { ...all, name: '-stats', stats: false },
  {
    name: 'sdk',
    browser: false,
    probes: false,
    stats: false,
    reports: false,
    believes: { sdk: true, channels: false, server: false },
  },
];
