import type { SourceEvent } from '../events/networkEvent.ts';
import { copyRaw } from './copyRaw.ts';
import type { SourceContext } from './source.ts';

// The one door that anything may come through: what an SDK passes is known to its own source alone.
type Arguments = any[];

/** The part of an SDK's event emitter that a source needs. */
export interface Emitter {
  on(event: string, listener: (...args: Arguments) => void): unknown;
  off(event: string, listener: (...args: Arguments) => void): unknown;
}

/** Turns one callback's arguments into facts. Anything it throws becomes a `warningRaised` with the raw values. */
export type Translate = (
  ...args: Arguments
) => SourceEvent | readonly SourceEvent[] | undefined | void;

/** Listens to every event of a table and returns one function that undoes it all. */
export function listen(
  emitter: Emitter,
  table: Readonly<Record<string, Translate>>,
  context: SourceContext,
): () => void {
  let attached = true;
  const undo = Object.entries(table).map(([event, translate]) => {
    const listener = (...args: unknown[]) => {
      if (attached) translateSafely(event, translate, args, context);
    };
    emitter.on(event, listener);
    return () => void emitter.off(event, listener);
  });
  return () => {
    attached = false;
    for (const stop of undo) quietly(stop);
  };
}

/** Runs one translation; emits its facts with a copy of the raw callback. Never throws. */
export function translateSafely(
  event: string,
  translate: Translate,
  args: readonly unknown[],
  context: SourceContext,
): void {
  const raw = copyRaw(event, args);
  try {
    const facts = translate(...args);
    if (!facts) return;
    const all = Array.isArray(facts) ? facts : [facts as SourceEvent];
    emitAll(
      all.map((fact) => ({ raw, ...fact })),
      context,
    );
  } catch (error) {
    context.emit({ type: 'warningRaised', code: event, text: String(error), raw });
  }
}

function emitAll(facts: readonly SourceEvent[], { emit, emitTogether }: SourceContext): void {
  if (emitTogether) emitTogether(facts);
  else for (const fact of facts) emit(fact);
}

/** A value outside the SDK's own types: recorded, and nothing invented from it. */
export function unknownValue(event: string, what: string, value: unknown): SourceEvent {
  return { type: 'warningRaised', code: `${event}: unknown ${what}`, text: describe(value) };
}

/** SDKs throw while they are being torn down; detaching goes on. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // Nothing to undo any more.
  }
}

function describe(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'unreadable';
  }
}
