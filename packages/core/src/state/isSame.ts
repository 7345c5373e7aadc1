/** Equal so many levels down. A fresh copy of the callback behind a fact is no news. */
export function isSame(one: unknown, other: unknown, levels: number): boolean {
  if (one === other) return true;
  if (levels === 0 || !isRecord(one) || !isRecord(other)) return false;
  return [...Object.keys(one), ...Object.keys(other)].every(
    (key) =>
      (key === 'raw' && (isCallback(one[key]) || isCallback(other[key]))) ||
      isSame(one[key], other[key], levels - 1),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Not every `raw` is one: the newest quality level is called so too. */
function isCallback(value: unknown): boolean {
  return isRecord(value) && typeof value['event'] === 'string';
}
