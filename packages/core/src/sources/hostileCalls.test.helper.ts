import fc from 'fast-check';
import type { AttachedSource } from './attachSource.test.helper.ts';
import { outsideVocabulary } from './vocabulary.test.helper.ts';

/** One callback, as an SDK or something worse might make it. */
export interface HostileCall {
  event: string;
  args: unknown[];
  /** Afterwards the payload is changed, or time passes. */
  after: 'nothing' | 'mutate' | 'wait';
}

const hostile = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  'constructor',
  '__proto__',
  Number.NaN,
  -1,
  99,
  {},
  Object.create(null),
  Symbol('hostile'),
  new Proxy(
    {},
    {
      get() {
        throw new Error('hostile getter');
      },
    },
  ),
);

/** A value from the SDK's own lists, or anything at all. */
export const anyOf = (...known: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: hostile },
    { weight: 1, arbitrary: fc.anything({ withBigInt: true, withNullPrototype: true }) },
  );

/** A payload with these fields, each of which may be anything, or no payload at all. */
export const payload = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: hostile },
  );

/** Any sequence of callbacks: by event the arguments it usually has, sometimes none or others. */
export function hostileCalls(
  table: Readonly<Record<string, readonly fc.Arbitrary<unknown>[]>>,
): fc.Arbitrary<HostileCall[]> {
  const call = fc.constantFrom(...Object.keys(table)).chain((event) =>
    fc.record({
      event: fc.constant(event),
      args: fc.oneof(
        { weight: 6, arbitrary: fc.tuple(...(table[event] ?? [])) as fc.Arbitrary<unknown[]> },
        { weight: 1, arbitrary: fc.array(fc.anything(), { maxLength: 3 }) },
      ),
      after: fc.constantFrom<HostileCall['after']>('nothing', 'nothing', 'mutate', 'wait'),
    }),
  );
  return fc.array(call, { maxLength: 30 });
}

/**
 * Plays the calls, detaches, plays them again. Returns what went wrong: words outside our vocabulary, raw
 * records that changed with their payload, anything emitted after detach.
 */
export function playHostileCalls(
  calls: readonly HostileCall[],
  attached: AttachedSource,
  emit: (event: string, ...args: unknown[]) => void,
): string[] {
  const problems: string[] = [];
  for (const { event, args, after } of calls) {
    emit(event, ...args);
    const before = rawOf(attached);
    if (after === 'mutate') mutate(args);
    if (after === 'wait') attached.clock.advance(3000);
    else if (rawOf(attached) !== before) problems.push(`${event}: raw changed with its payload`);
  }
  attached.detach();
  const count = attached.events.length;
  for (const { event, args } of calls) emit(event, ...args);
  attached.clock.advance(60_000);
  if (attached.events.length > count) problems.push('emitted after detach');
  if (attached.clock.pendingTimers() > 0) problems.push('a timer outlives detach');
  return [...problems, ...attached.events.flatMap(outsideVocabulary)];
}

function rawOf({ events }: AttachedSource): string {
  return JSON.stringify(events.map(({ raw }) => raw));
}

function mutate(args: readonly unknown[]): void {
  for (const arg of args) {
    try {
      if (typeof arg !== 'object' || arg === null) continue;
      for (const key of Object.keys(arg)) (arg as Record<string, unknown>)[key] = 'mutated';
    } catch {
      // Frozen or hostile: nothing to change.
    }
  }
}
