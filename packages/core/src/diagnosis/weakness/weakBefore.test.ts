import { expect, it } from 'vitest';
import type { CallDiagnosis } from '../diagnosis.ts';
import { weakBefore } from './weakBefore.ts';

const up = { sign: 'uplink loss', at: 0 } as const;
const down = { sign: 'downlink score', at: 0 } as const;
const path = { sign: 'round trip', at: 0 } as const;

it.each<[CallDiagnosis['cause'], CallDiagnosis['evidence'], directions: string]>([
  ['none', [], ''],
  ['mediaBlocked', [up, down], ''],
  ['weakUplink', [up], 'uplink'],
  ['weakDownlink', [down], 'downlink'],
  ['weakBoth', [path], 'path'],
  ['weakBoth', [path, up], 'uplink,path'],
  ['weakBoth', [down], 'downlink,path'],
  ['weakBoth', [up, down], 'uplink,downlink,path'],
])('%s by %j was weak in: %s', (cause, evidence, directions) => {
  const before = Object.entries(weakBefore({ cause, evidence }));
  expect(before.flatMap(([direction, was]) => (was ? [direction] : [])).join()).toBe(directions);
});
