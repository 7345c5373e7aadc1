import type { CandidateInit, Signal } from '../../protocol/clientMessage.ts';
import { randomText } from './address.ts';

export interface PeerOptions {
  /** One side of each pair always offers, so offers never collide. */
  offers: boolean;
  tracks: () => {
    stream: MediaStream;
    audio: MediaStreamTrack | null;
    video: MediaStreamTrack | null;
  };
  say(session: string, signal: Signal): void;
  onStream(stream: MediaStream): void;
  onState(state: RTCPeerConnectionState): void;
}

/** The media connection to one other person; it may be rebuilt, but there is one at a time. */
export interface Peer {
  readonly connection: RTCPeerConnection;
  receive(session: string, signal: Signal): void;
  /** Finds a new way for the media, on the same connection. */
  restart(): void;
  sendVideo(track: MediaStreamTrack | null): void;
  /** Every person more is one picture more to encode: each gets a smaller one. */
  shareVideoAmong(people: number): void;
  close(): void;
}

const maxVideoBitrate = 600_000;
const offerOnItsWay = 3_000;

export function createPeer(options: PeerOptions): Peer {
  let session = options.offers ? randomText() : '';
  let offerCount = 0;
  let offeredAt = 0;
  let shares = 1;
  let waiting: (CandidateInit | null)[] = [];
  let connection = open();
  let work = Promise.resolve();

  /** One step at a time; a step that fails leaves the rest to the next restart. */
  const then = (step: () => Promise<void>) => {
    work = work.then(step).catch(() => {});
  };

  function open(): RTCPeerConnection {
    const opened = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    if (options.offers) for (const kind of ['audio', 'video']) opened.addTransceiver(kind);
    attachTracks(opened);
    opened.onicecandidate = ({ candidate }) => {
      if (candidate) options.say(session, { candidate: toInit(candidate) });
    };
    opened.ontrack = ({ streams }) => {
      if (streams[0]) options.onStream(streams[0]);
    };
    opened.onconnectionstatechange = () => options.onState(opened.connectionState);
    return opened;
  }

  /** The answering side has no transceivers of its own: it sends on those of the offer. */
  function attachTracks(to: RTCPeerConnection): void {
    const { stream, audio, video } = options.tracks();
    for (const transceiver of to.getTransceivers()) {
      const { sender } = transceiver;
      transceiver.direction = 'sendrecv';
      sender.setStreams(stream);
      void sender.replaceTrack(isVideo(transceiver) ? video : audio).catch(() => {});
      if (isVideo(transceiver)) limitVideo(sender, shares);
    }
  }

  function reopen(): void {
    connection.onicecandidate = connection.ontrack = connection.onconnectionstatechange = null;
    connection.close();
    waiting = [];
    connection = open();
  }

  async function offer(iceRestart: boolean): Promise<void> {
    offerCount += 1;
    offeredAt = performance.now();
    await connection.setLocalDescription(await connection.createOffer({ iceRestart }));
    options.say(`${session}.${offerCount}`, { description: describe(connection) });
  }

  async function takeOffer(offered: string, description: RTCSessionDescriptionInit): Promise<void> {
    const base = baseOf(offered);
    if (session !== '' && session !== base) reopen();
    session = base;
    await connection.setRemoteDescription(description);
    attachTracks(connection);
    await addWaiting();
    await connection.setLocalDescription();
    options.say(offered, { description: describe(connection) });
  }

  async function takeAnswer(
    answered: string,
    description: RTCSessionDescriptionInit,
  ): Promise<void> {
    if (answered !== `${session}.${offerCount}` || connection.signalingState !== 'have-local-offer')
      return;
    await connection.setRemoteDescription(description);
    await addWaiting();
  }

  async function takeCandidate(from: string, candidate: CandidateInit | null): Promise<void> {
    if (from !== session && session !== '') return;
    if (connection.remoteDescription) await connection.addIceCandidate(candidate ?? undefined);
    else waiting.push(candidate);
  }

  async function addWaiting(): Promise<void> {
    for (const candidate of waiting.splice(0))
      await connection.addIceCandidate(candidate ?? undefined);
  }

  async function takeRestart(asked: string): Promise<void> {
    if (!options.offers) return;
    const isMine = asked === session;
    // A fresh page asks before it has seen the offer that is already on its way.
    if (!isMine && performance.now() - offeredAt < offerOnItsWay) return;
    if (!isMine) {
      session = randomText();
      offerCount = 0;
      reopen();
    }
    await offer(isMine);
  }

  if (options.offers) then(() => offer(false));
  else options.say('', { restart: true });

  return {
    get connection() {
      return connection;
    },
    receive(from, signal) {
      then(async () => {
        if ('restart' in signal) return takeRestart(from);
        if ('candidate' in signal) return takeCandidate(from, signal.candidate);
        const { description } = signal;
        return description.type === 'offer'
          ? takeOffer(from, description)
          : takeAnswer(from, description);
      });
    },
    restart() {
      if (options.offers) then(() => offer(true));
      else options.say(session, { restart: true });
    },
    sendVideo(track) {
      const sender = connection.getTransceivers().find(isVideo)?.sender;
      if (sender && sender.track !== track) void sender.replaceTrack(track).catch(() => {});
    },
    shareVideoAmong(people) {
      shares = Math.max(1, people);
      const sender = connection.getTransceivers().find(isVideo)?.sender;
      if (sender) limitVideo(sender, shares);
    },
    close() {
      connection.onicecandidate = connection.ontrack = connection.onconnectionstatechange = null;
      connection.close();
    },
  };
}

const baseOf = (session: string) => session.split('.')[0] ?? '';

const isVideo = ({ receiver }: RTCRtpTransceiver) => receiver.track.kind === 'video';

function describe({ localDescription }: RTCPeerConnection): {
  type: 'offer' | 'answer';
  sdp: string;
} {
  return { type: localDescription?.type as 'offer' | 'answer', sdp: localDescription?.sdp ?? '' };
}

function toInit({
  candidate,
  sdpMid,
  sdpMLineIndex,
  usernameFragment,
}: RTCIceCandidate): CandidateInit {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}

function limitVideo(sender: RTCRtpSender, shares: number): void {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  encoding.maxBitrate = maxVideoBitrate / shares;
  encoding.scaleResolutionDownBy = Math.min(2, (shares + 1) / 2);
  void sender.setParameters(parameters).catch(() => {});
}
