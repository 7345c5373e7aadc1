import type { Cause, ConnectionChanged, Phase, SourceEvent } from '../../events/networkEvent.ts';
import { connectionFact, failedFacts } from '../connectionFacts.ts';
import { followSending } from '../followSending.ts';
import { largest, total } from '../knownValues.ts';
import { type Emitter, listen, startAll } from '../listen.ts';
import { type Facts, lookUp, type Row, userOf } from '../lookUp.ts';
import { amount, lossOf, measured, rowOf } from '../sdkValues.ts';
import type { NetworkSource } from '../source.ts';
import { synthesizeLost } from '../synthesizeLost.ts';
import { tokenFacts } from '../tokenFacts.ts';
import { createNativeQuality, type NativeQuality } from './nativeQuality.ts';
import {
  availableMedia,
  enterErrors,
  exitCauses,
  leaveReasons,
  sentVideo,
  trtcNativeCapabilities,
  trtcNativeDetectionLagMs,
} from './trtcNativeTables.ts';

export interface TrtcNativeOptions {
  /** Where the call is, when attached after `enterRoom`: the SDK cannot be asked. */
  initial?: { phase: Phase; users?: readonly string[] };
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reports what a native TRTC engine says in Electron (trtc-electron-sdk). Attach before `enterRoom`, or say where the call
 * is with `initial`.
 *
 * @example trtcNative(TRTCCloud.getTRTCShareInstance())
 */
export function trtcNative(cloud: Emitter, { initial }: TrtcNativeOptions = {}): NetworkSource {
  return {
    name: 'trtc-native',
    capabilities: trtcNativeCapabilities,
    detectionLagMs: trtcNativeDetectionLagMs,
    subscribe: (outer) => {
      const sending = followSending(outer, false);
      const { context, stop } = synthesizeLost(sending.context);
      if (initial) context.emit({ type: 'snapshotTaken', users: [], ...initial });
      const table = lookUp({
        ...connectionRows(initial?.phase ?? 'idle'),
        ...userRows,
        ...qualityRows(createNativeQuality(), sending.sent),
      });
      return startAll([() => listen(cloud, table, context)], stop, sending.stop);
    },
  };
}

function connectionRows(phase: Phase): Record<string, Row> {
  const go = (next: Phase, cause: Cause, details?: Partial<ConnectionChanged>) => {
    phase = next;
    return connectionFact(next, cause, details);
  };
  const isIn = () => phase === 'connected' || phase === 'reconnecting';
  return {
    // How many milliseconds it took, or why it failed.
    onEnterRoom: (_look, result) => {
      const code = codeOf(result);
      if (code >= 0) return go('connected', 'joined');
      phase = 'failed';
      const cause = rowOf(enterErrors, code) ?? 'joinFailed';
      return [...tokenFacts(cause), ...failedFacts(cause, code)];
    },
    onExitRoom: (look, reason) => {
      const cause = look(exitCauses, reason) ?? 'unknown';
      if (cause === '') return go('left', 'localLeave');
      phase = 'failed';
      return failedFacts(cause, amount(reason) ?? 'onExitRoom');
    },
    onConnectionLost: () =>
      phase === 'reconnecting' || !isIn() ? [] : go('reconnecting', 'network'),
    // Says once more what is known.
    onTryToReconnect: () =>
      phase === 'reconnecting' || !isIn() ? [] : go('reconnecting', 'network'),
    onConnectionRecovery: () =>
      phase === 'reconnecting' ? go('connected', 'rejoined', { recovered: true }) : [],
    onError: (_look, code, message) => ({
      type: 'exceptionRaised',
      code: codeOf(code),
      text: String(message),
      recovered: false,
    }),
    onWarning: (_look, code, message) => ({
      type: 'warningRaised',
      code: codeOf(code),
      text: String(message),
    }),
  };
}

function codeOf(code: unknown): number {
  if (typeof code !== 'number' || !Number.isFinite(code)) throw new Error('no code');
  return code;
}

const userRows: Record<string, Row> = {
  onRemoteUserEnterRoom: (_look, userId) => ({ type: 'userJoined', userId: userOf(userId) }),
  onRemoteUserLeaveRoom: (look, userId, reason) => ({
    type: 'userLeft',
    userId: userOf(userId),
    reason: look(leaveReasons, reason) ?? 'unknown',
  }),
  ...Object.fromEntries(
    Object.entries(availableMedia).map(([event, media]): [string, Row] => [
      event,
      // 1 and 0 in Electron, true and false in React Native.
      (_look, id, available) => {
        const userId = userOf(id);
        if (![0, 1, true, false].includes(available)) throw new Error('neither there nor gone');
        return available
          ? { type: 'streamPublished', userId, media: [media] }
          : { type: 'streamUnpublished', userId, media: [media], reason: 'unknown' };
      },
    ]),
  ),
};

function qualityRows(
  quality: NativeQuality,
  sent: (media?: 'audio' | 'video' | 'screen') => void,
): Record<string, Row> {
  return {
    onNetworkQuality: (look, local, remotes) => quality.facts(look, local, remotes),
    onStatistics: (_look, statistics) => {
      quality.note(statistics);
      sent();
      for (const stream of listOf(statistics, 'local')) {
        const video = rowOf(sentVideo, stream.streamType);
        if (measured(stream.audioBitrate)) sent('audio');
        if (video && measured(stream.videoBitrate)) sent(video);
      }
      return statsFacts(statistics);
    },
  };
}

function statsFacts(statistics: Fields): Facts {
  const local = listOf(statistics, 'local');
  const remotes = listOf(statistics, 'remote');
  const users = [...new Set(remotes.map(({ userId }) => userOf(userId)))];
  return [
    {
      type: 'statsSampled',
      rttMs: measured(statistics.rtt),
      lossUp: lossOf(statistics.upLoss),
      lossDown: lossOf(statistics.downLoss),
      kbpsUp: total(local.map(kbpsOf)),
      kbpsDown: total(remotes.map(kbpsOf)),
    },
    ...users.map((userId): SourceEvent => {
      const theirs = remotes.filter((remote) => userOf(remote.userId) === userId);
      return {
        type: 'statsSampled',
        userId,
        lossDown: largest(theirs.map(({ finalLoss }) => lossOf(finalLoss))),
        kbpsDown: total(theirs.map(kbpsOf)),
        jitterBufferMs: largest(theirs.map(({ jitterBufferDelay }) => measured(jitterBufferDelay))),
      };
    }),
  ];
}

/** Named `localStatisticsArray` in Electron and `localArray` in React Native. */
function listOf(statistics: Fields, side: 'local' | 'remote'): readonly Fields[] {
  const list = statistics[`${side}StatisticsArray`] ?? statistics[`${side}Array`] ?? [];
  if (!Array.isArray(list)) throw new Error(`no list of ${side} streams`);
  return list as Fields[];
}

function kbpsOf({ audioBitrate, videoBitrate }: Fields): number | undefined {
  return total([amount(audioBitrate), amount(videoBitrate)]);
}
