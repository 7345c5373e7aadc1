import { describe, expect, it } from 'vitest';
import { initialCall } from '../state/initialCall.ts';
import type { DeviceState, ProbeState } from '../state/networkState.ts';
import { healedAfter, isLeftBehind } from './leftovers.ts';
import { ago, type Moment, viewOf } from './signView.test.helper.ts';

const device = (change: Partial<DeviceState>): Moment => ({
  call: { device: { ...initialCall.device, online: true, offlineAt: ago(9000), ...change } },
});
const back = (host: 'server' | 'other', change: Partial<ProbeState>): Moment => ({
  call: { [host]: { ...initialCall[host], failedSentAt: ago(4800), ...change } },
});

describe('a nearer part came back after five seconds ago', () => {
  const since = ago(5000);
  it.each<[what: string, moment: Moment, healedAt: number]>([
    ['nothing did', {}, 0],
    ['the device', device({ changedAt: ago(2000) }), ago(2000)],
    ['the device before', device({ changedAt: ago(5000) }), 0],
    ['the device, which was never away', device({ changedAt: ago(2000), offlineAt: undefined }), 0],
    ['the device, which is away', device({ online: false, changedAt: ago(2000) }), 0],
    ['the server', back('server', { backAt: ago(1000) }), ago(1000)],
    ['the other host', back('other', { backAt: ago(1000) }), ago(1000)],
    ['a host before', back('server', { backAt: ago(5000) }), 0],
    [
      'a host that failed just before',
      back('server', { backAt: ago(1000), failedSentAt: ago(5200) }),
      ago(1000),
    ],
    [
      'a host that failed long before',
      back('server', { backAt: ago(1000), failedSentAt: ago(5201) }),
      0,
    ],
    ['a host that never failed', back('server', { backAt: ago(1000), failedSentAt: undefined }), 0],
    ['reports', { remotes: { reportsBackAt: ago(500) } }, ago(500)],
    ['reports before', { remotes: { reportsBackAt: ago(5000) } }, 0],
    [
      'several: the last',
      { ...back('server', { backAt: ago(1000) }), remotes: { reportsBackAt: ago(500) } },
      ago(500),
    ],
  ])('%s', (_what, moment, healedAt) => {
    expect(healedAfter(viewOf(moment), since)).toBe(healedAt);
  });
});

describe('a socket that went mute', () => {
  const outage = {
    began: ago(20_000),
    namedAt: ago(19_000),
    deadAt: ago(20_000),
    way: 'both',
    told: true,
  } as const;
  const ended = (endedAt: number, began: number = outage.began): Moment => ({
    outage: { ...outage, began, endedAt },
  });

  it.each<[what: string, since: number, moment: Moment, left: boolean]>([
    ['in no outage', ago(5000), {}, false],
    ['in an outage that lasts', ago(5000), { outage }, false],
    ['in one that ended', ago(12_000), ended(ago(5000)), true],
    ['two seconds before one', ago(22_000), ended(ago(5000)), false],
    ['a little less before one', ago(21_999), ended(ago(5000)), true],
    ['a second after one', ago(4000), ended(ago(5000)), false],
    ['a little sooner after one', ago(4001), ended(ago(5000)), true],
    ['in one that ended 15 s ago', ago(17_000), ended(ago(15_000)), false],
    ['in one that ended a little later', ago(17_000), ended(ago(14_999)), true],
    ['in one of 40 s that ended 39 s ago', ago(60_000), ended(ago(39_000), ago(79_000)), true],
    ['in one of 40 s that ended 40 s ago', ago(60_000), ended(ago(40_000), ago(80_000)), false],
    ['before the device was back', ago(5000), device({ changedAt: ago(2000) }), true],
    [
      'before the device was back, 15 s ago',
      ago(16_000),
      device({ changedAt: ago(15_000), offlineAt: ago(17_000) }),
      false,
    ],
    [
      'before the device was back, a little later',
      ago(16_000),
      device({ changedAt: ago(14_999), offlineAt: ago(17_000) }),
      true,
    ],
    [
      'for 20 s before the device was back, 20 s ago',
      ago(40_000),
      device({ changedAt: ago(20_000), offlineAt: ago(41_000) }),
      false,
    ],
    [
      'for 20 s before the device was back, a little later',
      ago(39_999),
      device({ changedAt: ago(19_999), offlineAt: ago(41_000) }),
      true,
    ],
  ])('%s', (_what, since, moment, left) => {
    expect(isLeftBehind(viewOf(moment), since)).toBe(left);
  });
});
