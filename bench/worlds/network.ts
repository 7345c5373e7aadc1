import {
  type Cut,
  type Happening,
  hostOf,
  type Protocol,
  type Trouble,
  type Way,
} from './world.ts';

export interface Network {
  moveTo(now: number): void;
  /** When a packet sent now arrives; undefined: it does not. */
  pass(from: string, to: string, protocol: Protocol, bytes: number): number | undefined;
  /** Whether a packet could arrive at all. */
  isOpen(from: string, to: string, protocol: Protocol): boolean;
  troublesOf(place: string): readonly Trouble[];
}

const usualDelayMs = 15;
const usualJitterMs = 2;
const usualBufferMs = 300;
const waysOf = (from: string, to: string) =>
  [
    [from, 'up', to],
    [to, 'down', from],
  ] as const;

/** Every link of the world at one moment. */
export function createNetwork(happenings: readonly Happening[], random: () => number): Network {
  const troubled = happenings.filter(({ trouble }) => trouble);
  const freeAt = new Map<string, number>();
  let active: ReadonlyMap<string, readonly Trouble[]> = new Map();
  let current = '';
  let now = 0;

  const troublesOf = (place: string) => active.get(place) ?? [];

  /** Undefined: lost on this link. */
  const delayOn = (
    place: string,
    way: Way,
    other: string,
    protocol: Protocol,
    bytes: number,
  ): number | undefined => {
    let delayMs = usualDelayMs + random() * usualJitterMs;
    for (const trouble of troublesOf(place)) {
      if (isCut(trouble, `${protocol} ${way}`, other)) return undefined;
      if (inBurst(trouble, now) && random() < (trouble.loss?.[way] ?? 0)) return undefined;
      delayMs += (trouble.delayMs?.[way] ?? 0) + random() * (trouble.jitterMs?.[way] ?? 0);
      const waitMs = wait(`${place} ${way}`, trouble.kbps?.[way], trouble.bufferMs, bytes);
      if (waitMs === undefined) return undefined;
      delayMs += waitMs;
    }
    return delayMs;
  };

  const wait = (
    link: string,
    kbps: number | undefined,
    bufferMs = usualBufferMs,
    bytes: number,
  ): number | undefined => {
    if (!kbps) return 0;
    const start = Math.max(now, freeAt.get(link) ?? 0);
    if (start - now > bufferMs) return undefined;
    const done = start + (bytes * 8) / kbps;
    freeAt.set(link, done);
    return done - now;
  };

  return {
    troublesOf,
    moveTo(moment) {
      now = moment;
      const present = troubled.filter(({ from, to }) => from <= now && now < to);
      const key = present.map((one) => troubled.indexOf(one)).join();
      if (key === current) return;
      current = key;
      active = byPlace(present);
    },
    pass(from, to, protocol, bytes) {
      let arrival = now;
      for (const [place, way, other] of waysOf(hostOf(from), hostOf(to))) {
        const delayMs = delayOn(place, way, other, protocol, bytes);
        if (delayMs === undefined) return undefined;
        arrival += delayMs;
      }
      return arrival;
    },
    isOpen: (from, to, protocol) =>
      waysOf(hostOf(from), hostOf(to)).every(([place, way, other]) =>
        troublesOf(place).every((trouble) => !isCut(trouble, `${protocol} ${way}`, other)),
      ),
  };
}

function byPlace(present: readonly Happening[]): ReadonlyMap<string, readonly Trouble[]> {
  const places = new Map<string, Trouble[]>();
  for (const { who, trouble } of present) {
    if (trouble) places.set(who, [...(places.get(who) ?? []), trouble]);
  }
  return places;
}

function isCut({ cut = [], towards }: Trouble, what: Cut, other: string): boolean {
  return cut.includes(what) && (!towards || towards.includes(other));
}

function inBurst({ bursts }: Trouble, now: number): boolean {
  return !bursts || now % bursts.everyMs < bursts.lastMs;
}
