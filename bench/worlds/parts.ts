import type { Deeds } from './deeds.ts';
import type { Network } from './network.ts';
import type { Post } from './post.ts';
import type { CallOptions, World } from './world.ts';

/** What every part of a simulated call works with. Times are milliseconds since the call began. */
export interface Parts {
  world: World;
  options: CallOptions;
  people: readonly string[];
  network: Network;
  deeds: Deeds;
  post: Post;
  random: () => number;
  now(): number;
  stepMs: number;
}
