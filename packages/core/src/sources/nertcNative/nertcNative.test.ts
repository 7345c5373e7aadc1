import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attachSource, type Call, createFakeEmitter } from '../attachSource.test.helper.ts';
import { describeRows } from '../describeRows.test.helper.ts';
import { held } from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import { type NertcNativeEngine, type NertcNativeOptions, nertcNative } from './nertcNative.ts';
import {
  broken,
  connection,
  join,
  joined,
  rowGroups,
  state,
} from './nertcNativeRows.test.helper.ts';

function attach(getters: Partial<NertcNativeEngine> = {}, options?: NertcNativeOptions) {
  const emitter = createFakeEmitter();
  const source = nertcNative({ ...emitter, ...getters }, options);
  const { say, events: listened } = emitter;
  return { emitter, source, say, listened, ...attachSource(source) };
}

describeRows(attach, rowGroups);

it.each([
  [1, 'idle'],
  [2, 'connecting'],
  [3, 'connected'],
  [4, 'reconnecting'],
  [5, 'failed'],
])('reads state %i at attach', (sdkState, phase) => {
  const { facts } = attach({ getConnectionState: () => sdkState });
  expect(facts()).toEqual([{ type: 'snapshotTaken', phase, users: [] }]);
});

it('goes on from the state it read', () => {
  const { say, facts } = attach({ getConnectionState: () => 4 });
  facts();
  say(state(3, 6));
  expect(facts()).toEqual([connection('connected', 'rejoined', { recovered: true })]);
});

it('does without the getter before 3.8.0, and warns about a state it does not know', () => {
  expect(attach().facts()).toEqual([]);
  expect(attach({ getConnectionState: () => 0 }).facts()).toMatchObject([
    { type: 'warningRaised', text: '0' },
  ]);
});

it('tells what is sent by its statistics, and once they stop that nothing is', () => {
  const { say, clock, facts } = attach();
  say(...joined);
  const after = (forMs: number, report?: Call) => {
    for (let ms = 0; ms < forMs; ms += 2000) {
      if (report) say(report);
      clock.advance(2000);
    }
    return facts().filter(({ type }) => type === 'localMediaChanged');
  };
  const sends = (media: object) => ({
    type: 'localMediaChanged',
    audio: false,
    video: false,
    screen: false,
    synthetic: true,
    ...media,
  });
  const report = (of: object): Call => ['onRtcStats', of];
  expect(after(4000, report({ tx_audio_kbitrate: 30, tx_video_kbitrate: 0 }))).toEqual([
    sends({ audio: true }),
  ]);
  expect(after(8000, report({ tx_audio_kbitrate: 0, tx_video_kbitrate: 300 })).at(-1)).toEqual(
    sends({ video: true }),
  );
  expect(after(8000, report({ tx_audio_kbitrate: 0, tx_video_kbitrate: 0 }))).toEqual([sends({})]);
});

it('knows us by the uid given when attached after joining', () => {
  const { say, facts } = attach({}, { userId: 'me' });
  say(['onNetworkQuality', 1, [{ uid: 'me', tx_quality: 6, rx_quality: 1 }]]);
  expect(facts()).toEqual([held('down', 'excellent')]);
});

it('counts down to the latest moment the SDK gives up, and says lost on the way', () => {
  const { say, clock, facts } = attach();
  say(...broken);
  facts();
  clock.advance(4000);
  say(state(4, 8));
  expect(facts()).toEqual([
    connection('reconnecting', 'media', { link: { media: 'down' }, givesUpInMs: 46_000 }),
  ]);
  clock.advance(6000);
  expect(facts()).toMatchObject([{ phase: 'lost', givesUpInMs: 40_000, synthetic: true }]);
  clock.advance(50_000);
  say(state(4, 9));
  expect(facts()).toMatchObject([{ phase: 'lost', givesUpInMs: 0 }]);
  say(state(3, 7), state(4, 9));
  expect(facts().at(-1)).toMatchObject({ phase: 'reconnecting', givesUpInMs: 50_000 });
});

it('keeps the permission key out of the record', () => {
  const { say, events } = attach();
  say(['onUpdatePermissionKey', 'secret', 30_003, 0]);
  expect(events.at(-1)?.raw?.args).toEqual(['[key]', 30_003, 0]);
});

it('leaves no listener behind and stays silent after detaching', () => {
  const { emitter, say, detach, facts } = attach();
  expect(emitter.listenerCount()).toBeGreaterThan(30);
  detach();
  expect(emitter.listenerCount()).toBe(0);
  say(...broken);
  expect(facts()).toEqual([]);
});

it('declares what it can tell', () => {
  const { source } = attach();
  expect(source.name).toBe('nertc-native');
  expect(source.capabilities).toMatchObject({ remoteQuality: 'partial', lost: 'synthetic' });
  expect(source.detectionLagMs).toEqual({ lost: 10_000, givesUp: [30_000, 50_000] });
});

const numbers = anyOf(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 403, 11005, 30001, 0.5, -1);
const uids = anyOf('ann', 'me', '', 7);
const item = payload({
  uid: uids,
  tx_quality: numbers,
  rx_quality: numbers,
  received_bitrate: numbers,
  audio_loss_rate: numbers,
  packet_loss_rate: numbers,
});
const list = fc.array(item, { maxLength: 3 });
const any = fc.oneof(numbers, uids, fc.boolean(), item, list);

it('survives any sequence of callbacks without leaving our vocabulary', () => {
  const usual: Record<string, fc.Arbitrary<unknown>[]> = {
    onConnectionStateChange: [numbers, numbers],
    onNetworkQuality: [numbers, list],
    onRemoteAudioStats: [numbers, list],
    onRemoteVideoStats: [numbers, list],
    onJoinChannel: [uids, uids, numbers],
  };
  const events = attach().emitter.events();
  const table = Object.fromEntries(events.map((event) => [event, usual[event] ?? [any, any, any]]));
  const property = fc.property(hostileCalls(table), (calls) => {
    const attached = attach();
    attached.say(join, ...joined);
    expect(playHostileCalls(calls, attached, attached.emitter.emit)).toEqual([]);
    expect(attached.emitter.listenerCount()).toBe(0);
  });
  fc.assert(property, { numRuns: 300 });
});
