import { expect, it } from 'vitest';
import { awayness, noteFlow, type Participant } from './participant.ts';

const now = 100_000;

/** Somebody whose media has flowed steadily until `quietMs` ago. */
function person(quietMs: number, facts: Partial<Participant> = {}): Participant {
  return {
    presence: 'present',
    unheard: false,
    missingSince: null,
    flowedAt: now - quietMs,
    flowsSince: 0,
    away: 'no',
    ...facts,
  } as Participant;
}

it.each([
  [
    'silent, while media flows: only their signalling is broken',
    person(50, { presence: 'silent' }),
    'no',
  ],
  ['closed, while media flows', person(50, { presence: 'closed' }), 'no'],
  [
    'gone from the list of a restarted server, while media flows',
    person(50, { missingSince: now }),
    'no',
  ],
  ['present, without media: the server must not be contradicted', person(5_000), 'no'],
  ['silent, without media', person(900, { presence: 'silent' }), 'silent'],
  ['unheard by the relay, without media', person(900, { unheard: true }), 'silent'],
  ['closed, without media', person(900, { presence: 'closed' }), 'dropped'],
  ['present again, but no media yet', person(900, { away: 'silent' }), 'silent'],
  [
    'present again, with the first packets',
    person(50, { away: 'silent', flowsSince: now - 100 }),
    'silent',
  ],
  ['present again, with steady media', person(50, { away: 'silent', flowsSince: now - 700 }), 'no'],
] as const)('%s', (_, someone, away) => {
  expect(awayness(someone, now)).toBe(away);
});

it('counts a flow as new after a pause', () => {
  const someone = person(3_000);
  noteFlow(someone, now);
  expect(someone).toMatchObject({ flowedAt: now, flowsSince: now });
  noteFlow(someone, now + 250);
  expect(someone).toMatchObject({ flowedAt: now + 250, flowsSince: now });
});
