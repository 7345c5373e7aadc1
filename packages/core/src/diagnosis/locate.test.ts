import { describe, expect, it } from 'vitest';
import { locate } from './locate.ts';
import type { Observation } from './observation.ts';
import type { Place, Topology } from './places.ts';
import { alive, dead } from './signView.test.helper.ts';

const server: Topology = { mesh: false, oneToOne: false };
const mesh: Topology = { mesh: true, oneToOne: true };
const three: Topology = { mesh: true, oneToOne: false };

const channels = { witness: 'channels' } as const;
const inward = { way: 'in', witness: 'media' } as const;
const outward = { way: 'out', witness: 'reports' } as const;

/** Everything dies at 10 and what has lived since did so at 20. */
const all = [
  dead('serverHost', 10),
  dead('otherHost', 10),
  dead('appChannel', 10, channels),
  dead('mediaIn', 10, inward),
];

describe('a single break explains what is dead and nothing that has lived since', () => {
  it.each<
    [what: string, all: readonly Observation[], topology: Topology, places: readonly Place[]]
  >([
    ['nothing dead', [alive('mediaIn', 20)], server, []],
    ['everything dead', all, server, ['internet']],
    ['everything dead between two', all, mesh, ['internet']],
    ['the device says so itself', [...all, dead('device', 10)], server, ['device']],
    [
      'everything dead, the other host lives',
      [...all.filter(({ leaf }) => leaf !== 'otherHost'), alive('otherHost', 20)],
      server,
      ['host'],
    ],
    [
      'between two the server cuts off no media',
      [...all.filter(({ leaf }) => leaf !== 'otherHost'), alive('otherHost', 20)],
      mesh,
      ['media', 'remote'],
    ],
    [
      'the media server is silent, its host lives',
      [dead('mediaChannel', 10), dead('mediaIn', 10, inward), alive('serverHost', 20)],
      server,
      ['process'],
    ],
    [
      'media is silent, its host lives',
      [dead('mediaIn', 10, inward), alive('serverHost', 20), alive('mediaChannel', 20)],
      server,
      ['media'],
    ],
    [
      'media is silent, and that is all',
      [dead('mediaIn', 10, inward)],
      server,
      ['internet', 'host', 'process', 'media'],
    ],
    [
      'media is silent between two',
      [dead('mediaIn', 10, inward)],
      mesh,
      ['internet', 'media', 'remote'],
    ],
    ['media is silent between three', [dead('mediaIn', 10, inward)], three, ['internet', 'media']],
    [
      'what we send does not arrive',
      [dead('mediaOut', 10, outward), alive('mediaIn', 20, inward), alive('serverHost', 20)],
      server,
      ['mediaOut'],
    ],
    [
      'the channel is late while media comes in',
      [dead('appChannel', 10), alive('mediaIn', 20, inward), alive('serverHost', 20)],
      server,
      ['channel'],
    ],
    [
      'all TCP is late while media comes in',
      [
        dead('appChannel', 10),
        dead('serverHost', 10),
        dead('otherHost', 10),
        alive('mediaIn', 20, inward),
      ],
      server,
      ['internet', 'tcp'],
    ],
    [
      'the channel is late, media came in before',
      [dead('appChannel', 10), alive('mediaIn', 10, inward), alive('serverHost', 20)],
      server,
      [],
    ],
    [
      'only the hosts are silent',
      [dead('serverHost', 10), dead('otherHost', 10), alive('mediaIn', 20)],
      server,
      [],
    ],
    ['only their reports stopped', [dead('theirReports', 10)], server, ['remote']],
    [
      'their reports stopped with the media',
      [
        dead('theirReports', 10),
        dead('mediaIn', 10, inward),
        alive('serverHost', 20),
        alive('appChannel', 20),
      ],
      mesh,
      ['remote'],
    ],
    [
      'what a server misses of us is no remote',
      [
        dead('theirReports', 10),
        dead('mediaOut', 10, { ...outward, witness: 'server' }),
        alive('serverHost', 20),
        alive('appChannel', 20),
      ],
      mesh,
      ['media', 'mediaOut'],
    ],
  ])('%s', (_what, seen, topology, places) => {
    expect(locate(seen, topology).places).toEqual(places);
  });

  it('what may be cut off as well is explained, and disproves nothing when it lives', () => {
    const silent = dead('mediaIn', 10, inward);
    const answered = alive('serverHost', 12);
    const forwarded = { ...server, reportsForwarded: true };
    const stopped = locate([silent, dead('theirReports', 11), answered], forwarded);
    expect(stopped.places).toEqual(['process', 'media']);
    const come = locate([silent, alive('theirReports', 12), answered], forwarded);
    expect(come.places).toEqual(['process', 'media']);
    expect(locate([silent, dead('theirReports', 11), answered], server).places).toEqual(['remote']);
  });

  it('what was broken first and fits nothing is left out, and what is left is explained', () => {
    const seen = [
      dead('theirReports', 5),
      dead('mediaIn', 10, inward),
      alive('serverHost', 8),
      alive('appChannel', 20),
    ];
    expect(locate([...seen].reverse(), server)).toEqual(locate(seen, server));
    const found = locate(seen, server);
    expect(found.dead.map(({ leaf }) => leaf)).toEqual(['mediaIn']);
    expect(found.places).toEqual(['process', 'media']);
  });

  it.each(['appChannel', 'mediaChannel', 'session'] as const)(
    '%s may be a channel alone',
    (leaf) => {
      const seen = [dead(leaf, 10), alive('mediaIn', 20, inward), alive('serverHost', 20)];
      expect(locate(seen, server).places).toContain('channel');
    },
  );

  it('a break of one way leaves life on the other alone', () => {
    const out = dead('mediaOut', 10, outward);
    expect(locate([out, alive('mediaIn', 20, inward)], server).places).toContain('internet');
    expect(locate([out, alive('mediaIn', 20)], server).places).not.toContain('internet');
    expect(
      locate([dead('mediaIn', 10, inward), alive('mediaOut', 20, outward)], server).places,
    ).toEqual(['media']);
    // A host or a process breaks both ways at once.
    expect(locate([out, alive('mediaIn', 20, inward)], server).places).not.toContain('host');
  });

  it('life of the very moment of the death proves nothing, a millisecond later everything', () => {
    const silent = dead('mediaIn', 10, inward);
    expect(locate([silent, alive('serverHost', 10)], server).places).toContain('host');
    expect(locate([silent, alive('serverHost', 11)], server).places).not.toContain('host');
  });

  it('is asked of the first death, not of the last', () => {
    const seen = [dead('mediaIn', 30, inward), dead('serverHost', 10), alive('otherHost', 20)];
    expect(locate(seen, server).places).toEqual(['host']);
  });
});
