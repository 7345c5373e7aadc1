import type { Expectation } from './expectation.ts';
import type { Media } from './media.ts';
import type { RecordedScreen, Recording, Side } from './recording.ts';
import type { Word } from './word.ts';

/** right: one of the words that had to come. allowed: true as well. The others should not have been there. */
export type Verdict = 'right' | 'allowed' | 'before' | 'wrong' | 'stale' | 'again';

export interface Judgement {
  verdict: Verdict;
  why?: string;
  /** How much of the time it was on screen it should not have been. */
  untrueMs?: number;
}

export interface JudgedWord extends Word, Judgement {}

/** What a word on one screen is held against. */
export interface Context {
  recording: Recording;
  side: Side;
  screen: RecordedScreen;
  expectation: Expectation;
  media: Media;
}

export const allowed: Judgement = { verdict: 'allowed' };

export const wrong = ({ from, to }: Word, why: string): Judgement => ({
  verdict: 'wrong',
  why,
  untrueMs: to - from,
});

export const stale = ({ to }: Word, due: number, overAt: number): Judgement => ({
  verdict: 'stale',
  why: `stayed ${seconds(to - overAt)} after it was over`,
  untrueMs: to - due,
});

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Looks at the statistics are 250 ms apart: so much too early or too late is not held against a word. */
export const graceMs = 300;
/** Gone this soon after the heal, where the connection survived. */
export const goneMs = 1500;
