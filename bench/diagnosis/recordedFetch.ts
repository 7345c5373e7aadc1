import type { Clock } from '../../packages/core/src/clock/clock.ts';
import type { RecordedEvent, Recording } from './recording.ts';

export const hosts = { srv: 'https://server.example/', oth: 'https://other.example/' } as const;

/** Answers a probe as the recorder's probe nearest to it was answered; both on the same side of fault and heal. */
export function recordedFetch(
  events: readonly RecordedEvent[],
  recording: Recording,
  clock: Clock,
): typeof fetch {
  const probes = events.filter(({ k }) => k === 'probe');
  return ((url: string, { signal, mode }: RequestInit = {}) => {
    const target = new URL(url).host === new URL(hosts.srv).host ? 'srv' : 'oth';
    const now = clock.now();
    const probe = nearest(
      probes.filter(({ n }) => n === target),
      now,
      recording,
    );
    return new Promise((resolve, reject) => {
      const isAnswered = probe?.ok || isPortal(probe, url, mode, recording);
      const answer = () => (isAnswered ? resolve(new Response()) : reject(new TypeError('failed')));
      // The recorder gave up after 1.5 s; how much later an answer would have come is not known.
      const never = probe?.err === 'AbortError';
      if (probe && !never) clock.after(waitFor(probe, now, recording), answer);
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  }) as typeof fetch;
}

function nearest(
  probes: readonly RecordedEvent[],
  now: number,
  recording: Recording,
): RecordedEvent | undefined {
  const stretch = stretchOf(now, recording);
  const distance = ({ sent = 0 }: RecordedEvent) =>
    Math.abs(sent - now) + (stretchOf(sent, recording) === stretch ? 0 : 1e9);
  return probes.toSorted((one, other) => distance(one) - distance(other))[0];
}

function stretchOf(t: number, { t0, t1a, t1 }: Recording): 'before' | 'during' | 'after' {
  if (t < t0) return 'before';
  return t < (t1a ?? t1) ? 'during' : 'after';
}

/** What the recorder's probe heard only because of the heal, ours hears no sooner. */
function waitFor({ sent = 0, ms = 0 }: RecordedEvent, now: number, recording: Recording): number {
  const healAt = recording.t1a ?? recording.t1;
  const heard = sent + ms;
  return now < healAt && heard >= healAt ? Math.max(ms, heard - now) : ms;
}

/**
 * A captive portal sends every request on to its own page. The recorder asked with CORS and was refused that page; who
 * asks without gets it as an opaque answer, and cannot tell.
 */
function isPortal(
  probe: RecordedEvent | undefined,
  url: string,
  mode: RequestMode | undefined,
  recording: Recording,
): boolean {
  const isCaptive = recording.id.includes('captive') && probe?.err === 'TypeError';
  // A portal has no certificate for somebody else's name.
  return (
    isCaptive &&
    mode === 'no-cors' &&
    url.startsWith('http:') &&
    stretchOf(probe?.sent ?? 0, recording) === 'during'
  );
}
