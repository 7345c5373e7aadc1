import type { ComponentType, ReactElement } from 'react';

/** One way to keep thousands of tiles up to date. */
export interface Contender {
  name: string;
  /** Everything on the page; each tile calls `rendered` when it shows something new. */
  element: ReactElement;
  /** Makes one user's network better or worse. */
  change(userId: string, better: boolean): void;
}

export type Rendered = () => void;

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
