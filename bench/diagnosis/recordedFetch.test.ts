import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import { hosts, recordedFetch } from './recordedFetch.ts';
import type { RecordedEvent, Recording } from './recording.ts';

const recording: Recording = {
  file: 'x',
  id: 'b-blackhole',
  mode: 'p2p',
  what: '',
  t0: 10_000,
  t1: 20_000,
  t2: 30_000,
};
const probe = (sent: number, answer: Partial<RecordedEvent>): RecordedEvent => ({
  t: sent + (answer.ms ?? 0),
  k: 'probe',
  n: 'srv',
  sent,
  ms: 20,
  ...answer,
});
const probes = [
  probe(1000, { ok: 1, ms: 40 }),
  probe(9900, { ok: 1 }),
  probe(10_900, { ok: 0, ms: 1500, err: 'AbortError' }),
  probe(12_000, { ok: 0, ms: 5, err: 'TypeError' }),
  probe(19_500, { ok: 1, ms: 1200 }),
  probe(20_500, { ok: 1 }),
];

/** What comes of a probe that is sent at a moment: the outcome, and after how long. */
async function ask(
  at: number,
  init: RequestInit = {},
  call = recording,
  url: string = hosts.srv,
): Promise<string> {
  const clock = createFakeClock(at);
  let outcome = 'nothing';
  recordedFetch(
    probes,
    call,
    clock,
  )(url, init).then(
    () => (outcome = `answered after ${clock.now() - at}`),
    () => (outcome = `refused after ${clock.now() - at}`),
  );
  for (let step = 0; step < 300; step += 1) {
    clock.advance(5);
    await Promise.resolve();
    await Promise.resolve();
  }
  return outcome;
}

describe('a probe is answered as', () => {
  it.each([
    ['the nearest one, before', 1200, 'answered after 40'],
    ['the nearest one, behind', 500, 'answered after 40'],
    ['the nearest one of the fault, not one just before it', 10_100, 'nothing'],
    ['one that was refused', 12_300, 'refused after 5'],
    ['one that the heal let through, and no sooner', 19_200, 'answered after 1500'],
    ['the nearest one after the heal', 20_050, 'answered after 20'],
  ])('%s', async (_what, at, outcome) => {
    expect(await ask(at)).toBe(outcome);
  });

  it('one that a captive portal answers for others, if it asks without CORS', async () => {
    const captive = { ...recording, id: 'p-captive' };
    expect(await ask(12_000, { mode: 'no-cors' }, captive, 'http://server.example/')).toBe(
      'answered after 5',
    );
    expect(await ask(12_000, { mode: 'no-cors' }, captive)).toBe('refused after 5');
    expect(await ask(12_000, { mode: 'cors' }, captive)).toBe('refused after 5');
  });
});
