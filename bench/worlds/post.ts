/** What is on its way, handed over at the step after it arrives. */
export interface Post {
  deliver(at: number, hand: () => void): void;
  handOver(now: number): void;
}

export function createPost(stepMs: number): Post {
  const steps = new Map<number, (() => void)[]>();
  let next = 0;
  return {
    deliver(at, hand) {
      const step = Math.max(next, Math.ceil(at / stepMs));
      const bag = steps.get(step);
      if (bag) bag.push(hand);
      else steps.set(step, [hand]);
    },
    handOver(now) {
      for (; next * stepMs <= now; next += 1) {
        const bag = steps.get(next) ?? [];
        steps.delete(next);
        for (const hand of bag) hand();
      }
    },
  };
}
