import { expect, it } from 'vitest';
import { initialCall } from '../../state/initialCall.ts';
import type { CallFacts } from '../../state/networkState.ts';
import type { Seen } from '../observation.ts';
import { type Moment, now, readRow } from '../signView.test.helper.ts';
import { deviceSigns } from './deviceSigns.ts';

/** What is said, what the sign reads off it, and why. */
type Row = readonly [sign: string, why: string, moment: Moment, seen: Seen | undefined];

const ago = (ms: number) => now - ms;
const device = (change: Partial<CallFacts['device']>): Moment => ({
  call: { device: { ...initialCall.device, changedAt: ago(500), ...change } },
});
const deviceRows: readonly Row[] = [
  [
    'device offline',
    'its own word; packets on their way do not contradict it',
    device({ online: false }),
    { at: ago(-300), since: ago(500), sure: true },
  ],
  ['device offline', 'not when online', device({ online: true }), undefined],
  ['device offline', 'not when nobody said so', device({ online: null }), undefined],
  [
    'device online again',
    'after offline',
    device({ online: true, offlineAt: ago(5000) }),
    { at: ago(500) },
  ],
  ['device online again', 'that alone proves nothing', device({ online: true }), undefined],
  [
    'device online again',
    'not while offline',
    device({ online: false, offlineAt: ago(500) }),
    undefined,
  ],
];

it.each(deviceRows)('%s: %s', (sign, _why, moment, seen) => {
  expect(readRow(deviceSigns, sign, moment)).toEqual(seen);
});
