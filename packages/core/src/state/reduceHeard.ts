import type { LocalMediaChanged, Media, StreamHealthChanged } from '../events/networkEvent.ts';
import type { CallFacts, SendingState } from './networkState.ts';

// Losses that come in bursts leave some reports of the server clean.
const keepLossesMs = 2000;

export function reduceHeard(
  call: CallFacts,
  { media, health, lost, at, source }: StreamHealthChanged & { at: number; source: string },
): Partial<CallFacts> {
  const { [media]: _before, ...others } = call.heard.streams ?? {};
  const silent = health === 'paused' || (call.sending.known && isOff(call.sending, media));
  const word = health === 'stalled' ? 'notAtAll' : 'heard';
  const { state, since, backAt, streams } = hear(
    call.heard,
    silent ? others : { ...others, [media]: word },
    at,
  );
  // A share is a measurement; a count, as some SDKs give it, is not.
  const isShare = lost !== undefined && lost >= 0 && lost <= 1;
  const losses = [...(call.heard.losses ?? []), ...(isShare ? [{ at, loss: lost }] : [])].filter(
    (one) => at - one.at < keepLossesMs,
  );
  const share = isShare ? { loss: Math.max(...losses.map(({ loss }) => loss)) } : {};
  return { heard: { state, since, backAt, at, by: source, ...share, losses, streams } };
}

/** That nobody hears what we no longer send is no trouble. */
export function forgetUnsent(
  { heard }: CallFacts,
  change: LocalMediaChanged & { at: number },
): Partial<CallFacts> {
  const all = Object.entries(heard.streams ?? {});
  const sent = all.filter(([media]) => !isOff(change, media as Media));
  return sent.length < all.length
    ? { heard: hear(heard, Object.fromEntries(sent), change.at) }
    : {};
}

function isOff(sending: Partial<SendingState>, media: Media): boolean {
  return media in sending && sending[media as keyof SendingState] === false;
}

/** One medium that arrives is enough to be heard. */
function hear(
  heard: CallFacts['heard'],
  streams: NonNullable<CallFacts['heard']['streams']>,
  at: number,
): CallFacts['heard'] {
  const words = Object.values(streams);
  const state = words.includes('heard') ? 'heard' : words.length ? 'notAtAll' : 'unknown';
  const since = state === heard.state ? heard.since : at;
  const backAt = state === 'heard' && heard.state === 'notAtAll' ? at : heard.backAt;
  return { ...heard, state, since, backAt, streams };
}
