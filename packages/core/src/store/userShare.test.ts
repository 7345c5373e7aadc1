import { expect, it } from 'vitest';
import type { RemoteDiagnosis } from '../diagnosis/diagnosis.ts';
import { initialQuality } from '../state/initialCall.ts';
import type { QualityTrack, UserFacts } from '../state/networkState.ts';
import { ago, found, now, remote, track } from './remote.test.helper.ts';
import { type UserShare, userShare } from './userShare.ts';

const nothing: Partial<UserShare> = {
  weakThemselves: 0,
  slowThemselves: 0,
  hearUs: 0,
  hearBadly: 0,
  hearNothing: 0,
  measured: 0,
  reports: 0,
  until: Infinity,
};
const long = found('none', { since: ago(60_000) });
const scored = (uplink: QualityTrack): Partial<UserFacts> => ({
  quality: { ...initialQuality, uplink },
});
const bad = track('bad', 1000);
const says = (report: Partial<NonNullable<UserFacts['report']>>): Partial<UserFacts> => ({
  report: { at: ago(1000), since: ago(4000), ...report },
});
const heard = { reports: 1, lastHeardOf: ago(1000), until: now + 4000 };
const weakReport = { ...heard, weakThemselves: 1, slowThemselves: 1 };

it.each<[who: string, facts: Partial<UserFacts>, share: Partial<UserShare>, RemoteDiagnosis?]>([
  ['says nothing', {}, {}],
  ['has a good score', scored(track('good', 1000)), { measured: 1, until: now + 4000 }],
  [
    'has a bad score',
    scored(bad),
    { measured: 1, weakThemselves: 1, slowThemselves: 1, until: now + 4000 },
  ],
  [
    'had a bad score two samples ago',
    scored({ ...bad, recent: ['bad', 'good', 'good'] }),
    { measured: 1, weakThemselves: 1, slowThemselves: 1, until: now + 4000 },
  ],
  [
    'had a bad score three samples ago',
    scored({ ...bad, recent: ['bad', 'good', 'good', 'good'] }),
    { measured: 1, until: now + 4000 },
  ],
  ['had a score five seconds ago', scored({ ...bad, at: ago(5000) }), {}],
  [
    'had one just before',
    scored({ ...bad, at: ago(4999) }),
    { measured: 1, weakThemselves: 1, slowThemselves: 1, until: now + 1 },
  ],
  [
    'has a bad score that holds',
    scored(track('bad', 60_000, { held: true })),
    { measured: 1, weakThemselves: 1, slowThemselves: 1 },
  ],
  ['has no score any more', scored({ ...bad, raw: 'unknown' }), {}],
  ['reports', says({}), heard],
  ['reports a bad way out', says({ uplink: 'bad' }), weakReport],
  ['reports a fair way out', says({ uplink: 'poor' }), heard],
  ['reports no way out: that is no weakness', says({ uplink: 'down' }), heard],
  ['reports a bad way in', says({ downlink: 'vbad' }), { ...heard, slowThemselves: 1 }],
  [
    'reports both: it may be what we see ourselves',
    says({ uplink: 'bad', downlink: 'bad' }),
    { ...heard, weakThemselves: 1 },
  ],
  [
    'reported long ago',
    says({ at: ago(5000), uplink: 'bad', hearsUs: 'well', backAt: ago(6000) }),
    { reports: 1, lastHeardOf: ago(5000) },
  ],
  ['reports again', says({ backAt: ago(2000) }), { ...heard, reportsBackAt: ago(2000) }],
  ['hears us', says({ hearsUs: 'well' }), { ...heard, hearUs: 1, hearUsAt: ago(1000) }],
  ['hears us badly', says({ hearsUs: 'badly' }), { ...heard, hearBadly: 1, hearUsAt: ago(1000) }],
  [
    'does not hear us',
    says({ hearsUs: 'notAtAll' }),
    { ...heard, hearNothing: 1, hearNothingSince: ago(4000) },
  ],
  [
    'is said to be lost',
    { said: { phase: 'lost', since: ago(700), by: 'sdk' } },
    { saidGoneAt: ago(700) },
  ],
  ['is said to be connected', { said: { phase: 'connected', since: ago(700), by: 'sdk' } }, {}],
  ['is found weak', {}, { weakThemselves: 1, slowThemselves: 1 }, found('weak')],
  [
    'was found weak lately',
    {},
    { slowThemselves: 1, until: now + 1 },
    found('none', { since: ago(5999) }),
  ],
  ['was found weak six seconds ago', {}, {}, found('none', { since: ago(6000) })],
])('somebody who %s', (_who, facts, share, diagnosis = long) => {
  expect(userShare(remote(facts), diagnosis, now)).toEqual({ ...nothing, ...share });
});
