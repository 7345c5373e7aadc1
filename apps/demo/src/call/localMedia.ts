import { drawPicture } from './drawnPicture.ts';
import { playTone } from './tone.ts';

/** What this person sends: devices where there are any, else a drawn picture and a tone. */
export interface LocalMedia {
  /** Always holds the audio track, and the video track while the camera is on. */
  readonly stream: MediaStream;
  readonly audio: MediaStreamTrack;
  video(): MediaStreamTrack | null;
  /** The picture comes from a camera, which people expect to work like a mirror. */
  hasCamera(): boolean;
  setAudio(on: boolean): void;
  setVideo(on: boolean): Promise<void>;
  close(): void;
}

interface Piece {
  track: MediaStreamTrack;
  isCamera?: boolean;
  close(): void;
}

const wanted = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 24 } },
} satisfies MediaStreamConstraints;

export async function openLocalMedia(name: string, drawn: boolean): Promise<LocalMedia> {
  const devices = drawn ? {} : await openDevices();
  const audio: Piece = devices.audio ?? playTone(name);
  const openVideo = async () => {
    const camera = drawn ? undefined : (await openDevices({ video: wanted.video })).video;
    return camera ?? drawPicture(name);
  };
  let video: Piece | null = devices.video ?? drawPicture(name);
  const stream = new MediaStream([audio.track, video.track]);

  const closeVideo = () => {
    if (video) stream.removeTrack(video.track);
    video?.close();
    video = null;
  };

  return {
    stream,
    audio: audio.track,
    video: () => video?.track ?? null,
    hasCamera: () => video?.isCamera === true,
    // Muted, silence is still sent: the packets keep telling that the way is open.
    setAudio(on) {
      audio.track.enabled = on;
    },
    async setVideo(on) {
      if (!on) return closeVideo();
      if (video) return;
      video = await openVideo();
      stream.addTrack(video.track);
    },
    close() {
      closeVideo();
      audio.close();
    },
  };
}

/** Both devices with one question, or whichever of them there is. */
async function openDevices(
  constraints: MediaStreamConstraints = wanted,
): Promise<{ audio?: Piece; video?: Piece }> {
  // Absent on a page that is neither local nor behind TLS.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) return {};
  const ask = (asked: MediaStreamConstraints) => devices.getUserMedia(asked).catch(() => null);
  const both = await ask(constraints);
  const streams = both
    ? [both]
    : await Promise.all(
        kinds.filter((kind) => constraints[kind]).map((kind) => ask({ [kind]: constraints[kind] })),
      );
  const tracks = streams.flatMap((stream) => stream?.getTracks() ?? []);
  const piece = (kind: 'audio' | 'video') => {
    const track = tracks.find((found) => found.kind === kind);
    return track
      ? { [kind]: { track, isCamera: kind === 'video', close: () => track.stop() } }
      : {};
  };
  return { ...piece('audio'), ...piece('video') };
}

const kinds = ['audio', 'video'] as const;
