import { expect, it } from 'vitest';
import type { Seen, SignRow } from '../observation.ts';
import { type Moment, viewOf } from '../signView.test.helper.ts';

/** What is said, what the sign reads off it, and why. */
export type SignCase = readonly [sign: string, why: string, moment: Moment, seen: Seen | undefined];

/** Each row of a table reads what the cases say. */
export function itReads(rows: readonly SignRow[], cases: readonly SignCase[]): void {
  it.each(cases)('%s: %s', (sign, _why, moment, seen) => {
    const row = rows.find((one) => one.sign === sign);
    if (!row) throw new Error(`No row "${sign}" in this table.`);
    expect(row.read(viewOf(moment))).toEqual(seen);
  });
}
