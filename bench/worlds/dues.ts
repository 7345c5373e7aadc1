import type { TroubleName } from './troubles.ts';
import { type Due, isMesh, peopleOf, type Shape } from './world.ts';

interface Word {
  any: readonly string[];
  byMs: number;
}
/** Who has to be told what: the one with the trouble, the others of two, the others of three. */
interface Row {
  own?: Word;
  others?: Word;
}

const noInternet: Word = { any: ['local.noInternet'], byMs: 3500 };
const anyOutage: Word = {
  any: ['local.noInternet', 'local.reconnecting', 'local.mediaInterrupted'],
  byMs: 4000,
};
const signalling: Word = { any: ['local.signalingOnly'], byMs: 4000 };
const interrupted: Word = {
  any: ['local.mediaInterrupted', 'local.reconnecting', 'local.notHeard'],
  byMs: 4000,
};
const gone: Word = { any: ['remote.interrupted', 'remote.dropped', 'remote.many'], byMs: 3000 };
const weakUp: Word = { any: ['weak.up', 'weak.both', 'weak.severe'], byMs: 4000 };
const weakDown: Word = { any: ['weak.down', 'weak.both', 'weak.severe'], byMs: 4000 };
const weak = (byMs: number): Word => ({
  any: ['weak.up', 'weak.down', 'weak.both', 'weak.severe'],
  byMs,
});
const remoteWeak: Word = { any: ['remote.weak'], byMs: 4000 };
const cutOff: Row = { own: noInternet, others: gone };

const table: Partial<Record<TroubleName, Row>> = {
  offline: { own: { any: ['local.offline'], byMs: 1500 }, others: gone },
  'no route': cutOff,
  'black hole': cutOff,
  reset: cutOff,
  reject: cutOff,
  'portal https': cutOff,
  'portal http': { own: anyOutage, others: gone },
  'udp both': { own: interrupted, others: gone },
  'udp up': {
    own: { any: ['local.notHeard', 'local.mediaInterrupted'], byMs: 3000 },
    others: gone,
  },
  'udp down': { own: interrupted },
  'signalling tcp': { own: signalling },
  'all tcp': { own: signalling },
  'loss 15 up': { own: weakUp, others: remoteWeak },
  'loss 30 up': { own: weakUp, others: remoteWeak },
  'loss 15 down': { own: weakDown },
  'loss 30 down': { own: weakDown },
  '150 kbps up': { own: weak(5000) },
  '150 kbps down': { own: weak(5000) },
  'delay 300': { own: weak(5000) },
  bursts: { own: weak(7000) },
  jitter: { own: weak(7000) },
};

const neutral = ['local.mediaInterrupted', 'local.reconnecting', 'local.notHeard'];
const betweenUs = ['weak.both', 'weak.severe'];

/** A group waits longer, and between two without a server the neutral words are as good. */
function forOthers(word: Word, shape: Shape): Word {
  const isOneToOne = peopleOf[shape].length === 2;
  if (!isOneToOne) return { ...word, byMs: word.byMs + (word === gone ? 4500 : 1000) };
  if (!isMesh(shape)) return word;
  const any = [...word.any, ...(word === gone ? neutral : betweenUs)];
  return { any, byMs: word.byMs + 1500 };
}

export function duesOf(trouble: TroubleName, shape: Shape, who: string, from: number): Due[] {
  const { own, others } = table[trouble] ?? {};
  return peopleOf[shape].flatMap((reader): Due[] => {
    if (reader === who) return own ? [{ ...own, reader, from }] : [];
    return others ? [{ ...forOthers(others, shape), reader, about: who, from }] : [];
  });
}

/** What everybody has to be told. */
export const dueToAll = (shape: Shape, any: readonly string[], from: number, byMs: number): Due[] =>
  peopleOf[shape].map((reader) => ({ reader, any, from, byMs }));
