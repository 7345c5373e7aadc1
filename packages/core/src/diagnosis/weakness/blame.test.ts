import { describe, expect, it } from 'vitest';
import { initialCall } from '../../state/initialCall.ts';
import type { CallFacts } from '../../state/networkState.ts';
import type { CallDiagnosis } from '../diagnosis.ts';
import { ago, flowing, type Moment, now, viewOf } from '../signView.test.helper.ts';
import { blame, isBetweenTwo } from './blame.ts';
import { found, type Weakness } from './weakness.ts';

const well: CallDiagnosis = { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [] };
const up = found('uplink loss', now, 0.2);
const down = found('downlink loss', now, 0.2);
const path = found('round trip', now, 400);
const slowDown = found('downlink capacity halved', now, 100);
const scored: Weakness = { ...found('downlink score', now, 1), scored: true };

const mesh = { ...flowing, mesh: true };
const heard = (change: Partial<CallFacts['heard']>): Partial<CallFacts> => ({
  heard: { ...initialCall.heard, state: 'heard', at: ago(100), ...change },
});

describe('what of a weakness is ours', () => {
  it.each<[what: string, moment: Moment, ours: string]>([
    ['all of it, where nobody else is weak', { media: flowing }, 'uplink,downlink,path'],
    [
      'not the way in, where all of the others are weak',
      { media: flowing, remotes: { weakThemselves: 1 } },
      'uplink,path',
    ],
    [
      'the way in, where one of two is',
      { media: flowing, remotes: { count: 2, weakThemselves: 1 } },
      'uplink,downlink,path',
    ],
    [
      'all of it between two: it is the same loss seen twice',
      { media: mesh, remotes: { weakThemselves: 1 } },
      'uplink,downlink,path',
    ],
    [
      'between three nothing that all of the others explain',
      { media: mesh, remotes: { count: 2, weakThemselves: 2 } },
      'uplink',
    ],
    [
      'where a server measures, a slow way is theirs by its word',
      { media: mesh, remotes: { measured: true, slowThemselves: 1 } },
      'uplink',
    ],
    [
      'and ours against theirs',
      { media: mesh, remotes: { measured: true, weakThemselves: 1 } },
      'uplink,path',
    ],
    [
      'a slow way to the server is ours whatever they say',
      { media: flowing, remotes: { measured: true, slowThemselves: 1 } },
      'uplink,downlink,path',
    ],
    [
      'not what the server gets well',
      { media: flowing, call: heard({ loss: 0.029 }) },
      'downlink,path',
    ],
    ['what it gets badly', { media: flowing, call: heard({ loss: 0.03 }) }, 'uplink,downlink,path'],
    [
      'what it got well three seconds ago',
      { media: flowing, call: heard({ loss: 0, at: ago(3000) }) },
      'uplink,downlink,path',
    ],
    [
      'not what a gap explains',
      { media: flowing, call: heard({ backAt: ago(4999) }) },
      'downlink,path',
    ],
    [
      'what comes five seconds after a gap',
      { media: flowing, call: heard({ backAt: ago(5000) }) },
      'uplink,downlink,path',
    ],
    [
      'not what a relay has not counted yet',
      { media: mesh, remotes: { measured: true } },
      'uplink,path',
    ],
  ])('%s', (_what, moment, ours) => {
    const blamed = blame({ uplink: up, downlink: down, path }, viewOf(moment), well);
    const named = (['uplink', 'downlink', 'path'] as const).filter((one) => blamed[one]);
    expect(named.join()).toBe(ours);
  });

  it('a relay is not waited for where the way in was weak before', () => {
    const before: CallDiagnosis = { ...well, cause: 'weakDownlink' };
    const view = viewOf({ media: mesh, remotes: { measured: true } });
    expect(blame({ downlink: down }, view, before).downlink).toBe(down);
  });
});

describe('no side can be told', () => {
  it.each<
    [
      what: string,
      cause: CallDiagnosis['cause'],
      signals: readonly Weakness[],
      moment: Moment,
      neutral: boolean,
    ]
  >([
    ['between two', 'weakUplink', [up], { media: mesh }, true],
    [
      'unless somebody in between counts it',
      'weakUplink',
      [up],
      { media: mesh, remotes: { measured: true } },
      false,
    ],
    ['or scores it', 'weakDownlink', [scored], { media: mesh, remotes: { measured: true } }, false],
    [
      'of a slow way, which looks the same from both ends',
      'weakBoth',
      [path],
      { media: mesh, remotes: { measured: true } },
      true,
    ],
    [
      'unless the server misses a part of it',
      'weakBoth',
      [path],
      { media: mesh, remotes: { measured: true }, call: heard({ loss: 0.03 }) },
      false,
    ],
    [
      'which is more than chance',
      'weakBoth',
      [path],
      { media: mesh, remotes: { measured: true }, call: heard({ loss: 0.029 }) },
      true,
    ],
    ['not between three', 'weakBoth', [path], { media: mesh, remotes: { count: 2 } }, false],
    [
      'of what one person sends through a server',
      'weakDownlink',
      [slowDown],
      { media: flowing },
      true,
    ],
    [
      'not of what two send',
      'weakDownlink',
      [slowDown],
      { media: flowing, remotes: { count: 2 } },
      false,
    ],
    [
      'not where that person reports',
      'weakDownlink',
      [slowDown],
      { media: flowing, remotes: { reports: true } },
      false,
    ],
    [
      'not where the server measures',
      'weakDownlink',
      [slowDown],
      { media: flowing, remotes: { measured: true } },
      false,
    ],
    ['not where the SDK scores it', 'weakDownlink', [scored], { media: flowing }, false],
    ['not of what we send through a server', 'weakUplink', [up], { media: flowing }, false],
  ])('%s', (_what, cause, signals, moment, neutral) => {
    expect(blame({}, viewOf(moment), well).betweenUs(cause, signals)).toBe(neutral);
  });
});

it.each<[Moment, boolean]>([
  [{ media: mesh }, true],
  [{ media: flowing }, false],
  [{ media: mesh, remotes: { count: 2 } }, false],
  [{ media: mesh, remotes: { measured: true } }, false],
])('between two is: %j', (moment, is) => {
  expect(isBetweenTwo(viewOf(moment))).toBe(is);
});
