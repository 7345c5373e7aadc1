import type { RecordedStats } from './recording.ts';

type Stream = Record<string, number | string | undefined>;

const kinds: Readonly<Record<string, string>> = { a: 'audio', v: 'video' };

/** One recorded sample in the shape that `RTCPeerConnection.getStats()` returns. */
export function toStatsReport(sample: RecordedStats): Map<string, object> {
  const entries: object[] = hasPair(sample) ? [pairOf(sample)] : [];
  for (const [key, value] of Object.entries(sample)) {
    if (typeof value === 'object' && value) entries.push(entry(key, value as Stream, sample.t));
  }
  return new Map(entries.map((one) => [(one as { id: string }).id, one]));
}

/** After ICE has failed there is no selected pair any more, and Chromium lists none. */
function hasPair({ br, pst }: RecordedStats): boolean {
  return br !== undefined || pst !== undefined;
}

function pairOf(sample: RecordedStats): object {
  return {
    id: 'pair',
    type: 'candidate-pair',
    timestamp: sample.t,
    nominated: true,
    state: sample.pst ?? 'succeeded',
    currentRoundTripTime: sample.rtt,
    availableOutgoingBitrate: sample.abr,
    bytesReceived: sample.br,
    bytesSent: sample.bs,
    responsesReceived: sample.resp,
    lastPacketReceivedTimestamp: sample.lpr,
  };
}

function entry(key: string, stream: Stream, timestamp: number): object {
  const kind = kinds[key[1] ?? ''];
  if (key.startsWith('i')) {
    const {
      p: packetsReceived,
      l: packetsLost,
      b: bytesReceived,
      j: jitter,
      fd: framesDecoded,
    } = stream;
    const mid = key.slice(2);
    return {
      id: key,
      type: 'inbound-rtp',
      timestamp,
      kind,
      mid,
      packetsReceived,
      packetsLost,
      bytesReceived,
      jitter,
      framesDecoded,
    };
  }
  if (key.startsWith('o')) {
    const { p: packetsSent, b: bytesSent, tb: targetBitrate, fps: framesPerSecond, ql } = stream;
    return {
      id: key,
      type: 'outbound-rtp',
      timestamp,
      kind,
      packetsSent,
      bytesSent,
      targetBitrate,
      framesPerSecond,
      qualityLimitationReason: ql,
    };
  }
  const {
    l: packetsLost,
    fl: fractionLost,
    rtt: roundTripTime,
    n: roundTripTimeMeasurements,
    j: jitter,
    ts,
  } = stream;
  return {
    id: key,
    type: 'remote-inbound-rtp',
    timestamp: ts,
    kind,
    localId: key.replace('r', 'o'),
    packetsLost,
    fractionLost,
    roundTripTime,
    roundTripTimeMeasurements,
    jitter,
  };
}
