import { troubles } from '../troubles.ts';
import { type CallOptions, type Happening, type Shape, speech, type World } from '../world.ts';
import { beginsAt, crossed, linkWorld, slowSdk, world } from './build.ts';
import type { TroubleName } from '../troubles.ts';

type Row = readonly [trouble: TroubleName, lastsMs: number];

const onEveryShape: readonly Row[] = [
  ['offline', 8000],
  ['black hole', 14_000],
  ['black hole', 24_000],
  ['udp up', 10_000],
];
const onTwo: readonly Row[] = [
  ['offline', 20_000],
  ['offline', 1000],
  ['black hole', 1000],
  ['black hole', 2000],
  ['black hole', 60_000],
  ['no route', 14_000],
  ['reset', 14_000],
  ['reject', 14_000],
  ['portal https', 20_000],
  ['portal http', 20_000],
  ['handover', 2000],
  ['handover', 4000],
  ['handover', 6000],
  ['udp both', 14_000],
  ['udp both', 24_000],
  ['udp down', 14_000],
  ['signalling tcp', 14_000],
  ['all tcp', 14_000],
];
const onThree: readonly Row[] = [
  ['udp both', 14_000],
  ['udp down', 14_000],
  ['reject', 14_000],
];

const asRow = (shape: Shape, [trouble, lastsMs]: Row): World =>
  linkWorld(shape, trouble, lastsMs, trouble === 'portal http' ? { call: { scheme: 'http' } } : {});
const slowly = (shape: Shape, [trouble, lastsMs]: Row): World =>
  linkWorld(shape, trouble, lastsMs, { call: slowSdk(shape) }, 'slow SDK');

const promptly: readonly Row[] = [
  ['offline', 8000],
  ['black hole', 14_000],
  ['all tcp', 14_000],
];

const blocked: readonly Row[] = [
  ['offline', 8000],
  ['black hole', 14_000],
  ['udp both', 14_000],
  ['signalling tcp', 14_000],
  ['udp up', 10_000],
  ['loss 15 up', 20_000],
];
// Who may not ask cannot tell where it broke: any true word will do.
const blindly = (shape: Shape, [trouble, lastsMs]: Row): World =>
  linkWorld(shape, trouble, lastsMs, { call: { probesBlocked: true }, due: [] }, 'probes blocked');

const audioOnly = { A: [speech], B: [speech], C: [speech] };
const wordless: Partial<CallOptions> = { serverWord: false, peerReports: false };

/** Out for 3 s, in for 1.5 s, for half a minute: one outage. */
const cycles: readonly Happening[] = [0, 1, 2, 3, 4, 5, 6].map((turn) => ({
  who: 'A',
  from: beginsAt + turn * 4500,
  to: beginsAt + turn * 4500 + 3000,
  trouble: troubles['black hole'],
}));
const healedAt = cycles.at(-1)?.to ?? 0;

/** The way to one host is repaired some seconds before that to the rest. */
const healedForOneFirst = (first: 'server' | 'other'): readonly Happening[] => [
  { who: 'A', from: beginsAt, to: beginsAt + 10_000, trouble: troubles['black hole'] },
  {
    who: 'A',
    from: beginsAt + 10_000,
    to: beginsAt + 14_000,
    trouble: {
      ...troubles['black hole'],
      towards: first === 'server' ? ['other', 'B', 'C'] : ['server', 'B', 'C'],
    },
  },
];

const two: readonly Shape[] = ['mesh2', 'sfu2'];
const three: readonly Shape[] = ['mesh3', 'sfu3'];

export const brokenWorlds: readonly World[] = [
  ...crossed([...two, ...three], onEveryShape, asRow),
  ...crossed(two, onTwo, asRow),
  ...crossed(three, onThree, asRow),
  ...crossed(
    ['sfu2'],
    [['black hole', 24_000] as Row, ['udp both', 24_000] as Row, ['all tcp', 14_000] as Row],
    slowly,
  ),
  ...crossed(['sfu2'], promptly, (shape, [trouble, lastsMs]) =>
    linkWorld(shape, trouble, lastsMs, { call: { sdk: 'prompt' } }, 'prompt SDK'),
  ),
  ...crossed(two, blocked, blindly),
  ...crossed(two, [['black hole', 14_000] as Row, ['offline', 8000] as Row], (shape, row) =>
    linkWorld(shape, ...row, { call: { muteSockets: true } }, 'mute sockets'),
  ),
  ...crossed(two, ['moving', 'zero'] as const, (shape, jitter) =>
    linkWorld(
      shape,
      'udp up',
      10_000,
      { call: { ...wordless, jitter, streams: audioOnly }, due: [] },
      `audio only, nobody's word, ${jitter} jitter`,
    ),
  ),
  ...crossed(two, [['black hole', 14_000] as Row, ['udp up', 10_000] as Row], (shape, row) =>
    linkWorld(
      shape,
      ...row,
      { call: { feedbackMs: Number.POSITIVE_INFINITY } },
      'no transport feedback',
    ),
  ),
  linkWorld('mesh2', 'udp up', 10_000, { call: wordless, due: [] }, "nobody's word"),
  linkWorld('sfu2', 'udp both', 14_000, { call: { scores: 'onChange' } }, 'scored on change'),
  linkWorld(
    'mesh2',
    'black hole',
    14_000,
    { call: { secondConnection: true } },
    'second connection',
  ),
  ...crossed(two, [cycles], (shape) =>
    world(shape, 'short cycles', cycles, { backOnlyAfter: healedAt }),
  ),
  ...crossed(two, ['server', 'other'] as const, (shape, first) =>
    world(shape, `black hole, healed for ${first} first`, healedForOneFirst(first)),
  ),
];
