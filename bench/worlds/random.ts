/** The same numbers every time for the same seed: a world must not differ from run to run. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function seedOf(name: string): number {
  let seed = 7;
  for (const letter of name) seed = Math.imul(seed, 31) + letter.charCodeAt(0);
  return seed;
}
