import { type RecordedScreen, type Side, sides } from './recording.ts';

/** Whose a user id is: the side itself, or a name that begins with its letter, with a suffix or without. */
export function sideOf(userId: string | undefined): Side | undefined {
  return sides.find((side) => side === userId?.[0]?.toUpperCase());
}

/** Whose inbound streams are, by connection and name of the stream; only what the page knew is in it. */
export function streamOwners({ ev }: Pick<RecordedScreen, 'ev'>): ReadonlyMap<string, Side> {
  return new Map(
    ev.flatMap(({ k, id, key, user }): [string, Side][] => {
      const owner = k === 'stream' ? sideOf(user) : undefined;
      return owner ? [[`${id} ${key}`, owner]] : [];
    }),
  );
}
