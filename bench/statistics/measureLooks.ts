import { createNetworkStatus } from '../../packages/core/src/createNetworkStatus.ts';
import { createPromptEngine } from '../../packages/core/src/prompts/createPromptEngine.ts';
import { webrtc } from '../../packages/core/src/sources/webrtc/webrtc.ts';
import {
  createFakeClock,
  type FakeClock,
} from '../../packages/core/src/testing/createFakeClock.ts';
import { createFakeSource } from '../../packages/core/src/testing/createFakeSource.ts';
import * as facts from '../../packages/core/src/testing/facts.ts';
import { quantile } from '../numbers.ts';
import { startStopwatch } from '../stopwatch.ts';
import { meshCall, serverCall, type StatsCall } from './statsCall.ts';

export const calls = {
  server9: { name: 'server, 9 others', open: () => serverCall(9), looks: 200 },
  server100: { name: 'server, 100 others', open: () => serverCall(100), looks: 80 },
  server1000: { name: 'server, 1,000 others', open: () => serverCall(1_000), looks: 30 },
  mesh9: { name: 'mesh of 9 others', open: () => meshCall(9), looks: 200 },
  mesh100: { name: 'mesh of 100 others', open: () => meshCall(100), looks: 30 },
};

export interface Looks {
  name: string;
  /** Milliseconds of a look: all of it, and reading alone, without store, diagnosis and prompts. */
  wholeMs: number;
  readingMs: number;
  /** Percent of a core while all is well. */
  percent: number;
}

const calmMs = 500;
const warmUps = 24;

export async function measureLooks({ name, open, looks }: (typeof calls)['mesh9']): Promise<Looks> {
  const readingMs = await measure(open(), looks, readAlone);
  const wholeMs = await measure(open(), looks, readIntoNetwork);
  return { name, wholeMs, readingMs, percent: (wholeMs / calmMs) * 100 };
}

async function measure(
  call: StatsCall,
  looks: number,
  start: (call: StatsCall, clock: FakeClock) => void,
): Promise<number> {
  const clock = createFakeClock();
  start(call, clock);
  await answered();
  const took: number[] = [];
  for (let look = -warmUps; look < looks; look += 1) {
    call.pass(calmMs);
    const watch = startStopwatch();
    clock.advance(calmMs);
    await answered();
    if (look >= 0) took.push(watch());
  }
  return quantile(took, 1 / 4);
}

function readAlone({ connections }: StatsCall, clock: FakeClock): void {
  webrtc(connections).subscribe({ clock, emit: () => {}, emitTogether: () => {} });
}

function readIntoNetwork({ userIds, connections }: StatsCall, clock: FakeClock): void {
  const source = createFakeSource();
  createNetworkStatus({
    clock,
    sources: [source, webrtc(connections)],
    prompts: createPromptEngine,
  });
  source.emit(facts.connecting, facts.connected, facts.sends({ audio: true, video: true }));
  source.emit(...userIds.flatMap((userId) => facts.joins(userId)));
}

/** All promises of a look are kept. */
function answered(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
