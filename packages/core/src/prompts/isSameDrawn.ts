// Deeper differences in an app's own values are none. This also ends cycles.
const deepest = 6;

/** Whether two values say the same, whatever they are made of: they may come from an app. */
export function isSameDrawn(one: unknown, other: unknown, depth = 0): boolean {
  if (Object.is(one, other) || depth > deepest) return true;
  // A fresh copy of a function is no news.
  if (typeof one === 'function' && typeof other === 'function') return true;
  if (!isObject(one) || !isObject(other)) return false;
  if (one instanceof Date && other instanceof Date)
    return Object.is(one.getTime(), other.getTime());
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const isSameAt = (key: string) => isSameDrawn(one[key], other[key], depth + 1);
  return (
    Object.keys(one).every(isSameAt) &&
    Object.keys(other).every((key) => Object.hasOwn(one, key) || isSameAt(key))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
