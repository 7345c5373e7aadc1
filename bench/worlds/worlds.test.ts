import { expect, it } from 'vitest';
import { play } from './call.ts';
import { judge } from './judge.ts';
import { variants } from './variants.ts';
import { worlds } from './worlds.ts';

// One of each kind; `pnpm bench:worlds` plays them all.
const chosen = [
  'mesh2, healthy',
  'mesh2, healthy, constant jitter',
  'mesh2, healthy, zero jitter, audio only',
  'sfu2, healthy, probes blocked',
  'sfu1, healthy, alone in the room',
  'sfu2, healthy, browser says offline for ever',
  'sfu2, healthy, hidden and back',
  'sfu2, healthy, clock set forward',
  'sfu2, black hole, 24 s',
  'sfu2, black hole, 1 s',
  'sfu2, reset, 14 s',
  'sfu2, udp up, 10 s',
  'mesh2, udp both, 14 s',
  'mesh3, loss 15 down, 20 s',
  'sfu3, loss 15 up, 20 s',
  'sfu2, B is killed',
  'sfu2, media never begins',
  'sfu2, A sleeps 20 s',
];

it.each(chosen)(
  '%s: nothing untrue with all witnesses, nor without any of them',
  { timeout: 60_000 },
  async (name) => {
    const world = worlds.find((one) => one.name === name);
    if (!world) throw new Error(`There is no world "${name}": see bench/worlds/worlds.ts`);
    const verdicts = judge(world, await play(world, variants));
    const untrue = verdicts.flatMap(({ person, variant, untrue: words }) =>
      words.map(({ shown, ms }) => `${person} ${variant}: ${shown.kind} for ${ms} ms`),
    );
    expect(untrue).toEqual([]);
  },
);
