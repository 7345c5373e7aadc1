import type { Cut, Trouble, Way } from './world.ts';

const udp: readonly Cut[] = ['udp up', 'udp down'];
const tcp: readonly Cut[] = ['tcp up', 'tcp down'];
const everything: readonly Cut[] = [...udp, ...tcp];

const loss = (way: Way, share: number): Trouble => ({ loss: { [way]: share } });
const both = (value: number) => ({ up: value, down: value });

/** What a link can have, by name. */
export const troubles = {
  offline: { cut: everything, offline: true },
  'no route': { cut: everything, refusal: 'noRoute' },
  'black hole': { cut: everything },
  reset: { cut: everything, refusal: 'reset' },
  reject: { cut: everything, refusal: 'reject' },
  'portal http': { cut: everything, refusal: 'portalHttp' },
  'portal https': { cut: everything, refusal: 'portalHttps' },
  handover: { cut: everything, refusal: 'noRoute', newAddress: true },
  'udp both': { cut: udp },
  'udp up': { cut: ['udp up'] },
  'udp down': { cut: ['udp down'] },
  'signalling tcp': { cut: tcp, towards: ['server'] },
  'all tcp': { cut: tcp },
  'host dead': { cut: everything },
  'loss 2 up': loss('up', 0.02),
  'loss 2 down': loss('down', 0.02),
  'loss 3 up': loss('up', 0.03),
  'loss 3 down': loss('down', 0.03),
  'loss 8 up': loss('up', 0.08),
  'loss 8 down': loss('down', 0.08),
  'loss 15 up': loss('up', 0.15),
  'loss 15 down': loss('down', 0.15),
  'loss 30 up': loss('up', 0.3),
  'loss 30 down': loss('down', 0.3),
  '150 kbps up': { kbps: { up: 150 } },
  '150 kbps down': { kbps: { down: 150 } },
  'bloat up': { kbps: { up: 250 }, bufferMs: 2000 },
  'delay 300': { delayMs: both(300) },
  jitter: { jitterMs: both(200) },
  bursts: { loss: both(0.6), bursts: { everyMs: 3000, lastMs: 700 } },
} satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof troubles;
