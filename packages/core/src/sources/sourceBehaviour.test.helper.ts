import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetworkStatus } from '../createNetworkStatus.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import type { ProbeOutcome, SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { createFakeSource } from '../testing/createFakeSource.ts';
import { levelAt } from '../state/levelAt.ts';
import type { Attention, NetworkSource } from './source.ts';
import type { MakeDriver, SdkDriver } from './sdkDrivers.test.helper.ts';

const bob = 'b7';

const flowing = (): SourceEvent => ({
  type: 'mediaSampled',
  connectionId: 'pc',
  intervalMs: 500,
  state: 'connected',
  uplink: { packets: 25, kbps: 30, audio: true, video: false },
  downlink: { packets: 25, lost: 0, kbps: 30, bytes: 2000 },
  streams: [],
});

/** A call on screen, told by this SDK alone; `others` are sources beside it. */
export function startCall(make: MakeDriver, { inCall = false } = {}) {
  const clock = createFakeClock();
  const driver = make(inCall);
  const beside = createFakeSource();
  let attention: Attention = 'calm';
  const looking: NetworkSource = {
    name: 'looking',
    capabilities: {},
    detectionLagMs: {},
    subscribe: ({ onAttention }) => onAttention?.((now) => (attention = now)) ?? (() => {}),
  };
  const network = createNetworkStatus({
    clock,
    prompts: createPromptEngine,
    sources: [driver.source, beside, looking],
  });
  onTestFinished(network.destroy);
  const seen: string[] = [];
  const shown = () => {
    const { banner, toasts, badges } = network.prompts.getState();
    return [
      ...(banner ? [banner.kind] : []),
      ...toasts.map(({ kind }) => kind),
      ...[...badges].map(([id, { kind }]) => (id ? `${kind} of ${id}` : kind)),
    ];
  };
  network.prompts.subscribe(() => seen.push(...shown()));
  return {
    clock,
    driver,
    network,
    beside,
    shown,
    /** Everything that was on screen so far. */
    seen: () => [...new Set(seen)],
    phase: () => network.store.getState().connection.phase,
    attention: () => attention,
    /** The id that the SDK knows this user by. */
    idOf: (userId: string) => network.users.ids().find((id) => userId.endsWith(id)) ?? userId,
    /** Two probes came back, as `reachability` reports them. */
    probed(server: ProbeOutcome, other: ProbeOutcome) {
      const came = (target: 'server' | 'other', outcome: ProbeOutcome) => {
        const tookMs = outcome === 'reachable' ? 30 : 1500;
        beside.emit({
          type: 'probeFinished',
          target,
          outcome,
          sentAt: clock.now() - tookMs,
          tookMs,
        });
      };
      came('server', server);
      came('other', other);
    },
    /** Media that somebody measures comes in for so long. */
    mediaFlows(forMs: number) {
      for (let ms = 0; ms < forMs; ms += 500) {
        clock.advance(500);
        beside.emit(flowing());
      }
    },
    /** Says the same again and again, as SDKs with a cadence do. */
    repeat(everyMs: number, times: number, say: () => void) {
      for (let time = 0; time < times; time += 1) {
        say();
        clock.advance(everyMs);
      }
    },
  };
}

const everyMs = 2000;

const join = (driver: SdkDriver) => {
  driver.joins();
  driver.joined();
};

