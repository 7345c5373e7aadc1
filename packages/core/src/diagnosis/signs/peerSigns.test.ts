import { initialCall } from '../../state/initialCall.ts';
import { ago, backOnline, flowing, outage } from '../signView.test.helper.ts';
import { peerSigns } from './peerSigns.ts';
import { itReads, type SignCase } from './signCases.test.helper.ts';

const arrive = 'reports of others arrive';
const stopped = 'reports of others stopped';
const nobody = 'no remote hears us';
const reporting = { reports: true, count: 1, lastHeardOf: ago(2501) };
const unheardBy = { hearNothing: 1, hearNothingSince: ago(4000) };
const peerRows: readonly SignCase[] = [
  [
    arrive,
    'composed up to a second before',
    { remotes: { lastHeardOf: ago(200) } },
    { at: ago(1200) },
  ],
  [arrive, 'for five seconds', { remotes: { lastHeardOf: ago(4999) } }, { at: ago(5999) }],
  [arrive, 'and no longer', { remotes: { lastHeardOf: ago(5000) } }, undefined],
  [arrive, 'not when none came', {}, undefined],
  [
    stopped,
    'after two and a half seconds',
    { remotes: reporting },
    { at: ago(501), since: ago(2501) },
  ],
  [stopped, 'not sooner', { remotes: { ...reporting, lastHeardOf: ago(2500) } }, undefined],
  [stopped, 'not when nobody reports', { remotes: { ...reporting, reports: false } }, undefined],
  [stopped, 'not when nobody is here', { remotes: { ...reporting, count: 0 } }, undefined],
  [stopped, 'not when none ever came', { remotes: { ...reporting, lastHeardOf: 0 } }, undefined],
  [
    stopped,
    'not until they could come again',
    {
      remotes: { ...reporting, lastHeardOf: ago(9000) },
      call: { device: { ...backOnline.device, changedAt: ago(2500), offlineAt: ago(8000) } },
    },
    undefined,
  ],
  [
    'the others are said to be gone',
    'since it was said',
    { remotes: { saidGoneAt: ago(700) } },
    { at: ago(700) },
  ],
  ['the others are said to be gone', 'not when it was not', {}, undefined],
  [
    'a remote hears us',
    'two seconds before they said so',
    { remotes: { hearUsAt: ago(300) } },
    { at: ago(2300) },
  ],
  ['a remote hears us', 'not when nobody said so', {}, undefined],
  [
    nobody,
    'since a second before they said so',
    { remotes: unheardBy },
    { at: ago(4000), since: ago(5000) },
  ],
  [nobody, 'not when one hears us', { remotes: { ...unheardBy, hearUs: 1 } }, undefined],
  [nobody, 'not when one hears us badly', { remotes: { ...unheardBy, hearBadly: 1 } }, undefined],
  [nobody, 'not when they do not say so', {}, undefined],
  [
    nobody,
    'not when we send nothing',
    { remotes: unheardBy, call: { sending: { ...initialCall.sending, known: true } } },
    undefined,
  ],
  [
    nobody,
    'not right after their reports are back',
    { remotes: { ...unheardBy, reportsBackAt: ago(2999) } },
    undefined,
  ],
  [
    nobody,
    'three seconds after it',
    { remotes: { ...unheardBy, reportsBackAt: ago(3000) } },
    { at: ago(4000), since: ago(5000) },
  ],
  [
    nobody,
    'not right after we began to send',
    {
      remotes: unheardBy,
      call: { sending: { ...initialCall.sending, audio: true, known: true, since: ago(2999) } },
    },
    undefined,
  ],
  [
    nobody,
    'three seconds after it',
    {
      remotes: unheardBy,
      call: { sending: { ...initialCall.sending, audio: true, known: true, since: ago(3000) } },
    },
    { at: ago(4000), since: ago(5000) },
  ],
  [
    nobody,
    'not what an outage left behind',
    { remotes: unheardBy, outage: { ...outage, endedAt: ago(2999) } },
    undefined,
  ],
  [
    nobody,
    'what they say after an outage is new',
    { remotes: unheardBy, outage: { ...outage, endedAt: ago(4000) } },
    { at: ago(4000), since: ago(5000) },
  ],
  [
    nobody,
    'not right after the device is back',
    { remotes: unheardBy, call: backOnline },
    undefined,
  ],
  [
    nobody,
    'faint where a server reports what it gets of us',
    { remotes: unheardBy, media: { ...flowing, arrivedAt: ago(9000) } },
    { at: ago(4000), since: ago(5000), faint: true },
  ],
  [
    nobody,
    'not faint between people',
    { remotes: unheardBy, media: { ...flowing, mesh: true, arrivedAt: ago(9000) } },
    { at: ago(4000), since: ago(5000) },
  ],
];

itReads(peerSigns, peerRows);
