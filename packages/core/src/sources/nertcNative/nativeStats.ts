import type { SourceEvent } from '../../events/networkEvent.ts';
import { largest, total } from '../knownValues.ts';
import { userOf } from '../lookUp.ts';
import { amount, lossOf, measured } from '../sdkValues.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Part {
  loss: number | undefined;
  kbps: number | undefined;
}

/** Loss comes in percent, bitrates in kbit/s. */
export interface NativeStats {
  own(stats: Fields): SourceEvent;
  /** Audio and video of a user come one after the other: each fact holds the newest of both. */
  audio(users: readonly Fields[]): SourceEvent[];
  video(users: readonly Fields[]): SourceEvent[];
  forget(userId: string): void;
}

export function createNativeStats(): NativeStats {
  const users = new Map<string, { audio?: Part; video?: Part }>();
  const report = (userId: string, newest: { audio?: Part; video?: Part }): SourceEvent => {
    const both = { ...users.get(userId), ...newest };
    users.set(userId, both);
    const parts = [both.audio, both.video];
    return {
      type: 'statsSampled',
      userId,
      lossDown: largest(parts.map((part) => part?.loss)),
      kbpsDown: total(parts.map((part) => part?.kbps)),
    };
  };
  return {
    own: ownStats,
    audio: (list) =>
      list.map((user) => report(userOf(user.uid), { audio: partOf(user, user.audio_loss_rate) })),
    video: (list) =>
      list.map((user) => report(userOf(user.uid), { video: partOf(user, user.packet_loss_rate) })),
    forget: (userId) => void users.delete(userId),
  };
}

function partOf(user: Fields, loss: unknown): Part {
  return { loss: lossOf(loss), kbps: amount(user.received_bitrate) };
}

function ownStats(stats: Fields): SourceEvent {
  const losses = (way: string) =>
    largest(['audio', 'video'].map((kind) => lossOf(stats[`${way}_${kind}_packet_loss_rate`])));
  const rate = (way: string) =>
    total(['audio', 'video'].map((kind) => amount(stats[`${way}_${kind}_kbitrate`])));
  return {
    type: 'statsSampled',
    rttMs: measured(stats.up_rtt),
    lossUp: losses('tx'),
    lossDown: losses('rx'),
    jitterMs: measured(largest([amount(stats.rx_audio_jitter), amount(stats.rx_video_jitter)])),
    kbpsUp: rate('tx'),
    kbpsDown: rate('rx'),
  };
}
