import type { MediaState } from '../../protocol/clientMessage.ts';
import type { HeardPerson } from '../../protocol/serverMessage.ts';

/** What happened in the call, in the demo's own words. `callSource` translates it for Netcue. */
export type CallFact =
  | { type: 'connecting' }
  | { type: 'connected'; recovered: boolean }
  | { type: 'reconnecting' }
  | { type: 'joinRefused'; code: string }
  | { type: 'ended'; code: string }
  | { type: 'hungUp' }
  | {
      type: 'personJoined';
      id: string;
      name: string;
      media: MediaState;
      existing: boolean;
      returned: boolean;
    }
  | { type: 'personLeft'; id: string; reason: 'hungUp' | 'dropped' }
  | { type: 'personSilent'; id: string; forMs: number }
  | { type: 'personBack'; id: string }
  | { type: 'mediaChanged'; id: string; media: MediaState }
  | { type: 'sendingChanged'; media: MediaState }
  | { type: 'signalingChanged'; health: 'alive' | 'late' | 'closed'; lateMs: number }
  /** It still lives: a ping was answered. */
  | { type: 'signalingAnswered' }
  | { type: 'heard'; people: Readonly<Record<string, HeardPerson>> }
  | { type: 'told'; id: string; text: string };
