import type { Expectation } from './expectation.ts';
import { faults } from './expectations.ts';
import { peopleOf, type Recording, type Side } from './recording.ts';
import type { Without } from './witnesses.ts';

const silence: Expectation = {};

export function expectationOf(recording: Recording, side: Side, without: Without): Expectation {
  const says = findFault(faults, recording.id);
  if (!says)
    throw new Error(
      `No expectation for fault "${recording.id}". Add a row to bench/diagnosis/expectations.ts.`,
    );
  const path = recording.mode === 'p2p' ? 'mesh' : 'sfu';
  const expectation = says({ path, people: peopleOf(recording) })[side] ?? silence;
  return without.size === 0 ? expectation : withFewerWitnesses(expectation);
}

/** By the whole id, or by what stands before its first dash. */
export function findFault<Row>(rows: Readonly<Record<string, Row>>, id: string): Row | undefined {
  return rows[id] ?? rows[id.replace(/-.*/, '')];
}

/** Who knows less may say less, and later. */
function withFewerWitnesses({ may = [], vague = [], ...rest }: Expectation): Expectation {
  return { ...rest, may: [...may, ...vague], optional: true };
}
