import { deriveQuality } from '../../packages/core/src/sources/webrtc/deriveQuality.ts';
import { sampleMedia } from '../../packages/core/src/sources/webrtc/sampleMedia.ts';
import { readTotals } from '../../packages/core/src/sources/webrtc/statsTotals.ts';

interface Measured {
  statsMs: number;
  oursMs: number;
}

Object.assign(window, { measure });

/** Milliseconds of one look at `count` sending peer connections: the browser's part, and ours. */
async function measure(count: number, rounds: number): Promise<Measured> {
  const connections = await Promise.all(Array.from({ length: count }, connect));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const measured: Measured = { statsMs: 0, oursMs: 0 };
  let memories = await Promise.all(connections.map(async (one) => look(one, undefined)));
  for (let round = 0; round < rounds; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 120));
    const asked = performance.now();
    const reports = await Promise.all(connections.map((one) => one.getStats()));
    const answered = performance.now();
    const looks = reports.map((report, index) =>
      sampleMedia(memories[index]?.memory, readTotals(report, Date.now()), () => 'maya'),
    );
    deriveQuality(looks.flatMap(({ sample }) => sample ?? []));
    measured.oursMs += performance.now() - answered;
    measured.statsMs += answered - asked;
    memories = looks;
  }
  for (const one of connections) one.close();
  return { statsMs: measured.statsMs / rounds, oursMs: measured.oursMs / rounds };
}

async function look(connection: RTCPeerConnection, before: undefined) {
  return sampleMedia(before, readTotals(await connection.getStats(), Date.now()), () => 'maya');
}

/** One end of a call with itself: a tone, sent and received. */
async function connect(): Promise<RTCPeerConnection> {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const tone = new AudioContext().createMediaStreamDestination();
  for (const track of tone.stream.getTracks()) here.addTrack(track, tone.stream);
  here.onicecandidate = ({ candidate }) => void there.addIceCandidate(candidate ?? undefined);
  there.onicecandidate = ({ candidate }) => void here.addIceCandidate(candidate ?? undefined);
  await here.setLocalDescription();
  await there.setRemoteDescription(here.localDescription!);
  await there.setLocalDescription();
  await here.setRemoteDescription(there.localDescription!);
  return here;
}
