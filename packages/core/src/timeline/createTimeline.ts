import type { Timeline, TimelineEntry } from './timeline.ts';

/** A timeline with its writing half. */
export interface TimelineRecorder extends Timeline {
  record(kind: TimelineEntry['kind'], at: number, detail: object): void;
}

// What comes every second or two has a ring of its own, or it would wash the rest away.
const isSample = /Sampled|probe|signaling|peerReported/;
const rawLimit = 200;
// Where apps put who somebody is, and what lets somebody in.
const personal =
  /^name$|extra_?info|nick|display_?name|user_?name|phone|mail|avatar|metadata|attributes|token|password|secret|credential/i;
// Values of an address's query, wherever a text mentions one.
const query = /([?&][\w.%-]+=)[^&\s"'<>]+/g;

/** Keeps the last `limit` entries of every sort. Recording is a push: nothing is copied before it is read. */
export function createTimeline(limit = 400): TimelineRecorder {
  const rings: Record<string, TimelineEntry[]> = {};
  let seq = 0;
  let complete = true;

  const entries = () =>
    Object.values(rings)
      .flatMap((ring) => ring.slice(-limit))
      .sort((one, other) => one.seq - other.seq);

  return {
    record(kind, at, detail) {
      const { type = '' } = detail as { type?: string };
      const ring = (rings[isSample.test(type) ? 'sample' : kind] ??= []);
      ring.push({ at, seq: seq++, kind, detail: detail as TimelineEntry['detail'] });
      if (ring.length > limit) complete = false;
      if (ring.length > 2 * limit) ring.splice(0, limit);
    },
    entries,
    export: ({ userNames } = {}) =>
      JSON.stringify({ netcue: 1, complete, entries: entries() }, (key, value: unknown) => {
        if (key === 'raw' && JSON.stringify(value).length > rawLimit) return undefined;
        if (userNames) return value;
        return personal.test(key) ? undefined : withoutSecrets(value);
      }),
  };
}

function withoutSecrets(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(query, '$1…') : value;
}
