import type { LeaveReason, Media, UnpublishReason } from '../../events/networkEvent.ts';

// The few enums that VolcEngine numbers alike on the web (SDK 4.68) and natively (SDK 3.60), by their type
// declarations. The others only look alike and stand in each source's own tables.

/** Web: UserOfflineReason; native: UserOfflineReasonType. 1 is "token expired or network". */
export const leaveReasons: Readonly<Record<number, LeaveReason>> = {
  0: 'quit',
  1: 'dropped',
  2: 'invisible',
  3: 'kicked',
};

/** Audio, video or both, of the main stream and of the screen. Web: MediaType; native: MediaStreamType. */
export const mainMedia: Readonly<Record<number, readonly Media[]>> = {
  1: ['audio'],
  2: ['video'],
  3: ['audio', 'video'],
};
export const screenMedia: Readonly<Record<number, readonly Media[]>> = {
  1: ['screenAudio'],
  2: ['screen'],
  3: ['screenAudio', 'screen'],
};

/** StreamRemoveReason. Native declarations end at 5. */
export const unpublishReasons: Readonly<Record<number, UnpublishReason>> = {
  0: 'unpublish',
  1: 'publishFailed',
  2: 'keepaliveFailed',
  3: 'peerDisconnected',
  4: 'republish',
  5: 'other',
  6: 'tokenExpired',
};
