import { expect, it } from 'vitest';
import { initialQuality } from '../state/initialCall.ts';
import type { RemoteUser } from './networkStatus.ts';
import { ago, found, now, remote, track } from './remote.test.helper.ts';
import { noStanding, type UserStanding, userStanding } from './userStanding.ts';

const here: UserStanding = { ...noStanding, here: true, leftAt: undefined };
const audible: UserStanding = { ...here, publishes: true, awaited: true };
const flow = { lastPacketAt: now, silentMs: 0, lossRecent: 0, connectionId: 'pc0' };
const report = { at: ago(300), since: ago(300) };
const waiting = { counted: true, watched: true, waiting: true, troubled: true };
const seen = { counted: true, watched: true };
const weakHeld = track('bad', 1000, { held: true });

it.each<[who: string, user: Partial<RemoteUser>, standing: UserStanding]>([
  ['is here', {}, here],
  ['publishes', { published: ['audio'] }, audible],
  ['is muted', { published: ['audio'], quiet: true }, { ...here, publishes: true }],
  [
    'sleeps',
    { published: ['audio'], report: { ...report, suspended: true } },
    { ...here, ...seen, publishes: true },
  ],
  ['reports', { report }, { ...here, ...seen }],
  ['is measured', { flow }, { ...here, ...seen }],
  [
    'has just fallen silent',
    { published: ['audio'], flow: { ...flow, silentMs: 399 } },
    { ...audible, ...seen },
  ],
  [
    'is silent',
    { published: ['audio'], flow: { ...flow, silentMs: 400 } },
    { ...audible, ...seen, stalled: true },
  ],
  ['is silent by choice', { flow: { ...flow, silentMs: 5000 } }, { ...here, ...seen }],
  ['is judged', { diagnosis: found('weak') }, { ...here, ...seen, troubled: true }],
  [
    'was judged by mistake',
    { diagnosis: found('none', { withdrawn: true }) },
    { ...here, troubled: true },
  ],
  ['is unstable', { presence: 'unstable' }, { ...here, ...waiting }],
  [
    'is said to reconnect',
    { said: { phase: 'reconnecting', since: ago(500), by: 'sdk' } },
    { ...here, ...seen, troubled: true },
  ],
  ['is said to be connected', { said: { phase: 'connected', since: ago(500), by: 'sdk' } }, here],
  ['has fallen back', { fallback: true }, { ...here, ...seen, troubled: true }],
  [
    'may have left while we were out',
    { heldLeave: { reason: 'dropped', at: ago(500) } },
    { ...here, ...waiting },
  ],
  [
    'said goodbye',
    { published: ['audio'], report: { ...report, leaving: true }, presence: 'left' },
    { ...noStanding, leftAt: ago(300) },
  ],
  [
    'has left',
    { here: false, leftAt: ago(900), presence: 'left', fallback: true },
    { ...noStanding, troubled: true, leftAt: ago(900) },
  ],
  [
    'has a bad level that holds',
    { quality: { ...initialQuality, uplink: weakHeld } },
    { ...here, watched: true, waiting: true },
  ],
  [
    'has a bad level both ways that holds',
    { quality: { ...initialQuality, overall: weakHeld } },
    { ...here, watched: true, waiting: true },
  ],
  ['hears badly', { quality: { ...initialQuality, downlink: weakHeld } }, here],
  ['is sampled as bad', { quality: { ...initialQuality, uplink: track('bad') } }, here],
  [
    'is cut off, as a level says',
    { quality: { ...initialQuality, uplink: track('down', 0, { held: true }) } },
    here,
  ],
  [
    'had a bad level and is judged by it',
    { quality: { ...initialQuality, uplink: weakHeld }, diagnosis: found('weak') },
    { ...here, ...seen, troubled: true },
  ],
])('somebody who %s', (_who, user, standing) => {
  expect(userStanding(remote(user))).toEqual(standing);
});
