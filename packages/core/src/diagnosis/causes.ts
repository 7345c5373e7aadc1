import { isRefusedEverywhere } from './isRefusedEverywhere.ts';
import type { CallDiagnosisCause } from './diagnosis.ts';
import type { Located } from './locate.ts';
import { isFlowing } from './mediaSigns.ts';
import type { Leaf, Observation, SignView } from './observation.ts';
import type { Place } from './places.ts';

/** What the places amount to, in words. */
export interface Named {
  cause: CallDiagnosisCause;
  confidence: number;
}

/** From here on a neutral word may be said; below it is a guess, which waiting does not make sayable. */
export const sayable = 0.5;

/** What a break at a place means for the person who reads it. */
export const causeOf: Readonly<Record<Place, CallDiagnosisCause>> = {
  device: 'deviceOffline',
  internet: 'noInternet',
  host: 'serverUnreachable',
  process: 'serverUnreachable',
  media: 'mediaBlocked',
  flows: 'unknownOutage',
  mediaOut: 'notHeard',
  channel: 'signalingLost',
  tcp: 'signalingLost',
  remote: 'none',
};

/** The one table of times: how long it must have lasted, in milliseconds, before it is named. */
export const waits = {
  /** One place is left, seen by one witness. */
  oneWitness: 1300,
  /** One place is left, seen by several. */
  severalWitnesses: 0,
  /** The witness is sure by itself: the device's word, a closed channel whose host answers. */
  sureWitness: 0,
  /** Probes alone, where media is not measured. */
  probesAlone: 5000,
  /** Several places are left: the neutral word. */
  neutral: 2600,
  /** One of them is the other person: no word before. */
  maybeTheirs: 3800,
  /** Nothing of the media server's channel is known: "interrupted" is true of all that is left. */
  mediaOrProcess: 2600,
  /** A channel alone, and nobody can tell whether what we send arrives. */
  channelAlone: 3000,
  /** Others do not hear us, by one witness. */
  unheard: 1600,
  /** Everybody refuses at once although media comes in. */
  refusedWithMedia: 1300,
} as const;

/** Names what was located, if it has lasted long enough. */
export function name(located: Located, view: SignView): Named | undefined {
  const { places, dead } = located;
  // The SDK's faint word names nothing by itself.
  if (dead.every(({ faint, witness }) => faint && witness === 'sdk')) return undefined;
  const lasted = view.now - beganOf(dead);
  const causes = new Set(places.map((place) => causeOf[place]));
  const one = causes.size === 1 ? places[0] : undefined;
  if (one && isSeen(one, dead, view)) return nameOne(one, dead, view, lasted);
  if (places.includes('internet') && areBothDead(dead) && isRefusedEverywhere(view)) {
    if (lasted >= (comesIn(dead, view) ? waits.refusedWithMedia : 0))
      return { cause: 'noInternet', confidence: 0.9 };
  }
  if (isUnheard(dead, view)) return nameUnheard(dead, view.now);
  return nameSeveral(places, dead, view, lasted);
}

function nameOne(
  place: Place,
  dead: readonly Observation[],
  view: SignView,
  lasted: number,
): Named | undefined {
  if (place === 'remote') return { cause: 'none', confidence: 1 };
  const { media } = view;
  const flows = media.mesh && isFlowing(media);
  // Between people media does not need the server: only what the server does is missing.
  const isQuiet = servicePlaces.includes(place) && flows;
  // One host that does not answer a probe proves nothing of a channel.
  if (isQuiet && dead.every(({ witness }) => witness === 'probes')) return undefined;
  const cause = isQuiet ? 'signalingLost' : causeOf[place];
  // Where nobody is there to be heard, nothing shows that media works.
  if (cause === 'signalingLost' && (!media.hadRtp || view.remotes.alone)) return undefined;
  const several = witnesses(dead) > 1;
  const probesAlone = !several && dead.every(({ witness }) => witness === 'probes');
  const wait =
    probesAlone && !media.watched
      ? waits.probesAlone
      : several
        ? waits.severalWitnesses
        : isSure(dead)
          ? waits.sureWitness
          : waits.oneWitness;
  if (lasted >= wait) return { cause, confidence: several ? 0.95 : 0.8 };
  return guess(dead);
}

