import type { Leaf, Way } from './observation.ts';

/** Where the path may be broken. */
export type Place =
  | 'device'
  | 'internet'
  | 'host'
  | 'process'
  | 'flows'
  | 'media'
  | 'mediaOut'
  | 'channel'
  | 'tcp'
  | 'remote';

export interface Topology {
  /** Every connection goes to one person: media does not pass the call server. */
  mesh: boolean;
  /** One other person is here. */
  oneToOne: boolean;
  /** The app has told of no channel of its own: the others' reports may come by way of the media server. */
  reportsForwarded?: boolean;
}

interface PlaceRow {
  place: Place;
  /** What a break here cuts off; by topology where media takes another way. */
  cuts(topology: Topology): readonly Leaf[];
  /** What it may cut off as well: it explains that, and is not disproved by it. */
  mayCut?(topology: Topology): readonly Leaf[];
  /** Ways that may be broken alone; both always may. */
  ways: readonly Way[];
}

const beyondDevice: readonly Leaf[] = [
  'serverHost',
  'otherHost',
  'appChannel',
  'mediaChannel',
  'session',
  'mediaIn',
  'mediaOut',
  'theirReports',
];
const media: readonly Leaf[] = ['mediaIn', 'mediaOut'];
const signalling: readonly Leaf[] = ['appChannel', 'mediaChannel', 'session', 'theirReports'];

const forwarded = ({ mesh, reportsForwarded = false }: Topology): readonly Leaf[] =>
  !mesh && reportsForwarded ? ['theirReports'] : [];

/** The table of places, nearest first: what a break there cuts off. */
export const places: readonly PlaceRow[] = [
  { place: 'device', cuts: () => ['device', ...beyondDevice], ways: ['both'] },
  // Without a route nothing goes out, and media may come in for a while.
  { place: 'internet', cuts: () => beyondDevice, ways: ['both', 'out'] },
  {
    place: 'host',
    cuts: ({ mesh }) => ['serverHost', ...signalling, ...(mesh ? [] : media)],
    ways: ['both'],
  },
  {
    place: 'process',
    cuts: ({ mesh }) => ['mediaChannel', 'session', ...(mesh ? [] : media)],
    mayCut: forwarded,
    ways: ['both'],
  },
  {
    place: 'media',
    // Between people the SDK's word is about their connection, not about a server.
    cuts: ({ mesh }) => (mesh ? [...media, 'session'] : media),
    mayCut: forwarded,
    ways: ['both', 'in'],
  },
  // A new address, or a box on the way that forgot: all that was open is mute, all that is asked anew is answered.
  { place: 'flows', cuts: () => [...signalling, ...media], ways: ['both'] },
  { place: 'mediaOut', cuts: () => ['mediaOut'], ways: ['out', 'both'] },
  { place: 'channel', cuts: () => signalling, ways: ['both'] },
  { place: 'tcp', cuts: () => [...signalling, 'serverHost', 'otherHost'], ways: ['both'] },
  {
    place: 'remote',
    cuts: ({ mesh, oneToOne }) =>
      mesh && oneToOne ? ['theirReports', 'session', ...media] : ['theirReports'],
    ways: ['both', 'in'],
  },
];
