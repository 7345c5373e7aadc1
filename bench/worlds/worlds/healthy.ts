import {
  type CallOptions,
  type Happening,
  type Shape,
  speech,
  stillScreen,
  type World,
} from '../world.ts';
import { crossed, world } from './build.ts';

interface Row {
  label: string;
  call?: Partial<CallOptions>;
  happenings?: readonly Happening[];
  endMs?: number;
  stepMs?: number;
}

const longMs = 130_000;
const hourMs = 3_600_000;
const audioOnly = { A: [speech], B: [speech], C: [speech] };
const all = ['A', 'B', 'C'];

const silent = (idleMs: number): Row => ({
  label: `healthy, all silent untold, something every ${idleMs / 1000} s`,
  call: { idleMs, serverWord: false },
  happenings: all.map((who) => ({ who, from: 30_000, to: 90_000, does: 'is silent untold' })),
});
const mutedAll = all.map((who): Happening => ({ who, from: 15_000, to: 80_000, does: 'is muted' }));

const rows: readonly Row[] = [
  { label: 'healthy' },
  { label: 'healthy, no transport feedback', call: { feedbackMs: Number.POSITIVE_INFINITY } },
  { label: 'healthy, constant jitter', call: { jitter: 'constant' } },
  { label: 'healthy, zero jitter', call: { jitter: 'zero' } },
  { label: 'healthy, zero jitter, audio only', call: { jitter: 'zero', streams: audioOnly } },
  { label: 'healthy, no server word, no reports', call: { serverWord: false, peerReports: false } },
  { label: 'healthy, scored on change', call: { scores: 'onChange' } },
  { label: 'healthy, unsigned packetsLost', call: { unsignedLost: true } },
  { label: 'healthy, probes blocked', call: { probesBlocked: true } },
  { label: 'healthy, all muted, then unmuted', happenings: mutedAll },
  {
    label: 'healthy, all muted, nothing counted but checks',
    happenings: mutedAll,
    call: { idleMs: Number.POSITIVE_INFINITY },
  },
  {
    label: 'healthy, one mutes untold',
    happenings: [{ who: 'A', from: 30_000, to: 60_000, does: 'is silent untold' }],
  },
  {
    label: 'healthy, hidden and back',
    happenings: [{ who: 'A', from: 30_000, to: 90_000, does: 'is hidden' }],
  },
  {
    label: 'healthy, browser says offline for ever',
    happenings: [{ who: 'A', from: 0, to: hourMs, does: 'browser says offline' }],
  },
  {
    label: 'healthy, browser says offline in mid-call',
    happenings: [{ who: 'A', from: 30_000, to: 60_000, does: 'browser says offline' }],
  },
  {
    label: 'healthy, browser toggles',
    happenings: [0, 1, 2, 3].map((turn) => ({
      who: 'A',
      from: 30_000 + turn * 4000,
      to: 31_500 + turn * 4000,
      does: 'browser says offline',
    })),
  },
  {
    label: 'healthy, clock set forward',
    happenings: [{ who: 'A', from: 40_000, to: 40_000, does: 'clock steps forward' }],
  },
  {
    label: 'healthy, clock set back',
    happenings: [{ who: 'A', from: 40_000, to: 40_000, does: 'clock steps back' }],
  },
  {
    label: 'healthy, getStats stops answering',
    happenings: [{ who: 'A', from: 40_000, to: 70_000, does: 'stats stop' }],
  },
  {
    label: 'healthy, the pair vanishes from the statistics',
    happenings: [{ who: 'A', from: 40_000, to: 70_000, does: 'pair vanishes' }],
  },
  silent(1000),
  silent(2500),
  silent(5000),
];

const shapes: readonly Shape[] = ['mesh2', 'sfu2'];
const build = (shape: Shape, { label, happenings = [], ...row }: Row): World =>
  world(shape, label, ofShape(shape, happenings), { endMs: longMs, ...row });

/** Nobody is there whom the shape does not have. */
function ofShape(shape: Shape, happenings: readonly Happening[]): readonly Happening[] {
  return shape.endsWith('3') ? happenings : happenings.filter(({ who }) => who !== 'C');
}

const long = (shape: Shape, audio: number): World =>
  world(shape, `healthy hour, audio only, a report every ${audio / 1000} s`, [], {
    endMs: hourMs,
    stepMs: 100,
    call: { streams: audioOnly, reportMs: { audio, video: 1000 } },
  });

export const healthyWorlds: readonly World[] = [
  ...crossed(shapes, rows, build),
  build('mesh3', { label: 'healthy' }),
  build('sfu3', { label: 'healthy, constant jitter', call: { jitter: 'constant' } }),
  build('sfu3', silent(2500)),
  build('sfu1', { label: 'healthy, alone in the room' }),
  build('sfu1', {
    label: 'healthy, alone, browser says offline for ever',
    happenings: [{ who: 'A', from: 0, to: hourMs, does: 'browser says offline' }],
  }),
  build('mesh3', { label: 'healthy, second connection', call: { secondConnection: true } }),
  build('sfu2', {
    label: 'healthy, one still screen',
    call: { streams: { A: [stillScreen], B: [] } },
  }),
  build('mesh2', {
    label: 'healthy, one still screen',
    call: { streams: { A: [stillScreen], B: [] } },
  }),
  long('mesh2', 1000),
  long('mesh2', 5000),
  long('sfu2', 7000),
];
