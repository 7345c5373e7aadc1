/** Words with some of them replaced, section by section. */
export function mergeWords<Words extends object>(base: Words, overrides: object): Words {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(base));
  for (const [key, own] of Object.entries(overrides)) {
    const words = merged[key];
    merged[key] = isSection(words) && isSection(own) ? mergeWords(words, own) : (own ?? words);
  }
  return merged as Words;
}

function isSection(words: unknown): words is object {
  return typeof words === 'object' && words !== null;
}
