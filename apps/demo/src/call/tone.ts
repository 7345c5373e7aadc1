import { hueOf } from './drawnPicture.ts';

/** A soft, slowly swelling tone for those without a microphone. */
export interface Tone {
  track: MediaStreamTrack;
  close(): void;
}

const pentatonic = [196, 220, 261.6, 293.7, 329.6, 392];

export function playTone(name: string): Tone {
  const context = new AudioContext();
  const exit = context.createMediaStreamDestination();
  const volume = new GainNode(context, { gain: 0.012 });
  const swell = new OscillatorNode(context, { frequency: 0.25 });
  const depth = new GainNode(context, { gain: 0.01 });
  const tone = new OscillatorNode(context, {
    frequency: pentatonic[hueOf(name) % pentatonic.length] ?? 220,
  });
  swell.connect(depth).connect(volume.gain);
  tone.connect(volume).connect(exit);
  tone.start();
  swell.start();

  // Until the first gesture a browser may keep the context asleep, and nothing would be sent.
  const wake = () => void context.resume();
  const gestures = ['pointerdown', 'keydown'] as const;
  for (const gesture of gestures) window.addEventListener(gesture, wake, { once: true });

  const [track] = exit.stream.getAudioTracks();
  if (!track) throw new Error('This browser cannot make a tone.');
  return {
    track,
    close() {
      for (const gesture of gestures) window.removeEventListener(gesture, wake);
      track.stop();
      void context.close();
    },
  };
}
