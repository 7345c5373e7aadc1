import { quietly } from './listen.ts';

/**
 * Tells whose track a track is. Everybody is asked for their tracks, but only while there are some that nobody owned so
 * far, and once for all that are looked up together.
 */
export function findOwner(
  users: () => Iterable<string>,
  tracksOf: (userId: string) => readonly string[],
): (trackId: string | undefined) => string | undefined {
  let owners = new Map<string, string>();
  let isFresh = false;
  const read = () => {
    isFresh = true;
    void Promise.resolve().then(() => {
      isFresh = false;
    });
    owners = new Map();
    for (const userId of users())
      quietly(() => {
        for (const track of tracksOf(userId)) owners.set(track, userId);
      });
  };
  return (trackId) => {
    if (trackId === undefined) return undefined;
    if (!owners.has(trackId) && !isFresh) read();
    return owners.get(trackId);
  };
}
