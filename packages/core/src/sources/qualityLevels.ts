import type { Quality } from '../events/quality.ts';

/**
 * 0..6 as every numbered scale has it: Agora, NERTC, TRTC and VolcEngine, on the web and natively
 * (each SDK's type declarations; TRTC's documentation).
 */
export const qualityLevels: Readonly<Record<number, Quality>> = {
  0: 'unknown',
  1: 'excellent',
  2: 'good',
  3: 'poor',
  4: 'bad',
  5: 'vbad',
  6: 'down',
};
