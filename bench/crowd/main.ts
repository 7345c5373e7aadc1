import { createNetworkStatus } from '../../packages/core/src/createNetworkStatus.ts';
import { createPromptEngine } from '../../packages/core/src/prompts/createPromptEngine.ts';
import type { SourceEvent } from '../../packages/core/src/events/networkEvent.ts';
import { createNetworkStore } from '../../packages/core/src/store/createNetworkStore.ts';
import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import { createFakeSource } from '../../packages/core/src/testing/createFakeSource.ts';

const crowds = [10, 100, 500, 1000, 2000];
const withinMs = 2500;
const watchedMs = 20_000;

console.log('Everybody drops within 2.5 s and is gone for 20 s: computing time for one leaver.');
console.log('Floor: the store alone, without prompts, timeline and their memory.\n');

const rows = [];
for (const count of crowds) {
  const floor = perLeaver(count, storeAlone());
  const whole = perLeaver(count, wholeNetwork());
  rows.push({
    leavers: count,
    'store alone, µs': Math.round(floor),
    'with prompts, µs': Math.round(whole),
    ratio: Math.round((whole / floor) * 10) / 10,
  });
}
console.table(rows);

interface Subject {
  tell(...facts: SourceEvent[]): void;
  advance(ms: number): void;
}

/** Microseconds of computing for each of so many who drop. */
function perLeaver(count: number, { tell, advance }: Subject): number {
  tell({ type: 'connectionChanged', phase: 'connected', cause: 'joined', willRetry: false });
  for (let index = 0; index < count; index++) tell({ type: 'userJoined', userId: `user${index}` });
  advance(20_000);
  const began = performance.now();
  for (let index = 0; index < count; index++) {
    tell({ type: 'userLeft', userId: `user${index}`, reason: 'dropped' });
    advance(withinMs / count);
  }
  advance(watchedMs);
  return ((performance.now() - began) * 1000) / count;
}

function wholeNetwork(): Subject {
  const clock = createFakeClock();
  const source = createFakeSource();
  createNetworkStatus({ clock, sources: [source], prompts: createPromptEngine });
  return { tell: source.emit, advance: clock.advance };
}

function storeAlone(): Subject {
  const clock = createFakeClock();
  const ignore = () => {};
  const observer = { onEvent: ignore, onDiagnosis: ignore, onPresence: ignore, onSettled: ignore };
  const store = createNetworkStore(clock, observer);
  return {
    tell: (...facts) =>
      store.dispatch(facts.map((fact) => ({ ...fact, at: clock.now(), source: 'sdk' }))),
    advance: clock.advance,
  };
}
