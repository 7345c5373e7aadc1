/** What judging the call needs to know of the remote users. */
export interface RemotesView {
  /** Somebody who should be heard is in the call. */
  expectsMedia: boolean;
  /** Since when somebody publishes, unmuted; absent while nobody is known to. */
  awaitedSince?: number;
  /** How many remotes are here. */
  count: number;
  /** There were remotes, and all are gone: nobody to be weak towards. */
  alone: boolean;
  /** Remotes whose own report or SDK score says that their side is bad. */
  weakThemselves: number;
  /** Remotes whose side explains a slow way between us: the server hears them badly, or they hear everybody badly. */
  slowThemselves: number;
  /** The newest report of any remote over the app's own channel; 0 without one. */
  lastHeardOf: number;
  /** When reports last came back after a gap. */
  reportsBackAt?: number;
  /** A server in between measures what arrives from the remotes: their side can be told from ours. */
  measured: boolean;
  /** Peer reports are in use. */
  reports: boolean;
  /** Remotes whose fresh reports say they hear us, and that they hear nothing from us. */
  hearUs: number;
  hearBadly: number;
  hearNothing: number;
  /** Since when all of those who hear nothing say so. */
  hearNothingSince?: number;
  /** The newest report of somebody who hears us. */
  hearUsAt?: number;
  /** Since when a remote is said to be silent, reconnecting or lost. */
  saidGoneAt?: number;
}

/** Before anybody is here. */
export const nobody: RemotesView = {
  expectsMedia: true,
  count: 0,
  alone: false,
  weakThemselves: 0,
  slowThemselves: 0,
  lastHeardOf: 0,
  measured: false,
  reports: false,
  hearUs: 0,
  hearBadly: 0,
  hearNothing: 0,
};
