import type { ComponentType, ReactElement } from 'react';

/** How a user's network is, as the SDK numbers it. */
export type Told = readonly [userId: string, level: number];

/** One way to keep thousands of tiles up to date. */
export interface Contender {
  /** Everything on the page; each tile says what it `shows` when it renders. */
  element: ReactElement;
  /** One callback of the SDK. */
  deliver(told: readonly Told[]): void;
  /** Lets time pass, for those who look at it. */
  advance?(ms: number): void;
}

export type Shows = (userId: string, text: string) => void;
export type Make = (userIds: readonly string[], shows: Shows) => Contender;

export function tiles(
  userIds: readonly string[],
  Tile: ComponentType<{ userId: string }>,
): ReactElement {
  return (
    <>
      {userIds.map((userId) => (
        <Tile key={userId} userId={userId} />
      ))}
    </>
  );
}
