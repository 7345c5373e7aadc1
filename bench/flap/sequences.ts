/** One moment of a sequence, as an SDK and the browser would tell it. */
export interface Moment {
  at: number;
  connection?: 'connected' | 'reconnecting';
  quality?: 'good' | 'poor' | 'bad';
  online?: boolean;
}

export interface Sequence {
  name: string;
  lastsMs: number;
  moments: readonly Moment[];
}

function repeat(
  everyMs: number,
  untilMs: number,
  moment: (round: number) => Omit<Moment, 'at'>,
): Moment[] {
  return Array.from({ length: Math.floor(untilMs / everyMs) }, (_, round) => ({
    at: round * everyMs,
    ...moment(round),
  }));
}

/** What flaps in real calls. */
export const sequences: readonly Sequence[] = [
  {
    name: 'connected ↔ reconnecting every 300 ms for 10 s',
    lastsMs: 30_000,
    moments: [
      ...repeat(300, 10_000, (round) => ({ connection: round % 2 ? 'connected' : 'reconnecting' })),
      { at: 10_000, connection: 'connected' },
    ],
  },
  {
    name: 'good ↔ poor every 2 s for 60 s',
    lastsMs: 80_000,
    moments: [
      ...repeat(2_000, 60_000, (round) => ({ quality: round % 2 ? 'good' : 'poor' })),
      { at: 60_000, quality: 'good' },
    ],
  },
  {
    name: 'good ↔ bad every 2 s for 60 s',
    lastsMs: 80_000,
    moments: [
      ...repeat(2_000, 60_000, (round) => ({ quality: round % 2 ? 'good' : 'bad' })),
      { at: 60_000, quality: 'good' },
    ],
  },
  {
    name: 'offline 1 s every 5 s for 60 s',
    lastsMs: 80_000,
    moments: [
      ...repeat(5_000, 60_000, () => ({ online: false, connection: 'reconnecting' })),
      ...repeat(5_000, 60_000, () => ({ online: true, connection: 'connected' })).map((moment) => ({
        ...moment,
        at: moment.at + 1_000,
      })),
    ].sort((one, other) => one.at - other.at),
  },
];
