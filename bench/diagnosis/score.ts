import { causesOf } from './causeExpectations.ts';
import type { Named } from './record.ts';
import type { Recording, Side } from './recording.ts';

/** What one screen of one trial concluded, judged. Milliseconds count from the fault; `clearedMs` from the heal. */
export interface CauseScore {
  expected: readonly string[];
  by: number | null;
  first: { cause: string; ms: number } | null;
  correctMs: number | null;
  wrong: { cause: string; ms: number; lastedMs: number }[];
  before: { cause: string; ms: number; lastedMs: number }[];
  clearedMs: number | null;
  /** When who listens to `connectionState` alone would have known of anything; null: never while it lasted. */
  baselineMs: number | null;
  verdict: 'ok' | 'late' | 'missed' | 'wrong' | 'false alarm';
}

const neutral = 'unknownOutage';
const wrongForMs = 1000;
// A cause that comes this soon after the heal still belongs to the fault.
const afterHealMs = 1000;

/** Undefined where nothing is expected of causes. */
export function score(
  recording: Recording,
  side: Side,
  spans: readonly Named[],
): CauseScore | undefined {
  const { t0, t1 } = recording;
  const expectation = causesOf(recording, side);
  if (!expectation) return undefined;
  const { exact, by, allowed = [] } = expectation;
  const healAt = t1 - t0;
  const during = spans.filter(({ from, to }) => to > 0 && from < healAt + afterHealMs);
  const right = during.find(({ cause, from }) => exact.includes(cause) && from < healAt);
  const wrong = during
    .filter(({ cause }) => cause !== neutral && !exact.includes(cause) && !allowed.includes(cause))
    .map((span) => lasted(span, 0, healAt));
  const correctMs = right ? Math.max(0, right.from) : null;
  const first = during.find(({ to, from }) => to > from);
  const row = {
    expected: exact,
    by: by ?? null,
    first: first ? { cause: first.cause, ms: first.from } : null,
    correctMs,
    wrong: wrong.filter(({ lastedMs }) => lastedMs > 0),
    before: spans
      .filter(({ from, to }) => from < -50 && to > from)
      .map((span) => lasted(span, Number.NEGATIVE_INFINITY, 0)),
    clearedMs: clearedMs(spans, healAt),
    baselineMs: baselineMs(recording, side),
  };
  return { ...row, verdict: verdictOf(row, expectation.optional ?? false) };
}

function lasted(
  { cause, from, to }: Named,
  start: number,
  end: number,
): CauseScore['wrong'][number] {
  return { cause, ms: from, lastedMs: Math.min(to, end) - Math.max(from, start) };
}

function baselineMs({ t0, t1, ...screens }: Recording, side: Side): number | null {
  const broken = screens[side]?.ev.find(
    ({ t, k, v }) => k === 'conn' && t > t0 && t < t1 && /disconnected|failed/.test(String(v)),
  );
  return broken ? Math.round(broken.t - t0) : null;
}

/** From the heal until nothing that was named before it is left. */
function clearedMs(spans: readonly Named[], healAt: number): number | null {
  const open = spans.filter(({ from, to }) => from < healAt && to > healAt);
  return open.length ? Math.max(...open.map(({ to }) => to)) - healAt : 0;
}

function verdictOf(row: Omit<CauseScore, 'verdict'>, optional: boolean): CauseScore['verdict'] {
  if (row.wrong.some(({ lastedMs }) => lastedMs > wrongForMs)) return 'wrong';
  if (row.before.some(({ lastedMs }) => lastedMs > wrongForMs)) return 'false alarm';
  if (!row.expected.length || (optional && row.correctMs === null)) return 'ok';
  if (row.correctMs === null) return 'missed';
  return row.by !== null && row.correctMs > row.by ? 'late' : 'ok';
}
