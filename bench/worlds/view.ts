import type { Parts } from './parts.ts';
import type { Sdk } from './sdk.ts';
import { isSilent } from './media.ts';
import type { Socket } from './socket.ts';
import { isMesh, type Protocol, type Trouble, type Way } from './world.ts';

/** What the world knows and no screen can: the state of every path right now. */
export interface View {
  others(person: string): readonly string[];
  isMesh: boolean;
  /** What one sends does not reach the other. Either may be `sfu`. */
  broken(from: string, to: string): boolean;
  /** Nothing beyond the router answers. */
  isCutOff(person: string): boolean;
  isOffline(person: string): boolean;
  /** For this person: dead, hung, or out of their reach alone. */
  isServerDown(person: string): boolean;
  sends(person: string): boolean;
  channelDead(person: string): boolean;
  saysReconnecting(person: string): boolean;
  /** Something is wrong with this way of the person's link: loss, delay, a limit, a cut. */
  impaired(person: string, way: Way): boolean;
  /** … that both ways feel. */
  slow(person: string): boolean;
  sleeps(person: string): boolean;
  hasLeft(person: string): boolean;
  wasKilled(person: string): boolean;
  /** Their own side is, or has just been, the reason why nothing comes from them. */
  sideOut(person: string): boolean;
}

export interface Surroundings {
  parts: Parts;
  arrivals: ReadonlyMap<string, number>;
  sockets: ReadonlyMap<string, Socket>;
  mediaSockets: ReadonlyMap<string, Socket>;
  sdks: ReadonlyMap<string, Sdk>;
}

const silentMs = 700;
const mediaBeginsMs = 2000;
const blamedForMs = 20_000;

export function createView(all: Surroundings): View {
  const { parts, sockets, mediaSockets, sdks } = all;
  const { network, deeds, now, people, world, options } = parts;
  const troubles = (place: string) => network.troublesOf(place);
  const mesh = isMesh(world.shape);
  const present = () => people.filter((one) => deeds.isPresent(one, now()));
  const sends = (person: string) =>
    (options.streams[person]?.length ?? 0) > 0 && !isSilent(person, parts);
  const outAt = new Map<string, number>();
  const quietAt = new Map<string, number>();

  const isOpenWay = (from: string, to: string) => {
    if (mesh || from === 'sfu' || to === 'sfu') return network.isOpen(from, to, 'udp');
    return network.isOpen(from, 'sfu', 'udp') && network.isOpen('sfu', to, 'udp');
  };
  const broken = (from: string, to: string): boolean => {
    const runs = [from, to].every((end) => deeds.isRunning(end, now()));
    if (!runs || !isOpenWay(from, to)) return true;
    if (!mesh && !deeds.isRunning('sfu', now())) return true;
    const senders = from === 'sfu' ? heardBySfu(all, to) : [from].filter(sends);
    if (!sends(from)) quietAt.set(from, now());
    const isMissing = (one: string) => isDry(all, one, to, quietAt.get(one) ?? 0);
    return now() > mediaBeginsMs && senders.length > 0 && senders.every(isMissing);
  };
  const cuts = (place: string): readonly Trouble[] =>
    troubles(place).filter(({ cut }) => cut?.length);
  const isReached = (person: string, host: string, protocol: Protocol) =>
    network.isOpen(person, host, protocol) && network.isOpen(host, person, protocol);
  const cutsWay = (trouble: Trouble, protocol: string) =>
    trouble.cut?.some((one) => one.startsWith(protocol)) === true && !trouble.towards;
  const isCutOff = (person: string) =>
    cuts(person).some((one) => cutsWay(one, 'udp') && cutsWay(one, 'tcp'));
  const outNow = (person: string) =>
    !deeds.isRunning(person, now()) || cuts(person).some((one) => cutsWay(one, 'udp'));

  return {
    isMesh: mesh,
    others: (person) => present().filter((one) => one !== person),
    broken,
    isCutOff,
    isOffline: (person) => troubles(person).some(({ offline }) => offline),
    isServerDown: (person) =>
      !deeds.isRunning('sfu', now()) ||
      !deeds.isRunning('server', now()) ||
      ['tcp', 'udp'].every((protocol) => !isReached(person, 'server', protocol as Protocol)),
    sends,
    channelDead: (person) =>
      [sockets.get(person), mediaSockets.get(person)].some((socket) => socket?.isDead()),
    saysReconnecting: (person) => sdks.get(person)?.isReconnecting() === true,
    impaired: (person, way) => troubles(person).some((trouble) => isImpaired(trouble, way)),
    slow: (person) =>
      troubles(person).some(({ kbps, delayMs, jitterMs }) => kbps ?? delayMs ?? jitterMs),
    sleeps: (person) => deeds.is(person, 'sleeps', now()),
    hasLeft: (person) => deeds.is(person, 'leaves', now()),
    wasKilled: (person) => deeds.is(person, 'is killed', now()),
    sideOut(person) {
      if (outNow(person)) outAt.set(person, now());
      const recently = now() - (outAt.get(person) ?? -blamedForMs) < blamedForMs;
      const reached = mesh ? people.filter((one) => one !== person) : ['sfu'];
      return outNow(person) || (recently && reached.every((one) => broken(person, one)));
    },
  };
}

function isImpaired({ loss, kbps, delayMs, jitterMs, cut }: Trouble, way: Way): boolean {
  const measures = [loss, kbps, delayMs, jitterMs];
  return (
    measures.some((measure) => measure?.[way]) || cut?.some((one) => one.endsWith(way)) === true
  );
}

/** Nothing of theirs has arrived for longer than the pauses between their packets. */
function isDry(
  { parts, arrivals }: Surroundings,
  from: string,
  to: string,
  quietAt: number,
): boolean {
  const slowest = Math.max(
    0,
    ...(parts.options.streams[from] ?? []).map(({ packetsPerS }) => packetsPerS),
  );
  const limitMs = Math.max(silentMs, 3000 / Math.max(0.1, slowest));
  const arrivedAt = arrivals.get(`${from}>${to}`) ?? 0;
  return parts.now() - Math.max(arrivedAt, quietAt) > limitMs;
}

/** Whose media the SFU has to pass on to this person. */
function heardBySfu({ parts, arrivals }: Surroundings, to: string): string[] {
  const { people, now } = parts;
  return people.filter(
    (one) => one !== to && now() - (arrivals.get(`${one}>sfu`) ?? -Infinity) < silentMs,
  );
}
