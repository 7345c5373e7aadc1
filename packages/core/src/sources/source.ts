import type { Clock } from '../clock/clock.ts';
import type { OwnReport } from '../diagnosis/ownReport.ts';
import type { Witness } from '../diagnosis/witness.ts';
import type { SourceEvent } from '../events/networkEvent.ts';

export type { OwnReport } from '../diagnosis/ownReport.ts';

/** How closely to look: `alert` when something looks wrong, `asleep` while the page is hidden. */
export type Attention = 'calm' | 'alert' | 'asleep';

/** What a source hands to and takes from the store. */
export interface SourceContext {
  emit(event: SourceEvent): void;
  /** Several facts of one callback: nothing is said before all are known. */
  emitTogether?(events: readonly SourceEvent[]): void;
  clock: Clock;
  /** Tells now and at every change how closely to look; sets the pace of whatever polls or probes. */
  onAttention?(callback: (attention: Attention) => void): () => void;
  /** How we are doing right now; for sources that bring the witness of the others' reports. */
  ownReport?(): OwnReport | undefined;
}

/** What a source can tell at all, so that UI and diagnosis never wait for what cannot come. */
export interface Capabilities {
  localUplink: boolean;
  localDownlink: boolean;
  /** One value for both directions. */
  overallOnly: boolean;
  remoteQuality: 'push' | 'pull' | 'partial' | 'none';
  /** `held`: a level is said when it changes and true until the next; `sampled`: said again and again, at `qualityCadenceMs`. */
  quality: 'held' | 'sampled';
  leaveReason: boolean;
  leaveReasonKick: boolean;
  lost: 'native' | 'synthetic' | 'none';
  networkType: boolean;
  rtt: boolean;
  loss: boolean;
  /** What can be read when attached late. */
  snapshot: 'full' | 'phase' | 'none';
  /** Tells that a remote is trying to come back. */
  userConnection: boolean;
  token: boolean;
  autoplay: boolean;
  fallback: boolean;
  qualityCadenceMs?: number;
}

/** How old a fact already is when this source reports it, in milliseconds. */
export interface DetectionLag {
  /** Our connection broke. */
  reconnecting?: number;
  lost?: number;
  /** The SDK gives up this long after the break: [soonest, latest]. */
  givesUp?: readonly [number, number];
  /** A remote that vanished is declared gone. */
  userDropped?: number;
}

/** A translator with a way out: SDK words in, facts out, and everything undone by the returned function. */
export interface NetworkSource {
  readonly name: string;
  readonly capabilities: Partial<Capabilities>;
  readonly detectionLagMs: DetectionLag;
  /** What reading its facts takes, for facts that not every SDK has: without it they are recorded and not read. */
  readonly witnesses?: readonly Witness[];
  /**
   * The ids of the media tracks on which somebody is received, where the SDK hands them out: so measured streams belong to
   * somebody. May throw.
   */
  tracksOf?(userId: string): readonly string[];
  /** May emit synchronously. Must not throw for anything the SDK does. Returns the detach function. */
  subscribe(context: SourceContext): () => void;
}

/** A source of a call that is joined with a promise. */
export interface CallSource extends NetworkSource {
  /**
   * Takes the error of a join that was rejected: SDKs say there, and in no event, that a token is invalid or a room
   * forbidden. It is read and never thrown on.
   *
   * @example engine.joinRoom(token, room, user).catch(source.reportJoinError);
   */
  reportJoinError(error: unknown): void;
}
