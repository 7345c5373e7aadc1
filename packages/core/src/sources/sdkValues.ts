/** The row of a table for a value from an SDK. Never an inherited property, whatever the value. */
export function rowOf<Row>(table: Readonly<Record<string, Row>>, value: unknown): Row | undefined {
  const isKey = typeof value === 'string' || typeof value === 'number';
  return isKey && Object.hasOwn(table, value) ? table[value] : undefined;
}

/** A user id from an SDK as text, or `undefined` when it is none: no user is invented from it. */
export function userIdOf(value: unknown): string | undefined {
  const isId = typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string';
  return isId && value !== '' ? String(value) : undefined;
}

/** A rate or counter: 0 is a value, anything below or not a number is none. */
export function amount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A time or bandwidth that SDKs send as 0 before they have measured it. */
export function measured(value: unknown): number | undefined {
  return amount(value) || undefined;
}

/** A loss in percent as 0..1. */
export function lossOf(percent: unknown): number | undefined {
  const loss = amount(percent);
  return loss === undefined ? undefined : Math.min(1, loss / 100);
}
