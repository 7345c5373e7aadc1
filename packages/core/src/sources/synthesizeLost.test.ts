import { expect, it } from 'vitest';
import type { Phase, SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { connectionFact } from './connectionFacts.ts';
import { synthesizeLost } from './synthesizeLost.ts';

function start() {
  const clock = createFakeClock();
  const phases: (Phase | 'other')[] = [];
  const { context, stop } = synthesizeLost({
    clock,
    emit: (event) => phases.push('phase' in event ? (event.phase as Phase) : 'other'),
  });
  const go = (phase: Phase) => context.emit(connectionFact(phase, 'network'));
  return { clock, phases, go, stop, emit: (event: SourceEvent) => context.emit(event) };
}

it('says lost ten seconds after the first reconnecting, however often that is repeated', () => {
  const { clock, phases, go } = start();
  go('reconnecting');
  clock.advance(6000);
  go('reconnecting');
  clock.advance(4000);
  expect(phases).toEqual(['reconnecting', 'reconnecting', 'lost']);
});

it('says nothing when the connection comes back in time, and starts over the next time', () => {
  const { clock, phases, go } = start();
  go('reconnecting');
  clock.advance(9999);
  go('connected');
  clock.advance(10_000);
  go('reconnecting');
  clock.advance(10_000);
  expect(phases).toEqual(['reconnecting', 'connected', 'reconnecting', 'lost']);
});

it('stays lost until something else than reconnecting is said', () => {
  const { clock, phases, go } = start();
  go('reconnecting');
  clock.advance(10_000);
  go('reconnecting');
  go('failed');
  expect(phases).toEqual(['reconnecting', 'lost', 'lost', 'failed']);
  expect(clock.pendingTimers()).toBe(0);
});

it('counts from a snapshot taken while reconnecting', () => {
  const { clock, phases, emit } = start();
  emit({ type: 'snapshotTaken', phase: 'reconnecting', users: [] });
  clock.advance(10_000);
  expect(phases).toEqual(['reconnecting', 'lost']);
});

it('lets everything else pass, and nothing after stop', () => {
  const { clock, phases, go, emit, stop } = start();
  emit({ type: 'userJoined', userId: 'alice' });
  go('reconnecting');
  stop();
  clock.advance(60_000);
  expect(phases).toEqual(['other', 'reconnecting']);
});
