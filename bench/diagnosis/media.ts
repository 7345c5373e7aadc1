import { type Interval, intersection, union } from './interval.ts';
import { peopleOf, type Recording, type RecordedScreen, type Side } from './recording.ts';
import { streamOwners } from './streamOwners.ts';

/**
 * What really arrived in a recorded call, whatever anybody said. Undefined: the screen that would know was not
 * recorded, so nothing can be held against a word; judges fall back to the times of the fault.
 */
export interface Media {
  /** When `listener` got no sound of `speaker`. */
  silences(listener: Side, speaker: Side): readonly Interval[] | undefined;
  /** When this person heard nobody at all. */
  deaf(person: Side): readonly Interval[] | undefined;
  /** When nobody at all heard this person. */
  unheard(person: Side): readonly Interval[] | undefined;
  /** When with nobody sound passed both ways. */
  out(person: Side): readonly Interval[] | undefined;
}

interface Arrival {
  t: number;
  packets: number;
}

// Audio comes every 20 ms; a gap this long between two packets is silence.
const silentMs = 700;
// Where the recorder did not look meanwhile, this many packets per second show that the gap was the recorder's.
const packetsPerSecond = 20;

export function createMedia(recording: Recording): Media {
  const people = peopleOf(recording);
  const known = new Map<string, readonly Interval[] | undefined>();
  const silences = (listener: Side, speaker: Side) => {
    const key = listener + speaker;
    if (!known.has(key)) known.set(key, findSilences(recording, listener, speaker));
    return known.get(key);
  };
  const withEach = (
    person: Side,
    waysWith: (other: Side) => (readonly Interval[] | undefined)[],
  ) => {
    const each = people
      .filter((other) => other !== person)
      .map((other) => waysWith(other).filter((way) => way !== undefined))
      .filter((ways) => ways.length > 0)
      .map((ways) => union(ways.flat()));
    return each.length > 0 ? intersection(each) : undefined;
  };
  return {
    silences,
    deaf: (person) => withEach(person, (other) => [silences(person, other)]),
    unheard: (person) => withEach(person, (other) => [silences(other, person)]),
    out: (person) =>
      withEach(person, (other) => [silences(person, other), silences(other, person)]),
  };
}

function findSilences(
  recording: Recording,
  listener: Side,
  speaker: Side,
): readonly Interval[] | undefined {
  const screen = recording[listener];
  const arrivals = screen ? arrivalsOf(screen, speaker, peopleOf(recording).length === 2) : [];
  const [first] = arrivals;
  const last = arrivals.at(-1);
  if (!screen || !first || !last) return undefined;
  const at = (t: number) => t - recording.t0;
  const gaps: Interval[] = [{ from: Number.NEGATIVE_INFINITY, to: at(first.t) }];
  for (const [index, arrival] of arrivals.entries()) {
    const before = arrivals[index - 1];
    if (before && isSilence(before, arrival, screen))
      gaps.push({ from: at(before.t), to: at(arrival.t) });
  }
  const end = screen.st.at(-1)?.t ?? last.t;
  if (end - last.t > silentMs) gaps.push({ from: at(last.t), to: Number.POSITIVE_INFINITY });
  return gaps;
}

function isSilence(before: Arrival, { t, packets }: Arrival, { st }: RecordedScreen): boolean {
  if (t - before.t <= silentMs) return false;
  // Packets that were held back come all at once: their number alone proves nothing where somebody looked meanwhile.
  const looks = st.filter((sample) => sample.t > before.t && sample.t < t).length;
  return looks >= 2 || packets < ((t - before.t) / 1000) * packetsPerSecond;
}

/** Each look at the statistics that saw new sound of the speaker, over all connections there were. */
function arrivalsOf(screen: RecordedScreen, speaker: Side, isOneToOne: boolean): Arrival[] {
  const owners = streamOwners(screen);
  const counts = new Map<string, number>();
  return screen.st
    .flatMap((sample) => soundOf(sample).map((sound) => ({ ...sound, t: sample.t, id: sample.id })))
    .filter(({ id, key }) => (owners.get(`${id} ${key}`) ?? (isOneToOne && speaker)) === speaker)
    .map(({ t, id, key, count }) => {
      const packets = count - (counts.get(`${id} ${key}`) ?? 0);
      counts.set(`${id} ${key}`, count);
      return { t, packets };
    })
    .filter(({ packets }) => packets > 0)
    .sort((one, other) => one.t - other.t);
}

function soundOf(sample: RecordedScreen['st'][number]): { key: string; count: number }[] {
  return Object.entries(sample)
    .filter(([key]) => key.startsWith('ia'))
    .map(([key, value]) => ({ key, count: (value as { p?: number }).p ?? 0 }));
}
