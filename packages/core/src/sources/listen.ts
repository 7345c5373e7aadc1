import type { SourceEvent } from '../events/networkEvent.ts';
import { textOf } from '../events/textOf.ts';
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

/** Listens to every event of a table and returns one function that undoes it all. Throws having undone what it did. */
export function listen(
  emitter: Emitter,
  table: Readonly<Record<string, Translate>>,
  context: SourceContext,
): () => void {
  let attached = true;
  const starts = Object.entries(table).map(([event, translate]) => () => {
    const listener = (...args: unknown[]) => {
      if (attached) translateSafely(event, translate, args, context);
    };
    const off = () => void emitter.off(event, listener);
    try {
      emitter.on(event, listener);
    } catch (error) {
      // It may have been registered before that.
      quietly(off);
      throw error;
    }
    return off;
  });
  const silence = () => {
    attached = false;
  };
  try {
    const stop = startAll(starts);
    return () => {
      silence();
      stop();
    };
  } catch (error) {
    silence();
    throw error;
  }
}

/**
 * Starts one after the other and returns one function that undoes it all, and calls `ends` after that. When one cannot be started, what
 * was is undone: nothing is ever left half-way. What it then throws can be printed, whatever the SDK threw.
 */
export function startAll(
  starts: readonly (() => () => void)[],
  ...ends: readonly (() => void)[]
): () => void {
  const undo: (() => void)[] = [];
  const stop = () => {
    for (const one of [...undo, ...ends]) quietly(one);
  };
  try {
    for (const start of starts) undo.push(start());
  } catch (error) {
    stop();
    throw new Error(textOf(error), { cause: error });
  }
  return stop;
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
    context.emit({ type: 'warningRaised', code: event, text: textOf(error), raw });
  }
}

function emitAll(facts: readonly SourceEvent[], { emit, emitTogether }: SourceContext): void {
  if (emitTogether) emitTogether(facts);
  else for (const fact of facts) emit(fact);
}

/** A value outside the SDK's own types: recorded, and nothing invented from it. */
export function unknownValue(event: string, what: string, value: unknown): SourceEvent {
  return { type: 'warningRaised', code: `${event}: unknown ${what}`, text: textOf(value) };
}

/** SDKs throw while they are being torn down; detaching goes on. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // Nothing to undo any more.
  }
}
