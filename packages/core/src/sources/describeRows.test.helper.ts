import { describe, expect, it } from 'vitest';
import type { AttachedSource, Call } from './attachSource.test.helper.ts';

/** What the SDK says, and the facts that come of it. */
export interface Row<OneCall = Call> {
  what: string;
  before?: readonly OneCall[];
  call: OneCall;
  facts: readonly object[];
}

export type RowGroups<OneCall = Call> = Readonly<Record<string, readonly Row<OneCall>[]>>;

interface Attached<OneCall> extends Pick<AttachedSource, 'facts' | 'detach'> {
  say(...calls: readonly OneCall[]): void;
}

interface Listening<OneCall> extends Attached<OneCall> {
  /** The callbacks it listens to. */
  listened(): string[];
}

/** The rows, group by group, and a test that no callback the source listens to is without one. */
export function describeRows<OneCall extends Call | { readonly event: string }>(
  attach: () => Listening<OneCall>,
  groups: RowGroups<OneCall>,
): void {
  describe.each(Object.entries(groups))('%s', (_group, rows) => {
    testRows(attach, rows);
  });

  it('has a row for every callback it listens to', () => {
    const calls = Object.values(groups).flatMap((rows) => rows.map(({ call }) => call));
    const tested = new Set(calls.map((call) => ('event' in call ? call.event : call[0])));
    expect(
      attach()
        .listened()
        .filter((event) => !tested.has(event)),
    ).toEqual([]);
  });
}

/** One test per row, each with a source of its own. */
export function testRows<OneCall>(
  attach: () => Attached<OneCall>,
  rows: readonly Row<OneCall>[],
): void {
  it.each(rows)('$what', ({ before = [], call, facts: expected }) => {
    const { say, facts, detach } = attach();
    say(...before);
    facts();
    say(call);
    expect(facts()).toEqual(expected);
    detach();
  });
}
