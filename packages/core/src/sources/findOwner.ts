/** Tells whose track a track is. */
export interface Owners {
  ownerOf(trackId: string | undefined): string | undefined;
  /** Tracks may have been added: forgets whom it did not find. */
  lookAgain(): void;
}

/** Asks everybody for their tracks, but once for each look, and only while there are tracks it does not know. */
export function findOwner(
  users: () => Iterable<string>,
  tracksOf: (userId: string) => readonly string[],
): Owners {
  let owners = new Map<string, string>();
  let isFresh = false;
  const read = () => {
    isFresh = true;
    owners = new Map();
    for (const userId of users()) for (const track of tracksOf(userId)) owners.set(track, userId);
  };
  return {
    lookAgain() {
      isFresh = false;
    },
    ownerOf(trackId) {
      if (trackId === undefined) return undefined;
      if (!owners.has(trackId) && !isFresh) read();
      return owners.get(trackId);
    },
  };
}
