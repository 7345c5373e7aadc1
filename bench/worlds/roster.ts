import type { Media, SourceEvent } from '../../packages/core/src/events/networkEvent.ts';
import type { Hub } from './hub.ts';
import type { Parts } from './parts.ts';

const joinsAtMs = 800;

/** Who is in the call and what they publish, as the app hears it. */
export function createRoster(
  person: string,
  { people, options, deeds, now }: Parts,
  hub: Hub,
): { step(): void } {
  const others = people.filter((one) => one !== person);
  const muted = new Map<string, boolean>();
  let joined = false;

  const mediaOf = (who: string): Media[] => (options.streams[who] ?? []).map(({ media }) => media);
  const published = (userId: string): SourceEvent[] =>
    mediaOf(userId).length ? [{ type: 'streamPublished', userId, media: mediaOf(userId) }] : [];
  const sending = (isMuted: boolean): SourceEvent => ({
    type: 'localMediaChanged',
    audio: !isMuted && mediaOf(person).includes('audio'),
    video: !isMuted && mediaOf(person).includes('video'),
    screen: !isMuted && mediaOf(person).includes('screen'),
  });

  const join = () => {
    joined = true;
    hub.say('sdk', sending(false));
    for (const userId of others) {
      hub.say('sdk', { type: 'userJoined', userId, existing: true }, ...published(userId));
    }
  };
  const followMutes = () => {
    for (const who of people) {
      const isMuted = deeds.is(who, 'is muted', now());
      if (isMuted === (muted.get(who) ?? false)) continue;
      muted.set(who, isMuted);
      if (who === person) hub.say('sdk', sending(isMuted));
      else if (!isMuted) hub.say('sdk', ...published(who));
      else {
        hub.say('sdk', {
          type: 'streamUnpublished',
          userId: who,
          media: mediaOf(who),
          reason: 'muted',
        });
      }
    }
  };

  return {
    step() {
      if (!joined && now() >= joinsAtMs) join();
      if (joined) followMutes();
    },
  };
}
