import type { SourceEvent } from '../events/networkEvent.ts';
import { type Translate, unknownValue } from './listen.ts';
import { rowOf, userIdOf } from './sdkValues.ts';

/** Facts of one callback. */
export type Facts = SourceEvent | readonly SourceEvent[] | undefined;

/** Finds an SDK value in a table. One that is in no table gives `undefined` and a warning beside the facts. */
export type Look = <Row>(table: Readonly<Record<string, Row>>, value: unknown) => Row | undefined;

/** A translation that looks its values up: `look` first, then what the SDK handed over. */
export type Row = (look: Look, ...args: Parameters<Translate>) => Facts;

/** Turns rows into translations. */
export function lookUp(rows: Readonly<Record<string, Row>>): Record<string, Translate> {
  return Object.fromEntries(
    Object.entries(rows).map(([event, row]) => [event, (...args) => lookedUp(event, row, args)]),
  );
}

function lookedUp(event: string, row: Row, args: Parameters<Translate>): SourceEvent[] {
  const warnings: SourceEvent[] = [];
  const look: Look = (table, value) => {
    const found = rowOf(table, value);
    if (found === undefined) warnings.push(unknownValue(event, 'value', value));
    return found;
  };
  return [row(look, ...args) ?? [], warnings].flat();
}

/** The id of a user. There is no fact without one: the callback becomes a warning. */
export function userOf(value: unknown): string {
  const userId = userIdOf(value);
  if (userId === undefined) throw new Error('no user');
  return userId;
}
