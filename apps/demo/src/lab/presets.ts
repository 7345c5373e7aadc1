import {
  cleanImpairment,
  type Harm,
  type HarmChange,
  type Impairment,
  noHarm,
} from '../../protocol/harm.ts';
import type { Texts } from '../ui/texts.ts';

export type PresetId = keyof Texts['preset'];

export interface Preset {
  id: PresetId;
  /** On top of a clean network. */
  change: HarmChange;
  /** Heals by itself. */
  forMs?: number;
}

const bothWays = (change: Partial<Impairment>): HarmChange => ({ up: change, down: change });
const cut = bothWays({ swallow: true });

/** The faults of a call, as what they do to one person's packets. */
export const presets: readonly Preset[] = [
  { id: 'clean', change: {} },
  { id: 'up20', change: { up: { loss: 0.2 } } },
  { id: 'down20', change: { down: { loss: 0.2 } } },
  { id: 'up150', change: { up: { rateKbps: 150 } } },
  { id: 'down150', change: { down: { rateKbps: 150 } } },
  { id: 'slow', change: bothWays({ delayMs: 300 }) },
  { id: 'jitter', change: bothWays({ delayMs: 80, jitterMs: 240 }) },
  { id: 'bursts', change: bothWays({ loss: 0.15, burst: 12 }) },
  { id: 'upCut', change: { up: { swallow: true } } },
  { id: 'downCut', change: { down: { swallow: true } } },
  { id: 'mediaBlocked', change: cut },
  {
    id: 'noInternet',
    change: { ...cut, signalingSilent: true, serverSilent: true, otherHostSilent: true },
  },
  { id: 'serverSilent', change: { ...cut, signalingSilent: true, serverSilent: true } },
  { id: 'signalingOnly', change: { signalingSilent: true } },
  { id: 'blip', change: { ...cut, signalingSilent: true }, forMs: 1_000 },
];

/** The preset as one whole change, so that nothing of the fault before it stays. */
export const wholeChange = ({ change }: Pick<Preset, 'change'>): Harm => ({
  ...noHarm,
  ...change,
  up: { ...cleanImpairment, ...change.up },
  down: { ...cleanImpairment, ...change.down },
});

/** The preset that a harm is, if it is one. */
export function presetOf(harm: Harm): PresetId | null {
  const same = JSON.stringify(sorted(harm));
  return (
    presets.find((preset) => !preset.forMs && JSON.stringify(sorted(wholeChange(preset))) === same)
      ?.id ?? null
  );
}

const sorted = (harm: Harm) => ({
  ...noHarm,
  ...harm,
  up: { ...cleanImpairment, ...harm.up },
  down: { ...cleanImpairment, ...harm.down },
});
