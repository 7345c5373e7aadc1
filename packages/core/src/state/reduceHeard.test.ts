import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../events/networkEvent.ts';
import { callAfter, type Told } from './eventAt.test.helper.ts';

const stalled: SourceEvent = { type: 'streamHealthChanged', media: 'audio', health: 'stalled' };
const flowing: SourceEvent = { ...stalled, health: 'flowing' };
const video = (health: 'flowing' | 'stalled' | 'paused' | 'recovering'): SourceEvent => ({
  type: 'streamHealthChanged',
  media: 'video',
  health,
});
const sends = (what: { audio?: boolean; video?: boolean }): SourceEvent => ({
  type: 'localMediaChanged',
  ...what,
});

describe('whether the server hears us', () => {
  it.each<[what: string, told: readonly Told[], heard: object]>([
    [
      'nothing, once it says so',
      [[1000, stalled]],
      { state: 'notAtAll', since: 1000, streams: { audio: 'notAtAll' } },
    ],
    [
      'nothing, since it first said so',
      [
        [1000, stalled],
        [2000, stalled],
      ],
      { state: 'notAtAll', since: 1000, at: 2000 },
    ],
    [
      'it does again, and that is a return',
      [
        [1000, stalled],
        [2000, flowing],
      ],
      { state: 'heard', since: 2000, backAt: 2000 },
    ],
    [
      'it does on, and the return stays',
      [
        [1000, stalled],
        [2000, flowing],
        [3000, flowing],
      ],
      { state: 'heard', since: 2000, backAt: 2000 },
    ],
    [
      'it does for the first time: no return',
      [[1000, flowing]],
      { state: 'heard', since: 1000, backAt: undefined },
    ],
    [
      'nothing after all: no return',
      [
        [1000, flowing],
        [2000, stalled],
      ],
      { state: 'notAtAll', since: 2000, backAt: undefined },
    ],
    [
      'one medium is enough',
      [
        [1000, stalled],
        [2000, video('flowing')],
      ],
      { state: 'heard', since: 2000 },
    ],
    ['what recovers arrives', [[1000, video('recovering')]], { state: 'heard' }],
    [
      'what is paused is not asked of',
      [
        [1000, video('stalled')],
        [2000, video('paused')],
      ],
      { state: 'unknown', since: 2000, backAt: undefined, streams: {} },
    ],
  ])('%s', (_what, told, heard) => {
    expect(callAfter(...told).heard).toMatchObject(heard);
  });

  it.each<[what: string, told: readonly Told[], state: string]>([
    [
      'is unknown of a medium we switched off',
      [
        [500, sends({ audio: true })],
        [1000, stalled],
        [2000, sends({ audio: false })],
      ],
      'unknown',
    ],
    [
      'is unknown of one we have never sent',
      [
        [500, sends({ audio: false })],
        [1000, stalled],
      ],
      'unknown',
    ],
    [
      'stands of one that stays on',
      [
        [500, sends({ audio: true })],
        [1000, stalled],
        [2000, sends({ video: false })],
      ],
      'notAtAll',
    ],
    ['stands where nobody knows what we send', [[1000, stalled]], 'notAtAll'],
    [
      'is told by what is left',
      [
        [500, sends({ audio: true, video: true })],
        [1000, flowing],
        [1500, video('stalled')],
        [2000, sends({ audio: false })],
      ],
      'notAtAll',
    ],
  ])('%s', (_what, told, state) => {
    expect(callAfter(...told).heard.state).toBe(state);
  });

  it('stays as it was when what is switched off was never told of', () => {
    const before: readonly Told[] = [
      [500, sends({ audio: true, video: true })],
      [1000, flowing],
    ];
    expect(callAfter(...before, [2000, sends({ video: false })]).heard).toEqual(
      callAfter(...before).heard,
    );
  });
});

describe('how much it misses', () => {
  type Said = readonly [at: number, lost: number | undefined];
  const lossOf = (...losses: readonly Said[]) =>
    callAfter(
      ...losses.map(
        ([at, lost]): Told => [
          at,
          {
            type: 'streamHealthChanged',
            media: 'audio',
            health: 'flowing',
            ...(lost !== undefined && { lost }),
          },
        ],
      ),
    ).heard;

  it.each<[what: string, losses: readonly Said[], loss: number | undefined]>([
    ['is a share', [[1000, 0.2]], 0.2],
    [
      'is the worst of two seconds',
      [
        [1000, 0.2],
        [2999, 0.1],
      ],
      0.2,
    ],
    [
      'forgets what is older',
      [
        [1000, 0.2],
        [3000, 0.1],
      ],
      0.1,
    ],
    ['is not a count', [[1000, 7]], undefined],
    ['is not what went backwards', [[1000, -1]], undefined],
    ['is unknown where nothing is said', [[1000, undefined]], undefined],
    ['may be all of it', [[1000, 1]], 1],
    ['may be nothing', [[1000, 0]], 0],
  ])('%s', (_what, losses, loss) => {
    expect(lossOf(...losses).loss).toBe(loss);
  });

  it('keeps the shares by their time, and nothing where none was said', () => {
    expect(lossOf([1000, 0.2], [1500, undefined]).losses).toEqual([{ at: 1000, loss: 0.2 }]);
    expect(lossOf([1000, undefined]).losses).toEqual([]);
  });
});
