import { describe, expect, it } from 'vitest';
import { agora } from '../agora/agora.ts';
import { createFakeEmitter } from '../attachSource.test.helper.ts';
import { attachSource } from '../attachSource.test.helper.ts';
import { livekit } from '../livekit/livekit.ts';
import { nertc } from '../nertc/nertc.ts';
import type { NetworkSource } from '../source.ts';
import { trtc } from '../trtc/trtc.ts';
import { volcengine } from '../volcengine/volcengine.ts';

const id = (value: string) => ({ id: value });
const agoraTrack = (value: string) => ({ getMediaStreamTrack: () => id(value) });

const engine = {
  ...createFakeEmitter(),
  getRemoteStreamTrack: (userId: string, index: number, type: string) =>
    userId === '7' && (index === 0 || type === 'video') ? id(`${index}${type}`) : undefined,
};
const agoraClient = {
  ...createFakeEmitter(),
  connectionState: 'CONNECTED',
  remoteUsers: [
    { uid: 6, hasAudio: true, hasVideo: true, audioTrack: agoraTrack('other') },
    { uid: 7, hasAudio: true, hasVideo: true, videoTrack: agoraTrack('v') },
  ],
};
const trtcClient = {
  ...createFakeEmitter(),
  getAudioTrack: (userId: string) => (userId === '7' ? id('a') : null),
  getVideoTrack: ({ userId, streamType }: { userId: string; streamType: string }) =>
    userId === '7' ? id(streamType) : null,
};
const publication = (track?: string) => ({
  source: 'camera',
  kind: 'video',
  trackSid: 'T',
  isMuted: false,
  track: track ? { mediaStreamTrack: id(track) } : undefined,
});
const participant = {
  identity: '7',
  isLocal: false,
  connectionQuality: 'good',
  trackPublications: new Map([
    ['a', publication('a')],
    ['b', publication()],
  ]),
};
const room = {
  ...createFakeEmitter(),
  state: 'connected',
  localParticipant: participant,
  remoteParticipants: new Map([['7', participant]]),
};

describe('the tracks on which somebody is received', () => {
  it.each<[string, NetworkSource, string[]]>([
    ['VolcEngine', volcengine(engine), ['0audio', '0video', '1video']],
    ['Agora', agora(agoraClient), ['v']],
    ['TRTC', trtc(trtcClient), ['a', 'main', 'sub']],
    ['LiveKit', livekit(room), ['a']],
  ])('are handed out by %s', (_sdk, source, tracks) => {
    expect(source.tracksOf?.('7')).toEqual(tracks);
    expect(source.tracksOf?.('nobody')).toEqual([]);
  });

  it('are those of the last stream of a NERTC callback, which the source does not hold', () => {
    const client = { ...createFakeEmitter(), getConnectionState: () => 'CONNECTED' };
    const source = nertc(client as never);
    const { detach } = attachSource(source);
    expect(source.tracksOf?.('7')).toEqual([]);
    const stream = {
      getId: () => 7,
      getAudioTrack: (media: string) => (media === 'audio' ? id('a') : null),
      getVideoTrack: () => undefined,
    };
    client.emit('stream-added', { stream, mediaType: 'audio' });
    expect(source.tracksOf?.('7')).toEqual(['a']);
    detach();
  });

  it('of an SDK too old to hand them out are none', () => {
    const old = createFakeEmitter();
    for (const source of [volcengine(old), trtc(old)]) expect(source.tracksOf?.('7')).toEqual([]);
  });
});
