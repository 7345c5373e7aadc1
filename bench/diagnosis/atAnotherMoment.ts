import { seededRandom } from '../../apps/demo/server/seededRandom.ts';
import { type RecordedScreen, type Recording, screensOf } from './recording.ts';

const longestShiftMs = 500;
const latestMs = 20;
const missing = 0.05;

/**
 * The same call, looked at in other moments: our looks begin up to half a second earlier, statistics come up to 20 ms
 * later, and one in twenty is missing. What is concluded should not hang on such luck. Repeatable for a seed.
 */
export function atAnotherMoment(recording: Recording, seed: number): Recording {
  const random = seededRandom(seed);
  const screens = screensOf(recording);
  const begins = Math.min(...screens.map(([, { ev }]) => ev[0]?.t ?? recording.t0));
  const start = { t: begins - Math.round(random() * longestShiftMs), k: 'start' };
  const shift = (screen: RecordedScreen): RecordedScreen => ({
    ev: [start, ...screen.ev],
    st: screen.st
      .filter(() => random() >= missing)
      .map((stats) => ({ ...stats, t: stats.t + Math.round(random() * latestMs) })),
  });
  return {
    ...recording,
    file: `${recording.file}~${seed}`,
    ...Object.fromEntries(screens.map(([side, screen]) => [side, shift(screen)])),
  };
}