function nameSeveral(
  places: readonly Place[],
  dead: readonly Observation[],
  { call, media }: SignView,
  lasted: number,
): Named | undefined {
  const isSaid = dead.some(({ leaf }) => leaf === 'session');
  // Some SDKs say of what they reconnect that it is their signalling.
  const ofSignalling = call.connection.cause === 'signal';
  if (!dead.some(({ leaf }) => leaf === 'mediaIn')) {
    const flows = isFlowing(media);
    // The way to the call server is cut somewhere, and media is not: the same words are true of all that is left.
    if (flows && places.length && places.every((place) => servicePlaces.includes(place)))
      return lasted >= waits.oneWitness ? { cause: 'signalingLost', confidence: 0.8 } : undefined;
    const ofChannels = dead.every(
      ({ witness, leaf }) => witness === 'channels' || (leaf === 'session' && ofSignalling),
    );
    if (flows && places.length && ofChannels)
      return lasted >= waits.channelAlone ? { cause: 'signalingLost', confidence: 0.7 } : undefined;
    // The SDK's own word says no more than that it is broken; media that comes in makes it wait.
    const wait = flows ? waits.oneWitness : 0;
    return isSaid && lasted >= wait ? { cause: 'unknownOutage', confidence: 0.7 } : undefined;
  }
  const mayBeTheirs = places.includes('remote');
  if (mayBeTheirs && !isSaid && lasted < waits.maybeTheirs) return guess(dead);
  const mediaOrProcess = places.length > 0 && places.every((place) => mediaPlaces.includes(place));
  if (mediaOrProcess)
    return lasted >= waits.mediaOrProcess
      ? { cause: 'mediaBlocked', confidence: 0.7 }
      : guess(dead);
  // A word before every probe could answer would only be replaced.
  const wait = isSaid ? 0 : waits.neutral;
  return lasted >= wait ? { cause: 'unknownOutage', confidence: 0.6 } : guess(dead);
}

const servicePlaces: readonly Place[] = ['host', 'process', 'channel', 'tcp'];
const mediaPlaces: readonly Place[] = ['media', 'process', 'remote'];

/** Something is wrong with what comes in, and nobody can tell yet what. */
function guess(dead: readonly Observation[]): Named | undefined {
  return dead.some(({ leaf, faint }) => leaf === 'mediaIn' && !faint)
    ? { cause: 'unknownOutage', confidence: 0.4 }
    : undefined;
}

/** What we send does not arrive while media comes in: true whatever lies nearer. */
function isUnheard(dead: readonly Observation[], { media }: SignView): boolean {
  return (
    media.rtpSilentMs < 500 &&
    dead.every(({ leaf }) => leaf !== 'mediaIn') &&
    (dead.some(({ leaf, faint }) => leaf === 'mediaOut' && !faint) ||
      witnesses(dead.filter(({ leaf }) => leaf === 'mediaOut')) > 1)
  );
}

function nameUnheard(dead: readonly Observation[], now: number): Named | undefined {
  const out = dead.filter(({ leaf }) => leaf === 'mediaOut');
  const wait = isSure(out) || witnesses(out) > 1 ? 0 : waits.unheard;
  return now - beganOf(out) >= wait ? { cause: 'notHeard', confidence: 0.85 } : undefined;
}

/** The one place that is left is named only if something there was seen, not for want of another. */
function isSeen(place: Place, dead: readonly Observation[], view: SignView): boolean {
  const leaves = asks[place];
  const seen = leaves === undefined || dead.some(({ leaf }) => leaves.includes(leaf));
  // Probes that time out while media comes in may be waiting behind it.
  const waits = place === 'internet' && comesIn(dead, view) && !isRefusedEverywhere(view);
  return seen && (!waits || dead.some(({ leaf, faint }) => leaf === 'mediaOut' && !faint));
}

const asks: Readonly<Partial<Record<Place, readonly Leaf[]>>> = {
  internet: ['otherHost', 'mediaIn'],
  host: ['serverHost'],
  process: ['mediaChannel'],
  // Told by what it means, whatever lies nearer.
  mediaOut: [],
};

function comesIn(dead: readonly Observation[], { media }: SignView): boolean {
  return media.watched && media.hadRtp && dead.every(({ leaf }) => leaf !== 'mediaIn');
}

function areBothDead(dead: readonly Observation[]): boolean {
  return ['serverHost', 'otherHost'].every((host) => dead.some(({ leaf }) => leaf === host));
}

function isSure(dead: readonly Observation[]): boolean {
  return dead.some(({ sure }) => sure);
}

function witnesses(dead: readonly Observation[]): number {
  return new Set(dead.map(({ witness }) => witness)).size;
}

export function beganOf(dead: readonly Observation[]): number {
  return Math.min(...dead.map(({ since }) => since));
}
