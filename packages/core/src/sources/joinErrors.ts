import type { Cause, SourceEvent } from '../events/networkEvent.ts';
import { failedFacts } from './connectionFacts.ts';
import { translateSafely } from './listen.ts';
import { amount, rowOf } from './sdkValues.ts';
import type { CallSource, NetworkSource, SourceContext } from './source.ts';
import { tokenFacts } from './tokenFacts.ts';

/** Why a join was rejected, by what the SDK puts into one field of its error. */
export interface JoinErrors {
  /** The fields that may hold it, the most telling first. An error may also be that word or number itself. */
  fields: readonly string[];
  causes: Readonly<Record<string, Cause>>;
}

/** Adds the door for rejections whose reason no event carries. */
export function takeJoinErrors(source: NetworkSource, errors: JoinErrors): CallSource {
  const attached = new Set<SourceContext>();
  return {
    ...source,
    subscribe(context) {
      const one = { ...context };
      attached.add(one);
      const forget = () => void attached.delete(one);
      try {
        const undo = source.subscribe(context);
        return () => {
          forget();
          undo();
        };
      } catch (error) {
        forget();
        throw error;
      }
    },
    reportJoinError(error) {
      for (const context of [...attached])
        translateSafely('reportJoinError', () => factsOf(error, errors), [error], context);
    },
  };
}

function factsOf(error: unknown, { fields, causes }: JoinErrors): SourceEvent[] {
  const said = [...fields.map((name) => fieldOf(error, name)), error].filter(isWord);
  const code = said.find((word) => rowOf(causes, word)) ?? said[0] ?? 'join';
  const cause = rowOf(causes, code) ?? 'joinFailed';
  // Called off by the app itself.
  if (cause === 'localLeave') return [];
  return [...tokenFacts(cause), ...failedFacts(cause, code)];
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null
    ? (error as Record<string, unknown>)[name]
    : undefined;
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || amount(Math.abs(value as number)) !== undefined;
}
