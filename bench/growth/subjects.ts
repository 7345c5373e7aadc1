import type { SourceEvent } from '../../packages/core/src/events/networkEvent.ts';
import * as facts from '../../packages/core/src/testing/facts.ts';
import { fillRoom, openRoom, type Room } from './room.ts';

/** Something that happens to everybody in a room. */
export interface Subject {
  name: string;
  open(size: number): Room;
  /** Before the measured part. */
  prepare?(room: Room): void;
  /** What is measured: everything that happens to all of them, one step a callback or a while. */
  steps(room: Room): readonly Step[];
}

/** A callback's facts, or milliseconds that pass. */
export type Step = readonly SourceEvent[] | number;

const withinMs = 2_500;
const watchedMs = 10_000;

const scoreAll = (level: 'good' | 'bad') => (userId: string, index: number) =>
  facts.scoresUser(userId, index % 2 ? 'good' : level);
const report = (userId: string): SourceEvent => ({
  type: 'peerReported',
  userId,
  uplink: 'good',
  downlink: 'good',
  hearsUs: 'well',
});
const eachAlone = (users: readonly string[], tell: (userId: string) => SourceEvent): Step[] =>
  users.map((userId) => [tell(userId)]);
const spread = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [step, withinMs / steps.length]);

/** One connection to a server that carries everybody. */
const flows = (users: readonly string[]): SourceEvent =>
  facts.media({
    streams: users.map((userId) => ({
      streamId: userId,
      userId,
      media: 'audio',
      packets: 25,
      lost: 0,
    })),
  });

/** A connection to each of them. */
const meshFlows = (users: readonly string[]): SourceEvent[] =>
  users.map((userId) => ({
    ...facts.media({
      streams: [{ streamId: userId, userId, media: 'audio', packets: 25, lost: 0 }],
    }),
    connectionId: userId,
    userId,
  }));

export const subjects: readonly Subject[] = [
  {
    name: 'joins, each alone',
    open: openRoom,
    steps: ({ users }) => users.map((userId) => facts.joins(userId)),
  },
  {
    name: 'a snapshot of all',
    open: openRoom,
    steps: ({ users }) => [[{ type: 'snapshotTaken', phase: 'connected', users }]],
  },
  {
    name: 'quits, each alone',
    open: fillRoom,
    steps: ({ users }) => eachAlone(users, facts.quits),
  },
  {
    name: 'drops within 2.5 s',
    open: fillRoom,
    steps: ({ users }) => spread(eachAlone(users, facts.drops)),
  },
  {
    name: 'the 10 s after all dropped',
    open: fillRoom,
    prepare: ({ users, tell, advance }) => {
      tell(...users.map(facts.drops));
      advance(withinMs);
    },
    steps: () => [watchedMs],
  },
  {
    name: 'all said to be reconnecting',
    open: fillRoom,
    steps: ({ users }) => [users.map(facts.breaks)],
  },
  {
    name: 'quality of each alone, nobody weak',
    open: fillRoom,
    steps: ({ users }) => eachAlone(users, (userId) => facts.scoresUser(userId, 'good')),
  },
  ...(['good', 'bad'] as const).map(
    (level): Subject => ({
      name: `quality of all, ${level === 'bad' ? 'half weak' : 'nobody weak'}`,
      open: fillRoom,
      prepare: (room) => weaken(room, level),
      steps: ({ users }) => [users.map(scoreAll(level))],
    }),
  ),
  {
    name: 'reports of peers, each alone',
    open: fillRoom,
    prepare: ({ users, tell }) => tell(...users.map(report)),
    steps: ({ users }) => eachAlone(users, report),
  },
  {
    name: 'reports of peers, together',
    open: fillRoom,
    prepare: ({ users, tell }) => tell(...users.map(report)),
    steps: ({ users }) => [users.map(report)],
  },
  {
    name: 'flows through a server',
    open: fillRoom,
    prepare: (room) => look(room, ({ users }) => [flows(users)]),
    steps: ({ users }) => [[flows(users)]],
  },
  {
    name: 'quality of each alone, with flows',
    open: fillRoom,
    prepare: (room) => look(room, ({ users }) => [flows(users)]),
    steps: ({ users }) => eachAlone(users, (userId) => facts.scoresUser(userId, 'good')),
  },
  {
    name: 'flows of a mesh',
    open: fillRoom,
    prepare: (room) => look(room, ({ users }) => meshFlows(users)),
    steps: ({ users }) => [meshFlows(users)],
  },
];

/** Several samples: one alone says nothing. */
export function weaken({ users, tell, advance }: Room, level: 'good' | 'bad' = 'bad'): void {
  for (let sample = 0; sample < 4; sample += 1) {
    tell(...users.map(scoreAll(level)));
    advance(2_000);
  }
}

export function reportAll({ users, tell }: Room): void {
  tell(...users.filter((_, index) => index % 2).map(report));
}

export function leaveHalf({ users, tell, advance }: Room): void {
  tell(...users.filter((_, index) => index % 2).map(facts.quits));
  advance(2_000);
}

function look(room: Room, flowsOf: (room: Room) => readonly SourceEvent[]): void {
  for (let second = 0; second < 2; second += 1) {
    room.tell(...flowsOf(room));
    room.advance(500);
  }
}
