import { test } from '@playwright/test';
import { CallScreen } from './CallScreen.ts';

let ana: CallScreen;
let bo: CallScreen;
let calls = 0;

// Estimates and counters settle in the first seconds of a call …
const settled = 5_000;
// … and weak prompts are held back for ten: whoever waits for one, or for none, waits for that.
const warmUp = 6_000;

test.beforeEach(async ({ browser, baseURL }) => {
  calls += 1;
  ana = await CallScreen.join(browser, `call-${calls}`, 'Ana', baseURL);
  bo = await CallScreen.join(browser, `call-${calls}`, 'Bo', baseURL);
  await ana.sees(bo);
  await bo.sees(ana);
  await ana.page.waitForTimeout(settled);
});

test.afterEach(async () => {
  await ana.close();
  await bo.close();
});

const pause = (ms: number) => ana.page.waitForTimeout(ms);

test('a clean call says nothing', async () => {
  await pause(20_000);
  await ana.wasToldNothing();
  await bo.wasToldNothing();
});

test('loss on the uplink: others may not hear you', async () => {
  await pause(warmUp);
  await ana.suffers('up20');
  await ana.isTold('weak.up');
  await pause(5_000);
  await ana.wasOnlyTold('weak.up');
  await bo.wasOnlyTold('remote.weak');

  await ana.recovers();
  await ana.isNoLongerTold('weak.up', { within: 30_000 });
});

test('loss on the downlink: what you receive may stutter', async () => {
  await pause(warmUp);
  await ana.suffers('down20');
  await ana.isTold('weak.down');
  await pause(5_000);
  await ana.wasOnlyTold('weak.down');
  await bo.wasOnlyTold('remote.weak');

  await ana.recovers();
  await ana.isNoLongerTold('weak.down', { within: 30_000 });
});

test('no media gets through: audio and video are interrupted, and then come back', async () => {
  await ana.suffers('mediaBlocked');
  await ana.isTold('local.mediaInterrupted');
  await ana.recovers();
  await ana.isNoLongerTold('local.mediaInterrupted');
  await ana.isTold('local.restored');
  await ana.wasOnlyTold('local.reconnecting', 'local.mediaInterrupted', 'local.restored');
});

test('no packet at all gets out: no internet, and the other one waits', async () => {
  await ana.suffers('noInternet');
  await ana.isTold('local.noInternet');
  await bo.isTold('remote.interrupted', { about: ana });
  await ana.recovers();
  await ana.isNoLongerTold('local.noInternet');
  await bo.isNoLongerTold('remote.interrupted');
  await ana.wasOnlyTold('local.reconnecting', 'local.noInternet', 'local.restored');
  await bo.wasOnlyTold('remote.interrupted', 'remote.returned');
});

test('the call server is silent while other hosts answer: your internet works', async () => {
  await ana.suffers('serverSilent');
  await ana.isTold('local.serverUnreachable');
  await ana.recovers();
  await ana.isNoLongerTold('local.serverUnreachable');
  await ana.wasOnlyTold('local.reconnecting', 'local.serverUnreachable', 'local.restored');
});

test('the device is offline: it says so, and recovers', async () => {
  await ana.goesOffline();
  await ana.isTold('local.offline');
  await bo.isTold('remote.interrupted', { about: ana });
  await ana.comesOnline();
  await ana.isNoLongerTold('local.offline');
  await ana.isTold('local.restored');
  await bo.isNoLongerTold('remote.interrupted');
  await ana.wasOnlyTold('local.offline', 'local.reconnecting', 'local.restored');
});

test('my uplink alone is cut: others cannot hear me', async () => {
  await ana.suffers('upCut');
  await ana.isTold('local.notHeard');
  await ana.recovers();
  await ana.isNoLongerTold('local.notHeard');
});

test('the other page is killed: they lost connection', async () => {
  await bo.isKilled();
  await ana.isTold('remote.dropped', { about: bo });
  await ana.wasOnlyTold('remote.dropped');
});

test('the other one hangs up: no word of trouble', async () => {
  await bo.hangsUp();
  await pause(6_000);
  await ana.wasToldNothing();
});

test('signalling alone is silent: a quiet hint, no alarm while media flows', async () => {
  await ana.suffers('signalingOnly');
  await ana.isTold('local.signalingOnly');
  await pause(8_000);
  await ana.wasOnlyTold('local.signalingOnly');
  await bo.wasToldNothing();
  await ana.recovers();
  await pause(5_000);
  await ana.wasOnlyTold('local.signalingOnly');
  await bo.wasToldNothing();
});

test('a blip of a second says nothing', async () => {
  await pause(warmUp);
  await ana.suffers('blip');
  await pause(8_000);
  await ana.wasToldNothing();
  await bo.wasToldNothing();
});

test('a muted person without a camera is not missed', async () => {
  await bo.mutes();
  await bo.turnsCameraOff();
  await pause(8_000);
  await ana.wasToldNothing();
  await bo.wasToldNothing();
});
