import { initialCall } from '../../state/initialCall.ts';
import type { CallFacts } from '../../state/networkState.ts';
import { ago, type Moment } from '../signView.test.helper.ts';
import { deviceSigns } from './deviceSigns.ts';
import { itReads, type SignCase } from './signCases.test.helper.ts';

const device = (change: Partial<CallFacts['device']>): Moment => ({
  call: { device: { ...initialCall.device, changedAt: ago(500), ...change } },
});
const deviceRows: readonly SignCase[] = [
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

itReads(deviceSigns, deviceRows);
