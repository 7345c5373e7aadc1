import type { ChannelState } from '../../state/networkState.ts';
import { isLeftBehind } from '../leftovers.ts';
import type { Seen, SignRow, SignView } from '../observation.ts';

const channel = { way: 'both', witness: 'channels', stale: 'held' } as const;
// A closed channel is often reopened at once.
const closedMs = 250;

/**
 * What the app says of its channels. That nothing was said does not mean that a channel lives: sockets are silent for
 * 17 s of a dead path.
 */
export const channelSigns: readonly SignRow[] = [
  {
    /** Read from the word that it answers again, or was opened. Cannot tell: how long it has lived since. */
    ...channel,
    sign: 'channel alive',
    leaf: 'appChannel',
    state: 'alive',
    holdMs: 0,
    read: ({ call }) => alive(call.signaling['app']),
  },
  {
    /** Read from an answer that is overdue, or a close. Cannot tell: a mute socket after an outage waits for TCP alone. */
    ...channel,
    sign: 'channel late',
    leaf: 'appChannel',
    state: 'dead',
    holdMs: closedMs,
    read: (view) => broken(view.call.signaling['app'], view),
  },
  {
    /** The same, of the channel to the media server (any but `app`). */
    ...channel,
    sign: "media server's channel alive",
    leaf: 'mediaChannel',
    state: 'alive',
    holdMs: 0,
    read: ({ call }) => alive(mediaChannel(call.signaling, 'alive')),
  },
  {
    /** The same; a server that hangs is told from a blocked path by this alone. */
    ...channel,
    sign: "media server's channel late",
    leaf: 'mediaChannel',
    state: 'dead',
    holdMs: closedMs,
    read: (view) =>
      broken(
        mediaChannel(view.call.signaling, 'closed') ?? mediaChannel(view.call.signaling, 'late'),
        view,
      ),
  },
];

function alive(state: ChannelState | undefined): Seen | undefined {
  return state?.health === 'alive' ? { at: state.aliveAt ?? state.since } : undefined;
}

function broken(state: ChannelState | undefined, view: SignView): Seen | undefined {
  if (!state || state.health === 'alive' || isLeftBehind(view, state.since)) return undefined;
  return { at: state.since, value: state.health, sure: state.health === 'closed' };
}

function mediaChannel(
  signaling: SignView['call']['signaling'],
  health: ChannelState['health'],
): ChannelState | undefined {
  return Object.entries(signaling).find(
    ([name, state]) => name !== 'app' && state.health === health,
  )?.[1];
}
