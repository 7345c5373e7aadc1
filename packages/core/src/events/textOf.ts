const maxText = 300;

/** An error in words. Anything may be thrown, also what cannot be printed. */
export function textOf(error: unknown): string {
  try {
    return String(error).slice(0, maxText);
  } catch {
    return 'unreadable';
  }
}
