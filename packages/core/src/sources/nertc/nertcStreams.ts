import { userIdOf } from '../sdkValues.ts';

/** The part of a remote `Stream` that tells its tracks. */
interface NertcStream {
  getId?(): unknown;
  getAudioTrack?(media?: 'audio' | 'audioSlave'): { readonly id: string } | null | undefined;
  getVideoTrack?(media?: 'video' | 'screen'): { readonly id: string } | null | undefined;
}

/** The client has no list of remote streams: they are remembered when a callback carries one, and held by nobody. */
export function nertcStreams(): {
  note(callback: unknown): void;
  tracksOf(userId: string): string[];
} {
  const streams = new Map<string, WeakRef<NertcStream>>();
  return {
    note(callback) {
      const { stream } = Object(callback) as { stream?: NertcStream };
      const userId = userIdOf(stream?.getId?.());
      if (stream && userId !== undefined) streams.set(userId, new WeakRef(stream));
    },
    tracksOf(userId) {
      const stream = streams.get(userId)?.deref();
      const tracks = [
        stream?.getAudioTrack?.('audio'),
        stream?.getAudioTrack?.('audioSlave'),
        stream?.getVideoTrack?.('video'),
        stream?.getVideoTrack?.('screen'),
      ];
      return tracks.flatMap((track) => track?.id ?? []);
    },
  };
}
