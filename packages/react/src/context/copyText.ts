/**
 * Puts a text on the clipboard. Resolves to false where the page may not (denied, plain http, some web views); never
 * rejects.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