/** What every source owes, on the object that `make` returns. */
export function describeBehaviour(name: string, make: MakeDriver): void {
  const { capabilities } = make().source;
  const isHeld = capabilities.quality === 'held';
  const inCall = () => {
    const call = startCall(make);
    const { driver, clock } = call;
    join(driver);
    driver.somebodyJoins(bob);
    driver.somebodyPublishes(bob);
    call.repeat(everyMs, 8, () => driver.own('excellent'));
    clock.advance(1000);
    return call;
  };
  /** As this SDK says a level that stays: once, or at its cadence. */
  const stays = (call: ReturnType<typeof inCall>, times: number, say: () => void) => {
    if (!isHeld) return call.repeat(everyMs, times, say);
    say();
    call.clock.advance(everyMs * times);
  };

  describe(`${name} behaves`, () => {
    it('declares whether its levels hold or are samples, and then at which cadence', () => {
      expect(capabilities.quality).toMatch(/^(held|sampled)$/);
      expect(capabilities.qualityCadenceMs !== undefined || isHeld).toBe(true);
    });

    it('takes a level of ours that stays to the screen, for as long as it stays', () => {
      const call = inCall();
      stays(call, 10, () => call.driver.own('bad'));
      expect(call.shown()).toContainEqual(expect.stringMatching(/^weak\.(both|severe)$/));
      const { quality } = call.network.store.getState();
      const levels = Object.values(quality).map((track) => levelAt(track, call.clock.now()).steady);
      expect(levels).toContain('bad');
    });

    it('takes a level of somebody else that stays to their tile', ({ skip }) => {
      const call = inCall();
      const { theirs } = call.driver;
      if (!theirs) return skip('the SDK says nothing of others');
      stays(call, 10, () => theirs(bob, 'bad'));
      expect(call.shown()).toEqual([`remote.weak of ${call.idOf(bob)}`]);
      stays(call, 10, () => theirs(bob, 'excellent'));
      expect(call.shown()).toEqual([]);
    });

    it('lets a level go once the SDK says another', () => {
      const call = inCall();
      stays(call, 10, () => call.driver.own('bad'));
      stays(call, 12, () => call.driver.own('excellent'));
      expect(call.shown()).toEqual([]);
    });

    it('is down both ways: told within a second of the second word, and never as a weakness', () => {
      const call = inCall();
      if (call.driver.ownDownIs) return;
      call.driver.own('down');
      call.clock.advance(2000);
      if (!isHeld) call.driver.own('down');
      call.clock.advance(1000);
      expect(call.shown()).toEqual(['local.reconnecting']);
      stays(call, 10, () => call.driver.own('down'));
      expect(call.seen().filter((kind) => kind.startsWith('weak'))).toEqual([]);
    });

    it.each([
      ['everything', 'timedOut', 'local.noInternet'],
      ['the call server alone', 'reachable', 'local.serverUnreachable'],
    ] as const)('is down both ways while %s is silent', (_what, other, kind) => {
      const call = inCall();
      call.probed('reachable', 'reachable');
      call.driver.own('down');
      call.clock.advance(2000);
      if (!isHeld) call.driver.own('down');
      call.probed('timedOut', other);
      call.clock.advance(1000);
      call.probed('timedOut', other);
      if (!call.driver.ownDownIs) expect(call.shown()).toEqual([kind]);
      stays(call, 5, () => {
        call.driver.own('down');
        call.probed('timedOut', other);
      });
      expect(call.seen().filter((one) => one.startsWith('weak'))).toEqual([]);
    });

    it('is very bad both ways, where some scales end, while nothing answers: no weakness', () => {
      const call = inCall();
      if (call.driver.ownDownIs) return;
      call.probed('reachable', 'reachable');
      call.driver.own('vbad');
      call.clock.advance(2000);
      if (!isHeld) call.driver.own('vbad');
      call.probed('timedOut', 'timedOut');
      call.clock.advance(1000);
      // Where it is no word on media, the probes stand alone and are waited for.
      if (call.driver.veryBadIs) call.repeat(1000, 4, () => call.probed('timedOut', 'timedOut'));
      expect(call.seen()).toEqual(['local.noInternet']);
    });

    it('is down both ways while media comes in: nothing is said', () => {
      const call = inCall();
      call.mediaFlows(3000);
      for (let time = 0; time < 8; time += 1) {
        if (time % 4 === 0 && (!isHeld || time === 0)) call.driver.own('down');
        call.mediaFlows(500);
      }
      expect(call.seen().filter((kind) => !kind.startsWith('local.notHeard'))).toEqual([]);
    });

    it('falls to unknown: the kit looks closer, and says nothing', () => {
      const call = inCall();
      expect(call.attention()).toBe('calm');
      call.driver.own('unknown');
      expect(call.attention()).toBe('alert');
      call.clock.advance(20_000);
      expect(call.shown()).toEqual([]);
    });

    it('falls silent where it has a cadence: the kit looks closer, and says nothing', () => {
      const call = inCall();
      if (!isHeld) {
        call.clock.advance(5000);
        expect(call.attention()).toBe('alert');
      }
      call.clock.advance(60_000);
      expect(call.attention()).toBe('calm');
      expect(call.seen()).toEqual([]);
      call.driver.leave();
      call.clock.advance(60_000);
      expect(call.attention()).toBe('calm');
    });

    it('says the same state twice: nothing changes', () => {
      const call = inCall();
      const { driver, clock } = call;
      driver.breaks();
      clock.advance(4000);
      const { since, outageSince } = call.network.store.getState().connection;
      driver.breaks();
      clock.advance(100);
      const again = call.network.store.getState().connection;
      expect([again.since, again.outageSince]).toEqual([since, outageSince]);
      driver.returns();
      driver.returns();
      clock.advance(15_000);
      expect(call.shown()).toEqual([]);
      expect(call.phase()).toBe('connected');
    });

    it('is in a second call on the same object, as if in the first', () => {
      const call = inCall();
      const { driver, clock } = call;
      driver.leave();
      clock.advance(60_000);
      expect([call.phase(), call.shown()]).toEqual(['left', []]);
      const before = call.seen().length;
      driver.joins();
      expect(call.phase()).toBe(driver.joinsUntold ? 'left' : 'connecting');
      clock.advance(3000);
      driver.joined();
      expect(call.network.store.getState().connection).toMatchObject({
        phase: 'connected',
        recovered: false,
      });
      driver.somebodyJoins(bob);
      clock.advance(20_000);
      expect(call.seen().slice(before)).toEqual([]);
      expect(call.network.users.ids()).toEqual([call.idOf(bob)]);
      driver.breaks();
      clock.advance(3000);
      expect(call.shown()).toEqual(['local.reconnecting']);
    });

    it('was in the call before anybody asked', () => {
      const call = startCall(make, { inCall: true });
      const { driver, clock } = call;
      clock.advance(10);
      expect(call.phase()).toBe('connected');
      driver.breaks();
      clock.advance(3000);
      expect(call.shown()).toEqual(['local.reconnecting']);
      driver.returns();
      clock.advance(15_000);
      expect(call.shown()).toEqual([]);
    });

    it('hears callbacks out of order', () => {
      const call = startCall(make);
      const { driver, clock } = call;
      driver.somebodyPublishes(bob);
      driver.somebodyJoins(bob);
      driver.own('excellent');
      join(driver);
      driver.somebodyJoins(bob);
      driver.somebodyLeaves('b8');
      clock.advance(20_000);
      driver.leave();
      driver.own('bad');
      driver.somebodyLeaves(bob);
      clock.advance(20_000);
      expect(call.seen()).toEqual([]);
      expect(call.phase()).toBe('left');
      join(driver);
      expect(call.phase()).toBe('connected');
    });

    it('is told values that it does not know: each a warning, and nothing else changes', () => {
      const call = inCall();
      const { warnings, connection, quality } = call.network.store.getState();
      call.driver.talksNonsense();
      const after = call.network.store.getState();
      expect(after.warnings).toBeGreaterThan(warnings);
      expect([after.connection, after.quality]).toEqual([connection, quality]);
      call.clock.advance(20_000);
      expect(call.seen()).toEqual([]);
    });

    it('is let go: no listener and no timer is left', () => {
      const driver = make();
      const before = driver.listeners();
      const clock = createFakeClock();
      const network = createNetworkStatus({
        clock,
        prompts: createPromptEngine,
        sources: [driver.source],
      });
      join(driver);
      driver.own('excellent');
      driver.breaks();
      expect(driver.listeners()).toBeGreaterThan(before);
      network.destroy();
      expect(driver.listeners()).toBe(before);
      expect(clock.pendingTimers()).toBe(0);
    });
  });
}
