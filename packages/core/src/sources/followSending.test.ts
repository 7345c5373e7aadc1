import { expect, it } from 'vitest';
import { attachSource, createFakeEmitter } from './attachSource.test.helper.ts';
import { nertcNative } from './nertcNative/nertcNative.ts';
import { volcengine } from './volcengine/volcengine.ts';

const sending = (audio: boolean, video: boolean, screen = false) => ({
  type: 'localMediaChanged',
  audio,
  video,
  screen,
  synthetic: true,
});

it('VolcEngine on the web: what is sent is told by its statistics, and again when they stop', () => {
  const engine = createFakeEmitter();
  const { clock, facts, detach } = attachSource(volcengine(engine));
  const stats = (of: object) => engine.emit('onLocalStreamStats', of);
  const media = () => facts().filter(({ type }) => type === 'localMediaChanged');
  engine.emit('onConnectionStateChanged', { state: 3 });
  stats({ audioStats: { sendKBitrate: 30 }, videoStats: { sentKBitrate: 0 } });
  clock.advance(2000);
  expect(media()).toEqual([sending(true, false)]);
  stats({ isScreen: true, videoStats: { sentKBitrate: 800 } });
  stats({ audioStats: { sendKBitrate: 30 }, videoStats: { sentKBitrate: 500 } });
  clock.advance(2000);
  expect(media()).toEqual([sending(true, true, true)]);
  clock.advance(8000);
  expect(media()).toEqual([sending(false, false)]);
  detach();
  expect(clock.pendingTimers()).toBe(0);
});

it('NERTC natively: the same; and of who only listens it is said that nothing is sent', () => {
  const engine = createFakeEmitter();
  const { clock, facts } = attachSource(nertcNative({ ...engine, getConnectionState: () => 3 }));
  const media = () => facts().filter(({ type }) => type === 'localMediaChanged');
  clock.advance(20_000);
  expect(media()).toEqual([]);
  engine.emit('onRtcStats', { tx_audio_kbitrate: 0, tx_video_kbitrate: 0 });
  clock.advance(2000);
  expect(media()).toEqual([sending(false, false)]);
  engine.emit('onRtcStats', { tx_audio_kbitrate: 30, tx_video_kbitrate: 0 });
  clock.advance(2000);
  expect(media()).toEqual([sending(true, false)]);
});
