import type { View } from './view.ts';

/** What a prompt says, as its reader understands it. */
export interface Claim {
  /** It stays on screen so long after it stopped being true; before it is true it may never be there. */
  graceMs: number;
  /** Untrue for no longer than this does not count. */
  tolerateMs: number;
  holds(view: View, reader: string, about: string): boolean;
  /** Untrue while this holds, grace or not. */
  unless?(view: View, reader: string): boolean;
}

const everyOther = (view: View, reader: string, check: (other: string) => boolean): boolean => {
  const others = view.others(reader);
  return others.length > 0 && others.every(check);
};

/** The reader's own part in the call is broken, on one way at least. */
const ownMediaBroken = (view: View, reader: string): boolean =>
  view.isMesh
    ? everyOther(view, reader, (one) => view.broken(reader, one) || view.broken(one, reader))
    : view.broken(reader, 'sfu') || view.broken('sfu', reader);
const notHeard = (view: View, reader: string): boolean =>
  view.sends(reader) && everyOther(view, reader, (one) => view.broken(reader, one));
const betweenTwo = (view: View, reader: string): boolean => {
  const [other, third] = view.others(reader);
  return other !== undefined && third === undefined && view.isMesh
    ? impaired(view, reader) || impaired(view, other)
    : impaired(view, reader);
};
const impaired = (view: View, person: string): boolean =>
  view.impaired(person, 'up') || view.impaired(person, 'down');

const outage = { graceMs: 3000, tolerateMs: 150 };
const weak = { graceMs: 12_000, tolerateMs: 1000 };
const sincePast = (graceMs: number) => ({ graceMs, tolerateMs: 150 });

/** By kind of prompt; `between us` added where it says so. What is not here is true of no world. */
export const claims: Readonly<Record<string, Claim>> = {
  'local.offline': { ...outage, holds: (view, reader) => view.isOffline(reader) },
  'local.noInternet': { ...outage, holds: (view, reader) => view.isCutOff(reader) },
  'local.serverUnreachable': {
    ...outage,
    holds: (view, reader) => view.isServerDown(reader) && !view.isCutOff(reader),
  },
  'local.reconnecting': { ...outage, holds: ownMediaBroken },
  'local.mediaInterrupted': { ...outage, holds: ownMediaBroken },
  'local.notHeard': { ...outage, holds: notHeard },
  'local.lost': { ...outage, holds: notHeard },
  'local.resumed': { ...sincePast(8000), holds: (view, reader) => view.sleeps(reader) },
  'local.signalingOnly': {
    ...outage,
    tolerateMs: 1000,
    holds: (view, reader) => view.channelDead(reader),
    unless: ownMediaBroken,
  },
  'weak.up': { ...weak, holds: (view, reader) => view.impaired(reader, 'up') },
  'weak.down': { ...weak, holds: (view, reader) => view.impaired(reader, 'down') },
  'weak.both': {
    ...weak,
    holds: (view, reader) =>
      (view.impaired(reader, 'up') && view.impaired(reader, 'down')) || view.slow(reader),
  },
  'weak.severe': { ...weak, holds: impaired },
  'weak.both between us': { ...weak, holds: betweenTwo },
  'weak.severe between us': { ...weak, holds: betweenTwo },
  'remote.weak': { ...weak, holds: (view, _reader, about) => impaired(view, about) },
  'remote.interrupted': { ...outage, holds: (view, _reader, about) => view.sideOut(about) },
  'remote.dropped': {
    ...sincePast(12_000),
    holds: (view, _reader, about) => view.sideOut(about) && !view.hasLeft(about),
  },
  'remote.returned': {
    ...sincePast(30_000),
    holds: (view, _reader, about) => view.sideOut(about),
  },
  'remote.left': { ...sincePast(60_000), holds: (view, _reader, about) => view.hasLeft(about) },
};

/** For the words that are judged by what stood on screen before them. */
export const allIsWell = (view: View, reader: string): boolean =>
  !ownMediaBroken(view, reader) && !notHeard(view, reader);
/** Where nothing measures media, the SDK's word is all there is. */
export const sdkSaysSo = (view: View, reader: string): boolean => view.saysReconnecting(reader);
