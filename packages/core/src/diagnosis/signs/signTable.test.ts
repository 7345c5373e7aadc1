import { expect, it } from 'vitest';
import { allReading } from '../../witnesses/allWitnesses.ts';

const way = { both: 'both', in: 'in', out: 'out' } as const;

/** The table as it is documented: what each row is about, and what it may say of it. */
it.each([
  ['device offline', 'device', 'dead', way.both, 'browser', 0, 'held'],
  ['device online again', 'device', 'alive', way.both, 'browser', 0, 'held'],
  ['channel alive', 'appChannel', 'alive', way.both, 'channels', 0, 'held'],
  ['channel late', 'appChannel', 'dead', way.both, 'channels', 250, 'held'],
  ["media server's channel alive", 'mediaChannel', 'alive', way.both, 'channels', 0, 'held'],
  ["media server's channel late", 'mediaChannel', 'dead', way.both, 'channels', 250, 'held'],
  ['SDK says connected', 'session', 'alive', way.both, 'sdk', 0, 'held'],
  ['SDK says reconnecting', 'session', 'dead', way.both, 'sdk', 0, 'held'],
  ['quality down both ways', 'mediaIn', 'dead', way.both, 'sdk', 1500, 8000],
  ['quality very bad both ways', 'mediaIn', 'dead', way.both, 'sdk', 1500, 8000],
  ['server receives us', 'mediaOut', 'alive', way.out, 'server', 0, 'held'],
  ['server receives nothing', 'mediaOut', 'dead', way.out, 'server', 0, 'held'],
  ['server probe answered', 'serverHost', 'alive', way.both, 'probes', 0, 20_000],
  ['other probe answered', 'otherHost', 'alive', way.both, 'probes', 0, 20_000],
  ['somebody answered a probe', 'device', 'alive', way.both, 'probes', 0, 20_000],
  ['server probe failed', 'serverHost', 'dead', way.both, 'probes', 0, 20_000],
  ['other probe failed', 'otherHost', 'dead', way.both, 'probes', 0, 20_000],
  ['packets arrive', 'mediaIn', 'alive', way.in, 'media', 0, 3500],
  ['media is back', 'mediaIn', 'alive', way.both, 'media', 0, 3500],
  ['no packet on any connection', 'mediaIn', 'dead', way.in, 'media', 800, 3500],
  ['no media has come in', 'mediaIn', 'dead', way.in, 'media', 4000, 3500],
  ['connectivity check answered', 'mediaOut', 'alive', way.both, 'checks', 0, 'held'],
  ['connectivity check overdue', 'mediaOut', 'dead', way.both, 'checks', 0, 3500],
  ['reports show news from us', 'mediaOut', 'alive', way.out, 'reports', 0, 'held'],
  ['reports show nothing new from us', 'mediaOut', 'dead', way.out, 'reports', 0, 3500],
  ['no more reports about us', 'mediaOut', 'dead', way.out, 'reports', 0, 3500],
  ['reports of others arrive', 'theirReports', 'alive', way.in, 'peers', 0, 5000],
  ['reports of others stopped', 'theirReports', 'dead', way.both, 'peers', 0, 5000],
  ['the others are said to be gone', 'theirReports', 'dead', way.both, 'sdk', 0, 'held'],
  ['a remote hears us', 'mediaOut', 'alive', way.out, 'peers', 0, 5000],
  ['no remote hears us', 'mediaOut', 'dead', way.out, 'peers', 0, 5000],
] as const)('%s: %s is %s, %s ways, by %s', (sign, leaf, state, ways, witness, holdMs, stale) => {
  const rows = allReading.signs.filter((row) => row.sign === sign);
  expect(rows).toMatchObject([{ leaf, state, way: ways, witness, holdMs, stale }]);
});

it('has no other rows', () => {
  expect(allReading.signs).toHaveLength(31);
});
