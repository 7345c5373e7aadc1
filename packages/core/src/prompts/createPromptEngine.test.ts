import { expect, it, vi } from 'vitest';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { createPromptEngine } from './createPromptEngine.ts';
import { promptCall } from './promptCall.test.helper.ts';
import type { PromptDecision } from './promptDecision.ts';
import { defaultPolicy, definePromptPolicy, type PromptPolicy } from './promptPolicy.ts';
import type { PromptState } from './promptState.ts';

function engineFor(policy: PromptPolicy = defaultPolicy) {
  const call = promptCall();
  const clock = createFakeClock(call.now);
  const decisions: PromptDecision[] = [];
  const onChange = vi.fn<(state: PromptState) => void>();
  const engine = createPromptEngine({
    readView: () => call.view,
    crowd: () => call.view.remotes.length,
    clock,
    policy,
    record: (decision) => decisions.push(decision),
    onChange,
  });
  const diagnose: typeof call.diagnose = (...what) => {
    call.now = clock.now();
    call.diagnose(...what);
    engine.update();
  };
  const drop = (from: number, count: number) => {
    call.now = clock.now();
    for (let index = from; index < from + count; index += 1) {
      call.blame(`user${index}`, 'dropped', { leftAt: call.now - 10_000 });
      engine.update();
    }
  };
  return { engine, clock, decisions, onChange, diagnose, drop };
}

it('wakes by itself when a delay is over, with one timer', () => {
  const { engine, clock, onChange, diagnose } = engineFor();
  diagnose('noInternet');
  expect(clock.pendingTimers()).toBe(1);
  engine.update();
  engine.update();
  expect(clock.pendingTimers()).toBe(1);
  clock.advance(1_999);
  expect(onChange).not.toHaveBeenCalled();
  clock.advance(1);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(engine.getState().banner?.id).toBe('local.noInternet');
  expect(onChange).toHaveBeenCalledWith(engine.getState());
});

it('has no timer while all is well, nor after destroy', () => {
  const { engine, clock, diagnose } = engineFor();
  engine.update();
  expect(clock.pendingTimers()).toBe(0);
  diagnose('noInternet');
  engine.destroy();
  expect(clock.pendingTimers()).toBe(0);
  engine.dismiss('local.noInternet');
  engine.update();
  expect(clock.pendingTimers()).toBe(0);
});

it('tells of a change only when something on screen changed', () => {
  const { engine, clock, onChange, diagnose } = engineFor();
  diagnose('noInternet');
  clock.advance(2_000);
  engine.update();
  clock.advance(60_000);
  expect(onChange).toHaveBeenCalledTimes(1);
});

it('moves its timer when something is due sooner', () => {
  const { engine, clock, diagnose } = engineFor();
  diagnose('deviceBusy');
  clock.advance(1);
  diagnose('deviceOffline');
  expect(clock.pendingTimers()).toBe(1);
  clock.advance(1_200);
  expect(engine.getState().banner?.id).toBe('local.offline');
});

it('records every decision once', () => {
  const { engine, clock, decisions, diagnose } = engineFor();
  diagnose('noInternet');
  clock.advance(2_000);
  engine.update();
  engine.dismiss('local.noInternet');
  engine.update();
  expect(decisions.map(({ what, rule }) => `${what}: ${rule}`)).toEqual([
    'shown: lasted 2000 ms',
    'cleared: dismissed',
  ]);
});

it('dismisses for a minute, or for the call', () => {
  for (const [forThisCall, back] of [
    [false, 'local.noInternet'],
    [true, undefined],
  ] as const) {
    const { engine, clock, diagnose } = engineFor();
    diagnose('noInternet');
    clock.advance(2_000);
    engine.dismiss('local.noInternet', { forThisCall });
    expect(engine.getState().banner).toBeNull();
    clock.advance(60_000);
    expect(engine.getState().banner?.id).toBe(back);
  }
});

it('an own trigger that throws silences itself alone, and says so once', () => {
  const { engine, clock, decisions, diagnose } = engineFor(
    definePromptPolicy({
      prompts: {
        'weak.up': {
          when: () => {
            throw new Error('oops');
          },
        },
      },
    }),
  );
  diagnose('noInternet');
  clock.advance(2_000);
  engine.update();
  expect(engine.getState().banner?.id).toBe('local.noInternet');
  expect(decisions.filter(({ kind }) => kind === 'weak.up')).toMatchObject([
    { what: 'suppressed', rule: 'trigger threw: Error: oops' },
  ]);
});

it('with dozens in trouble, looks once for all that happens within a moment', () => {
  const { engine, clock, onChange, diagnose, drop } = engineFor();
  drop(0, 60);
  const soFar = onChange.mock.calls.length;
  drop(60, 500);
  diagnose('deviceOffline', { began: clock.now() - 10_000 });
  expect(onChange).toHaveBeenCalledTimes(soFar);
  expect(clock.pendingTimers()).toBe(1);
  clock.advance(139);
  expect(onChange).toHaveBeenCalledTimes(soFar);
  clock.advance(1);
  expect(onChange).toHaveBeenCalledTimes(soFar + 1);
  expect(engine.getState().banner?.id).toBe('local.offline');
});

it('does not let a dismissal wait for that', () => {
  const { engine, clock, diagnose, drop } = engineFor();
  diagnose('noInternet');
  clock.advance(2_000);
  drop(0, 60);
  expect(engine.getState().banner?.id).toBe('local.noInternet');
  engine.dismiss('local.noInternet');
  expect(engine.getState().banner).toBe(null);
});
