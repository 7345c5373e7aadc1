import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createNetworkStatus } from '../createNetworkStatus.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import { createFakeClock } from './createFakeClock.ts';
import { createFakeSource } from './createFakeSource.ts';
import { idsOf } from './createScenarioPlayer.ts';
import * as facts from './facts.ts';
import { replayTimeline } from './replayTimeline.ts';

const { connected, reconnected, reconnecting, lost, failed, offline, online, media, silence } =
  facts;
const users = ['bo', 'cy', 'di', 'em'];

const palette: SourceEvent[][] = [
  [reconnecting],
  [lost],
  [reconnected],
  [offline],
  [online],
  [failed],
  [facts.connecting],
  [connected],
  [media()],
  [media({ downlink: { packets: 30, lost: 20 } })],
  [media({ uplink: { loss: 0.3 } })],
  [silence],
  [facts.scores('good')],
  [facts.scores('bad')],
  [facts.scores('vbad', 'bad')],
  [facts.sends({ audio: false, video: false })],
  [facts.sends({ audio: true, video: true })],
  [{ type: 'signalingChanged', health: 'late' }],
  [{ type: 'signalingChanged', health: 'alive' }],
  [{ type: 'deviceResumed', gapMs: 60_000 }],
  [{ type: 'callEnded', cause: 'kicked', code: 1 }],
  [{ type: 'streamHealthChanged', media: 'audio', health: 'stalled' }],
  [{ type: 'streamHealthChanged', media: 'audio', health: 'flowing' }],
  ...users.flatMap((userId): SourceEvent[][] => [
    facts.joins(userId),
    [facts.drops(userId)],
    [facts.quits(userId)],
    [facts.breaks(userId)],
    [facts.heals(userId)],
    [facts.scoresUser(userId, 'bad')],
    [facts.scoresUser(userId, 'good')],
  ]),
];

type Step = { wait: number; emit?: SourceEvent[]; dismiss?: number };
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 6_000 })),
  emit: fc.option(fc.constantFrom(...palette), { nil: undefined, freq: 8 }),
  dismiss: fc.option(fc.nat(4), { nil: undefined, freq: 20 }),
});

function play(steps: readonly Step[]) {
  const clock = createFakeClock();
  const source = createFakeSource({ detectionLagMs: { userDropped: 30_000 } });
  const network = createNetworkStatus({ clock, prompts: createPromptEngine, sources: [source] });
  source.emit(facts.connecting, connected, ...users.flatMap((userId) => facts.joins(userId)));
  clock.advance(12_000);
  for (const { wait, emit, dismiss } of steps) {
    clock.advance(wait);
    if (emit) source.emit(...emit);
    const id = dismiss === undefined ? undefined : idsOf(network.prompts.getState())[dismiss];
    if (id) network.dismiss(id);
  }
  clock.advance(5_000);
  return { clock, source, network };
}

const runs = { numRuns: Number(process.env.NETCUE_RUNS ?? 100) };

describe('whatever sources say', { timeout: 300_000 }, () => {
  it('replaying the exported timeline reproduces its decisions exactly', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { network } = play(steps);
        const replay = replayTimeline(network.timeline.export({ userNames: true }));
        expect(replay.complete).toBe(true);
        expect(replay.decisions()).toEqual(replay.recorded());
      }),
      runs,
    );
  });

  it('nothing is on screen and no timer is left once everybody is well and has been for a while', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { clock, source, network } = play(steps);
        source.emit(
          online,
          { type: 'signalingChanged', health: 'alive' },
          { type: 'streamHealthChanged', media: 'audio', health: 'flowing' },
          facts.connecting,
          connected,
          ...users.flatMap((userId) => [...facts.joins(userId), facts.heals(userId)]),
        );
        for (let times = 0; times < 60; times++) {
          clock.advance(2_000);
          source.emit(
            media(),
            facts.scores('excellent', 'excellent'),
            ...users.map((userId) => facts.scoresUser(userId, 'good')),
          );
        }
        expect(idsOf(network.prompts.getState())).toEqual([]);
        // Only the level that is sampled no more has to grow old, and is looked at closely then.
        clock.advance(20_000);
        expect(clock.pendingTimers()).toBe(0);
        network.destroy();
      }),
      runs,
    );
  });
});
