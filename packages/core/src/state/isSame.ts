/** A change that changes nothing: every value says what is there already. */
export function isSameIn<Facts extends object>(facts: Facts, change: Partial<Facts>): boolean {
  for (const key in change) if (!isSame(facts[key], change[key], 2)) return false;
  return true;
}

/** Equal so many levels down. A fresh copy of the callback behind a fact is no news. */
export function isSame(one: unknown, other: unknown, levels: number): boolean {
  if (one === other) return true;
  if (levels === 0 || !isRecord(one) || !isRecord(other)) return false;
  return isSameAt(one, other, levels) && isSameAt(other, one, levels);
}

function isSameAt(one: Fields, other: Fields, levels: number): boolean {
  for (const key in one) {
    const isRaw = key === 'raw' && (isCallback(one[key]) || isCallback(other[key]));
    if (!isRaw && !isSame(one[key], other[key], levels - 1)) return false;
  }
  return true;
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Not every `raw` is one: the newest quality level is called so too. */
function isCallback(value: unknown): boolean {
  return isRecord(value) && typeof value['event'] === 'string';
}
