import { inChromium } from '../chromium/inChromium.ts';
import { median } from '../numbers.ts';
import type { LatencyBench } from './latencyPage.tsx';

const names = ['one zustand store', 'useConnectionState', 'NetworkBanner, no delays'] as const;
export type LatencyName = (typeof names)[number];

export interface Latency {
  name: LatencyName;
  microseconds: number;
  /** As a multiple of the first in the same round. */
  timesTheStore: number;
}

export async function measureLatency(rounds: number): Promise<Latency[]> {
  return inChromium(new URL('latencyPage.tsx', import.meta.url), async (open) => {
    const measure = (index: number) =>
      open((page) =>
        page.evaluate(
          (which) => (globalThis as unknown as LatencyBench).measureLatency(which),
          index,
        ),
      );
    const all: number[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      const row: number[] = [];
      for (const index of names.keys()) row.push(await measure(index));
      all.push(row);
    }
    return names.map((name, index) => ({
      name,
      microseconds: median(all.map((row) => row[index]!)),
      timesTheStore: median(all.map((row) => row[index]! / row[0]!)),
    }));
  });
}
