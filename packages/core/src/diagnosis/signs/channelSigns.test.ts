import type { CallFacts } from '../../state/networkState.ts';
import { ago, type Moment, outage } from '../signView.test.helper.ts';
import { channelSigns } from './channelSigns.ts';
import { itReads, type SignCase } from './signCases.test.helper.ts';

const signaling = (state: CallFacts['signaling']): Moment => ({ call: { signaling: state } });
const closed = { health: 'closed', since: ago(1000) } as const;
const late = { health: 'late', since: ago(2000) } as const;
const alive = { health: 'alive', since: ago(9000) } as const;
const channelRows: readonly SignCase[] = [
  ['channel alive', 'since it was opened', signaling({ app: alive }), { at: ago(9000) }],
  [
    'channel alive',
    'as of its last word',
    signaling({ app: { ...alive, aliveAt: ago(100) } }),
    { at: ago(100) },
  ],
  ['channel alive', 'not when late', signaling({ app: late }), undefined],
  ['channel alive', 'nothing said proves nothing', signaling({}), undefined],
  [
    'channel late',
    'since the answer was due',
    signaling({ app: late }),
    { at: ago(2000), value: 'late', sure: false },
  ],
  [
    'channel late',
    'a close is sure',
    signaling({ app: closed }),
    { at: ago(1000), value: 'closed', sure: true },
  ],
  ['channel late', 'not when alive', signaling({ app: alive }), undefined],
  [
    'channel late',
    'not when mute within an outage that just ended',
    { ...signaling({ app: late }), outage: { ...outage, endedAt: ago(1500) } },
    undefined,
  ],
  [
    "media server's channel alive",
    'any but app',
    signaling({ app: late, sfu: alive }),
    { at: ago(9000) },
  ],
  ["media server's channel alive", 'not the app', signaling({ app: alive }), undefined],
  ["media server's channel late", 'not the app', signaling({ app: late }), undefined],
  [
    "media server's channel late",
    'late',
    signaling({ app: alive, sfu: late }),
    { at: ago(2000), value: 'late', sure: false },
  ],
  [
    "media server's channel late",
    'the closed one of several',
    signaling({ sfu: late, sfu2: closed }),
    { at: ago(1000), value: 'closed', sure: true },
  ],
  ["media server's channel late", 'not when all live', signaling({ sfu: alive }), undefined],
];

itReads(channelSigns, channelRows);
