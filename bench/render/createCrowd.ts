import { createRandom } from '../worlds/random.ts';
import type { Told } from './contender.tsx';
import type { Situation } from './situations.ts';

// Changes are spread over the page: a prime that no crowd's size divides by.
const stride = 7919;

export interface Crowd {
  userIds: readonly string[];
  everybody(): Told[];
  /** The next callback: some have changed, some are told of as they were. */
  next(): Told[];
}

/** Users whose networks go up and down, the same for every contender. */
export function createCrowd({ users, levels, changed, delivered }: Situation): Crowd {
  const random = createRandom(users + changed);
  const any = (from: readonly number[]) => from[Math.floor(random() * from.length)]!;
  const userIds = Array.from({ length: users }, (_, index) => `user${index}`);
  const levelOf = new Map(userIds.map((userId) => [userId, any(levels)]));
  const tell = (userId: string): Told => [userId, levelOf.get(userId)!];
  let turn = 0;
  const change = () => {
    const userId = userIds[(turn++ * stride) % users]!;
    levelOf.set(userId, any(levels.filter((level) => level !== levelOf.get(userId))));
    return userId;
  };
  return {
    userIds,
    everybody: () => userIds.map(tell),
    next() {
      const news = Array.from({ length: changed }, change);
      return (delivered > changed ? userIds : news).map(tell);
    },
  };
}
