import type { RawCallback } from '../events/networkEvent.ts';

const maxDepth = 3;
const maxEntries = 40;
const maxText = 300;

/** A bounded plain copy of what an SDK handed over. SDKs reuse and mutate their objects; the copy never changes. Never throws. */
export function copyRaw(event: string, args: readonly unknown[]): RawCallback {
  return { event, args: args.map((arg) => copyValue(arg, maxDepth)) };
}

function copyValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, maxText);
  if (typeof value === 'function') return '[function]';
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '[object]';
  try {
    // An SDK's own errors may carry anything as their name.
    if (value instanceof Error)
      return { name: copyValue(value.name, 0), message: copyValue(value.message, 0) };
    if (Array.isArray(value))
      return value.slice(0, maxEntries).map((item) => copyValue(item, depth - 1));
    const entries = Object.entries(value).slice(0, maxEntries);
    return Object.fromEntries(entries.map(([key, item]) => [key, copyValue(item, depth - 1)]));
  } catch {
    return '[unreadable]';
  }
}
