import { expect, it } from 'vitest';
import { places, type Topology } from './places.ts';

const server: Topology = { mesh: false, oneToOne: false };
const two: Topology = { mesh: true, oneToOne: true };
const three: Topology = { mesh: true, oneToOne: false };

const media = ['mediaIn', 'mediaOut'];
const signalling = ['appChannel', 'mediaChannel', 'session', 'theirReports'];
const beyond = ['serverHost', 'otherHost', ...signalling, ...media];

it.each([
  ['device', server, ['device', ...beyond], ['both']],
  ['device', two, ['device', ...beyond], ['both']],
  ['internet', server, beyond, ['both', 'out']],
  ['internet', two, beyond, ['both', 'out']],
  ['host', server, ['serverHost', ...signalling, ...media], ['both']],
  ['host', two, ['serverHost', ...signalling], ['both']],
  ['process', server, ['mediaChannel', 'session', ...media], ['both']],
  ['process', two, ['mediaChannel', 'session'], ['both']],
  ['media', server, media, ['both', 'in']],
  ['media', two, [...media, 'session'], ['both', 'in']],
  ['mediaOut', server, ['mediaOut'], ['out', 'both']],
  ['channel', server, signalling, ['both']],
  ['tcp', server, [...signalling, 'serverHost', 'otherHost'], ['both']],
  ['remote', server, ['theirReports'], ['both', 'in']],
  ['remote', three, ['theirReports'], ['both', 'in']],
  ['remote', { mesh: false, oneToOne: true }, ['theirReports'], ['both', 'in']],
  ['remote', two, ['theirReports', 'session', ...media], ['both', 'in']],
] as const)('a break at %s (%j) cuts off %j, on the ways %j', (place, topology, leaves, ways) => {
  const row = places.find((one) => one.place === place);
  expect(new Set(row?.cuts(topology))).toEqual(new Set(leaves));
  expect(row?.ways).toEqual(ways);
});

it.each([
  ['process', { ...server, reportsForwarded: true }, ['theirReports']],
  ['media', { ...server, reportsForwarded: true }, ['theirReports']],
  ['media', server, []],
  ['media', { ...two, reportsForwarded: true }, []],
  ['host', { ...server, reportsForwarded: true }, []],
] as const)('a break at %s (%j) may cut off %j as well', (place, topology, leaves) => {
  const row = places.find((one) => one.place === place);
  expect(row?.mayCut?.(topology) ?? []).toEqual(leaves);
});

it('they are asked from the device outwards', () => {
  expect(places.map(({ place }) => place).join()).toBe(
    'device,internet,host,process,media,flows,mediaOut,channel,tcp,remote',
  );
});
