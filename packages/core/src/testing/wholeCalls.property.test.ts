import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as facts from './facts.ts';
import { type ReportedCall, reportedCall } from './reportedCall.test.helper.ts';

const minute = 60_000;
const numRuns = 12;
const jitters: Readonly<Record<string, (turn: number) => number | undefined>> = {
  moving: (turn) => 0.004 + (turn % 7) / 10_000,
  constant: () => 0.001,
  zero: () => 0,
  unknown: () => undefined,
};
const jitter = fc.constantFrom(...Object.keys(jitters));

function cut({ path }: ReportedCall): void {
  Object.assign(path, { heard: [], idleMs: Number.POSITIVE_INFINITY, arrives: false });
}
function heal({ path }: ReportedCall): void {
  Object.assign(path, { heard: ['maya'], idleMs: 1000, arrives: true });
}
const outOfHere = /^local\.(?!restored)/;
const turnMs = 2000;

describe('a healthy call', () => {
  it('says nothing, however often reports come and whatever they say of jitter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1000, max: 7000 }), jitter, async (reportMs, kind) => {
        const call = await reportedCall({ path: { reportMs, jitter: jitters[kind] ?? (() => 0) } });
        await call.pass(10 * minute);
        expect(call.kinds()).toEqual([]);
      }),
      { numRuns },
    );
  }, 120_000);

  it('is not offline, whatever the browser says in whatever order while packets come', async () => {
    const words = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 50, max: 9000 })), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(words, async (said) => {
        const call = await reportedCall();
        for (const [online, ms] of said) {
          call.host.window.dispatchEvent(new Event(online ? 'online' : 'offline'));
          await call.pass(ms);
        }
        await call.pass(minute);
        expect(call.kinds()).toEqual([]);
      }),
      { numRuns },
    );
  }, 120_000);

  it('is well on a device that blocks its probes for ever, and in a room nobody else is in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('refused' as const, 'never' as const, 'at once' as const),
        fc.constantFrom([], ['maya']),
        fc.boolean(),
        async (answers, remotes, onLine) => {
          const call = await reportedCall({ answers, remotes, onLine });
          await call.pass(5 * minute);
          expect(call.kinds()).toEqual([]);
        },
      ),
      { numRuns },
    );
  }, 120_000);
});

describe('an outage', () => {
  it('is said within four seconds, ends once, and leaves nothing to be said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 6000, max: 60_000 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom('at once' as const, 'never' as const),
        async (lastsMs, phaseMs, answers) => {
          const call = await reportedCall();
          await call.pass(phaseMs);
          call.shown();
          cut(call);
          call.answers = answers;
          await call.pass(lastsMs);
          const during = call.shown();
          expect(during[0]?.[0]).toMatch(outOfHere);
          expect(during[0]?.[1]).toBeLessThanOrEqual(4000);
          heal(call);
          call.answers = 'at once';
          await call.pass(minute);
          expect(call.kinds()).toEqual(['local.restored']);
        },
      ),
      { numRuns },
    );
  }, 120_000);

  it('of what we send alone is told after three reports, and within six where a peer says so', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1000, max: 7000 }),
        fc.boolean(),
        async (reportMs, isMissed) => {
          const call = await reportedCall({ path: { reportMs } });
          await call.pass(minute);
          call.shown();
          call.path.arrives = false;
          for (let second = 0; second < 25; second += 1) {
            const hearsUs = second < 2 ? 'well' : 'notAtAll';
            if (isMissed) call.sdk.emit({ type: 'peerReported', userId: 'maya', hearsUs });
            await call.pass(1000);
          }
          const [kind, ms] = call.shown()[0] ?? [];
          expect(kind).toBe('local.notHeard');
          expect(ms).toBeLessThanOrEqual(isMissed ? 6000 : 3 * reportMs + 2000);
        },
      ),
      { numRuns },
    );
  }, 120_000);

  it('of media that never begins is said within five seconds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: turnMs }), async (phaseMs) => {
        const path = { heard: [], idleMs: Number.POSITIVE_INFINITY, sends: false };
        const call = await reportedCall({ joined: false, path });
        await call.pass(3000 + phaseMs);
        call.shown();
        call.sdk.emit(facts.connected, ...facts.joins('maya'));
        await call.pass(5000);
        expect(call.kinds()[0]).toMatch(outOfHere);
      }),
      { numRuns },
    );
  }, 120_000);
});
