import type { Quality } from '../../packages/core/src/events/quality.ts';
import type { Noticed, Path, SdkModel } from './sdkModel.ts';

// Every number has its place. "Guide": the vendor's own page on network hints or connection states. "Bundle": read in
// the version this repository pins. Where nothing is documented, that is said.

type Limits = readonly (readonly [loss: number, rttMs: number, level: Quality])[];

/** The first row that neither loss nor round trip is above. */
const within =
  (limits: Limits) =>
  ({ loss, rttMs }: Path): Quality =>
    limits.find(([most, longest]) => loss <= most && rttMs <= longest)?.[2] ?? 'vbad';

const measured: readonly [undefined, undefined] = [undefined, undefined];
const both = (level: Quality): readonly [Quality, Quality] => [level, level];
/** DOWN in each direction whose connection is in one of these states. */
const downIn =
  (...states: readonly string[]) =>
  ({ uplink, downlink }: Noticed): readonly [Quality | undefined, Quality | undefined] => [
    states.includes(uplink) ? 'down' : undefined,
    states.includes(downlink) ? 'down' : undefined,
  ];
const cut = downIn('disconnected', 'failed', 'closed');
const neitherConnectedNorConnecting = downIn('new', 'disconnected', 'failed', 'closed');

/** @volcengine/rtc 4.68.4: its thresholds are in the bundle, DOWN where the browser is offline or a connection is not one. */
const volcengineLevels: Limits = [
  [0.15, 250, 'excellent'],
  [0.3, 500, 'good'],
  [0.45, 750, 'poor'],
  [0.6, 1000, 'bad'],
];

const volcengine: SdkModel = {
  source: 'volcengine',
  title: 'VolcEngine',
  watches: 'media',
  // Guide: no answer for 12 s is DISCONNECTED; without success 10 s later it is LOST.
  reconnectsAfterMs: 12_000,
  lostAfterMs: 10_000,
  // Guide: 15 s until the server takes ICE for broken, 15 s more until `onUserLeave`.
  dropsAfterMs: 30_000,
  // Type declarations and bundle: every 2 s.
  qualityEveryMs: 2000,
  levelOf: within(volcengineLevels),
  override: (now) => (now.isOnline ? neitherConnectedNorConnecting(now) : both('down')),
};

const nertc: SdkModel = {
  source: 'nertc',
  title: 'NERTC',
  watches: 'signalling',
  // Bundle, nertc-web-sdk 5.8.34: it asks its web socket every 10 s.
  reconnectsAfterMs: 10_000,
  // Guide: it fails after 30 s to 50 s.
  givesUpAfterMs: 40_000,
  // Type declarations of the native SDK: every 2 s, of members whose level changed; the web SDK names no number.
  qualityEveryMs: 2000,
  onChange: true,
  ofOthers: true,
  // The server scores and says not how: as VolcEngine does.
  levelOf: within(volcengineLevels),
  // Bundle: all members are unknown while it reconnects.
  override: ({ isReconnecting }) => (isReconnecting ? both('unknown') : measured),
};

const agora: SdkModel = {
  source: 'agora',
  title: 'Agora',
  watches: 'signalling',
  // Bundle, agora-rtc-sdk-ng 4.24.8: ten pings, one every 3 s.
  reconnectsAfterMs: 30_000,
  // Type declarations: 20 s.
  dropsAfterMs: 20_000,
  qualityEveryMs: 2000,
  ofOthers: true,
  saysMedia: true,
  // Bundle: 0.7 × loss in percent / 50 + 0.3 × round trip / 1500, in five steps.
  levelOf({ loss, rttMs }) {
    const score = (0.7 * loss * 100) / 50 + (0.3 * rttMs) / 1500;
    if (score < 0.17) return 'excellent';
    if (score < 0.36) return 'good';
    if (score < 0.59) return 'poor';
    return score <= 1 ? 'bad' : 'vbad';
  },
  // Bundle: offline is 6, a signalling request that timed out (10 s) is 5, not connected is 0.
  override({ isOnline, isReconnecting, signallingSilentMs }) {
    if (!isOnline) return both('down');
    if (signallingSilentMs > 10_000) return both('vbad');
    return isReconnecting ? both('unknown') : measured;
  },
};

const trtc: SdkModel = {
  source: 'trtc',
  title: 'TRTC',
  watches: 'signalling',
  // Bundle, trtc-sdk-v5 5.17.1, `isOnline`: 12 s without a message.
  reconnectsAfterMs: 12_000,
  // Type declarations: every 2 s.
  qualityEveryMs: 2000,
  // Bundle.
  levelOf: within([
    [0.1, 100, 'excellent'],
    [0.2, 200, 'good'],
    [0.3, 350, 'poor'],
    [0.5, 500, 'bad'],
  ]),
  // Bundle: uplink 6 also while the signalling is disconnected, downlink 6 once all downlinks are.
  override(now) {
    const [uplink, downlink] = cut(now);
    return [now.isReconnecting ? 'down' : uplink, downlink];
  },
};

export const sdkModels: readonly SdkModel[] = [volcengine, nertc, agora, trtc];
