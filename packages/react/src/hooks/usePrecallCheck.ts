import type { Clock } from '@netcue/core';
import { useEffect, useRef, useState } from 'react';
import { judgePrecall } from './judgePrecall.ts';
import type { PrecallSample, PrecallVerdict } from './judgePrecall.ts';
import { useClock } from './useClock.ts';

export interface PrecallOptions {
  /** One exchange with the call's own servers; rejects where there is no answer. */
  probe: (signal: AbortSignal) => Promise<unknown>;
  /** How many exchanges make a check. Default 6. */
  rounds?: number;
  /** When an exchange counts as lost. Default 2000 ms. */
  timeoutMs?: number;
}

export interface PrecallCheckState {
  status: 'idle' | 'running' | PrecallVerdict;
  run: () => void;
}

/**
 * Measures, before a call, how its servers answer from here.
 *
 * @example
 * const { status, run } = usePrecallCheck({ probe: (signal) => fetch('/ping', { signal }) });
 */
export function usePrecallCheck(options: PrecallOptions): PrecallCheckState {
  const clock = useClock();
  const [status, setStatus] = useState<PrecallCheckState['status']>('idle');
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = () => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setStatus('running');
    void measure(options, clock, signal).then((samples) => {
      if (!signal.aborted) setStatus(judgePrecall(samples));
    });
  };
  return { status, run };
}

async function measure(
  { probe, rounds = 6, timeoutMs = 2000 }: PrecallOptions,
  clock: Clock,
  signal: AbortSignal,
): Promise<PrecallSample[]> {
  const samples: PrecallSample[] = [];
  while (samples.length < rounds && !signal.aborted) {
    samples.push(await exchange(probe, timeoutMs, clock, signal));
  }
  return samples;
}

/** One exchange, stopped when its time or the whole check is over. */
async function exchange(
  probe: PrecallOptions['probe'],
  timeoutMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<PrecallSample> {
  const overdue = new AbortController();
  const stop = () => overdue.abort();
  const sentAt = clock.now();
  const late = new Promise<undefined>((resolve) => {
    overdue.signal.addEventListener('abort', () => resolve(undefined));
  });
  const cancel = clock.after(timeoutMs, stop);
  signal.addEventListener('abort', stop);
  const ask = async () => probe(overdue.signal);
  const answered = ask().then(
    () => clock.now() - sentAt,
    () => undefined,
  );
  const sample = await Promise.race([answered, late]);
  cancel();
  signal.removeEventListener('abort', stop);
  return sample;
}
