import type { CallShape, Expectation, Says } from './expectation.ts';
import type { Side } from './recording.ts';

// A few shapes that many faults share: what screens say when somebody's network is out, or weak, or the server away.

type Own = (call: CallShape) => Expectation;

const isOneToOne = ({ people }: CallShape) => people.length === 2;
const isMesh = ({ path }: CallShape) => path === 'mesh';
const isBetweenTwo = (call: CallShape) => isOneToOne(call) && isMesh(call);

/** `own` on the person's screen, `others` on everybody else's. */
export const screens =
  (person: Side | undefined, own: Own, others: Own): Says =>
  (call) =>
    Object.fromEntries(
      call.people.map((side) => [side, side === person ? own(call) : others(call)]),
    );
export const everybody = (own: Own): Says => screens(undefined, own, own);
export const nobody: Says = everybody(() => ({}));

const anyOutage = ['local.mediaInterrupted', 'local.notHeard', 'local.reconnecting', 'local.lost'];

export const gone = (person: Side): string[] => [
  `remote.interrupted(${person})`,
  `remote.dropped(${person})`,
];

/** In a group the policy waits six seconds; of two in a mesh nobody has a server to ask. */
export function goneBy(call: CallShape): number {
  if (!isOneToOne(call)) return 7000;
  return isMesh(call) ? 4500 : 2500;
}

export const othersLose =
  (person: Side): Own =>
  (call) => ({
    must: gone(person),
    by: goneBy(call),
    // Between two people without a server in between it is broken for both, and these are as true.
    may: isBetweenTwo(call) ? ['local.mediaInterrupted'] : [],
    vague: isBetweenTwo(call) ? anyOutage : [],
  });

/** A person's network is gone: `must` says why on their own screen. */
export const outage = (
  person: Side,
  must: readonly string[],
  by: number,
  vague: readonly string[] = [],
): Says =>
  screens(
    person,
    () => ({
      must,
      by,
      may: ['local.reconnecting', 'local.lost'],
      vague: [...anyOutage, ...vague],
    }),
    othersLose(person),
  );

/** An outage so short that nobody need be told. */
export const blip = (person: Side, must: readonly string[]): Says =>
  screens(
    person,
    () => ({ must, optional: true, vague: anyOutage }),
    () => ({ must: gone(person), optional: true }),
  );

const ownWeak = {
  up: ['weak.up'],
  down: ['weak.down'],
  both: ['weak.both', 'weak.up', 'weak.down'],
};
/** A side may be taken for the other, if that is withdrawn at once. */
const brieflyWeak = (person: Side) => [
  'weak.up',
  'weak.down',
  'weak.both',
  ...(['A', 'B', 'C'] as const)
    .filter((side) => side !== person)
    .map((side) => `remote.weak(${side})`),
];

export interface Weakness {
  by?: number;
  optional?: boolean;
  /** Bad enough for `weak.severe`. */
  severe?: boolean;
  /** Others need not be told: of what I receive they know nothing. */
  othersOptional?: boolean;
}

/**
 * A person's network is weak in a direction. Of two, the neutral wording is true on both screens; in a mesh both ends
 * see the same. With a server or a third person in between the side is known, and has to be right.
 */
export function weakness(
  person: Side,
  direction: keyof typeof ownWeak,
  { by, optional = false, severe, othersOptional = direction === 'down' }: Weakness,
): Says {
  const neutral = (call: CallShape) => (isOneToOne(call) ? ['weak.between'] : []);
  const own: Own = (call) => ({
    must: [
      ...ownWeak[direction],
      ...(severe ? ['weak.severe'] : []),
      ...neutral(call),
      ...(isBetweenTwo(call) ? ['weak.both'] : []),
    ],
    ...(by !== undefined && { by }),
    may: ['weak.both'],
    brief: brieflyWeak(person),
    optional,
  });
  const others: Own = (call) => ({
    must: [`remote.weak(${person})`, ...neutral(call)],
    ...(by !== undefined && { by }),
    may: [`remote.videoPaused(${person})`],
    brief: brieflyWeak(person),
    optional: optional || othersOptional,
  });
  return screens(person, own, others);
}

/** Media flows; only the way to the call server is shut. */
export const signallingOnly = (person: Side): Says =>
  screens(
    person,
    () => ({ must: ['local.signalingOnly'], by: 4000 }),
    () => ({}),
  );

/** The call server is away for everybody. Where it carries the media, that is an outage; in a mesh media flows on. */
export const serverAway = (by: number): Says =>
  everybody((call) =>
    isMesh(call)
      ? { must: ['local.signalingOnly', 'local.serverUnreachable'], by: 4000 }
      : {
          must: ['local.serverUnreachable'],
          by,
          may: ['local.reconnecting', 'local.lost'],
          vague: anyOutage,
        },
  );

export const othersLoseMedia: Own = (call) => {
  const expected = othersLose('A')(call);
  if (!isBetweenTwo(call)) return expected;
  return {
    ...expected,
    must: [...gone('A'), 'local.mediaInterrupted'],
    may: ['local.notHeard'],
  };
};

export const mediaBlocked: Says = screens(
  'A',
  () => ({
    must: ['local.mediaInterrupted'],
    by: 4000,
    may: ['local.notHeard', 'local.reconnecting', 'local.lost'],
  }),
  othersLoseMedia,
);

/** They hear A until A's browser gives up; of two in a mesh they are not heard themselves. */
export const othersWhomOneDoesNotHear: Own = (call) => ({
  must: [...gone('A'), ...(isBetweenTwo(call) ? ['local.notHeard', 'local.mediaInterrupted'] : [])],
  optional: true,
});

export const ended = (person: Side, by: number, others: Own): Says =>
  screens(person, () => ({ must: ['ended.byServer'], by, stays: true }), others);
export const mayHaveLeft =
  (person: Side): Own =>
  () => ({ must: [`remote.left(${person})`], optional: true });

/** The SDK is at it by itself; two seconds of that are nothing to talk about. */
export const briefly: Says = screens(
  'A',
  () => ({ must: ['local.reconnecting', 'local.mediaInterrupted'], optional: true }),
  () => ({ must: gone('A'), optional: true }),
);
