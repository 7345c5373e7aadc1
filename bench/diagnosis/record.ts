import type { NetworkStatus } from '../../packages/core/src/index.ts';
import type { Evidence } from '../../packages/core/src/diagnosis/diagnosis.ts';
import type { Interval } from './interval.ts';
import type { Side } from './recording.ts';

/** One stretch of time in which a screen named one cause. */
export interface Named extends Interval {
  cause: string;
  /** The signs it was named from. */
  why: string;
}

/** One stretch of time in which a screen showed one prompt. */
export interface Shown extends Interval {
  kind: string;
  userId?: string;
  /** Worded without a side: "the connection between you". */
  betweenUs: boolean;
  /** Where it was in all that time, in the order in which it came there. */
  surfaces: string[];
  why: string;
}

/** What one screen concluded, and what it told the person; times in milliseconds after the fault. */
export interface Replayed {
  causes: Named[];
  prompts: Shown[];
}

export interface Recorder {
  finish(end: number): Replayed;
}

/** Writes down what the public stores of one screen say, from change to change. */
export function createRecorder(
  { store, users, prompts }: NetworkStatus,
  others: readonly Side[],
  at: () => number,
): Recorder {
  const causes = createSpans<Named>(at);
  const shown = createSpans<Shown>(at);
  const name = (who: string, cause: string, evidence: readonly Evidence[]) => {
    if (cause === 'none') causes.end(who);
    else if (causes.open(who)?.cause !== cause) causes.begin(who, { cause, why: told(evidence) });
  };
  store.subscribe(({ diagnosis: { cause, betweenUs, evidence } }) => {
    name('call', cause === 'none' || !betweenUs ? cause : `${cause} between us`, evidence);
  });
  for (const other of others)
    users.subscribe(other, () => {
      const user = users.get(other);
      const { cause = 'none', evidence = [] } = user?.diagnosis ?? {};
      const gone = cause === 'none' && user?.presence === 'left' ? 'left' : cause;
      name(other, gone === 'none' ? 'none' : `remote.${gone}`, evidence);
    });
  prompts.subscribe(({ banner, toasts, badges }) => {
    const all = [...(banner ? [banner] : []), ...toasts, ...badges.values()];
    shown.keep(all.map(({ id }) => id));
    for (const { id, kind, userId, params, surface, evidence } of all) {
      const betweenUs = 'betweenUs' in params && params.betweenUs === true;
      const open = shown.open(id);
      if (open?.betweenUs !== betweenUs)
        shown.begin(id, { kind, userId, betweenUs, surfaces: [surface], why: told(evidence) });
      else if (!open.surfaces.includes(surface)) open.surfaces.push(surface);
    }
  });
  return { finish: (end) => ({ causes: causes.close(end), prompts: shown.close(end) }) };
}

function told(evidence: readonly Evidence[]): string {
  return evidence.map(({ sign, value = '' }) => `${sign} ${value}`).join(', ');
}

interface Spans<Span extends Interval> {
  open(key: string): Span | undefined;
  /** Ends what is open under the key, and begins another. */
  begin(key: string, span: Omit<Span, keyof Interval>): void;
  end(key: string): void;
  /** Ends whatever is not among these. */
  keep(keys: readonly string[]): void;
  close(endAt: number): Span[];
}

function createSpans<Span extends Interval>(at: () => number): Spans<Span> {
  const spans: Span[] = [];
  const open = new Map<string, Span>();
  const end = (key: string) => {
    const span = open.get(key);
    if (span) span.to = at();
    open.delete(key);
  };
  return {
    open: (key) => open.get(key),
    begin(key, begun) {
      end(key);
      const span = { ...begun, from: at(), to: Number.POSITIVE_INFINITY } as Span;
      open.set(key, span);
      spans.push(span);
    },
    end,
    keep(keys) {
      for (const key of open.keys()) if (!keys.includes(key)) end(key);
    },
    close(endAt) {
      for (const span of open.values()) span.to = endAt;
      return spans;
    },
  };
}
