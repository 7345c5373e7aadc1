import type {
  Cause,
  LeaveReason,
  Media,
  Phase,
  SourceEvent,
  TokenChanged,
  UnpublishReason,
} from '../events/networkEvent.ts';
import type { Quality } from '../events/quality.ts';

// What rows expect, written out by hand: nothing here comes from the code under test.

type Code = string | number;

export const connection = (phase: Phase, cause: Cause, details: object = {}): SourceEvent => ({
  type: 'connectionChanged',
  phase,
  cause,
  willRetry: phase === 'reconnecting' || phase === 'lost',
  ...details,
});

export const failed = (cause: Cause, code: Code): SourceEvent =>
  connection('failed', cause, { code });

export const callEnded = (cause: Cause, code: Code, details: object = {}): SourceEvent => ({
  type: 'callEnded',
  cause,
  code,
  ...details,
});

/** Somebody ended it: the connection failed and the call is over. */
export const ended = (cause: Cause, code: Code, details: object = {}): SourceEvent[] => [
  failed(cause, code),
  callEnded(cause, code, details),
];

/** The scale that most SDKs number from 0 to 6. */
export const levels: readonly Quality[] = [
  'unknown',
  'excellent',
  'good',
  'poor',
  'bad',
  'vbad',
  'down',
];

export const sampled = (uplink: Quality, downlink: Quality, userId?: string): SourceEvent => ({
  type: 'qualitySampled',
  basis: 'sdk',
  uplink,
  downlink,
  ...(userId && { userId }),
});

/** Where an SDK says a level only when it changes. */
export const held = (uplink: Quality, downlink: Quality, userId?: string): SourceEvent =>
  ({ ...sampled(uplink, downlink, userId), held: true }) as SourceEvent;

/** Expiring tokens have 30 s left in every SDK that says so. */
export const token = (scope: TokenChanged['scope'], state: TokenChanged['state']): SourceEvent => ({
  type: 'tokenChanged',
  scope,
  state,
  ...(state === 'expiring' && { secondsLeft: 30 }),
});

export const noted = (
  code: Code,
  text: string,
  recovered: boolean,
  userId?: string,
): SourceEvent => ({
  type: 'exceptionRaised',
  code,
  text,
  recovered,
  ...(userId && { userId }),
});

export const warned = (code: Code, text?: string): SourceEvent => ({
  type: 'warningRaised',
  code,
  ...(text && { text }),
});

/** A value outside the SDK's own types. */
export const strange = (event: string, value: unknown): SourceEvent =>
  warned(`${event}: unknown value`, String(value));

/** What happens to one remote user. */
export const remoteUser = (userId: string) => ({
  left: (reason: LeaveReason, details: object = {}): SourceEvent => ({
    type: 'userLeft',
    userId,
    reason,
    ...details,
  }),
  published: (media: Media | readonly Media[], details: object = {}): SourceEvent => ({
    type: 'streamPublished',
    userId,
    media: [media].flat(),
    ...details,
  }),
  unpublished: (
    media: Media | readonly Media[],
    reason: UnpublishReason,
    details: object = {},
  ): SourceEvent => ({
    type: 'streamUnpublished',
    userId,
    media: [media].flat(),
    reason,
    ...details,
  }),
});
