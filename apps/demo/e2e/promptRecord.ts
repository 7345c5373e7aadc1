export interface SeenPrompt {
  kind: string;
  severity: string;
  surface: string;
  userId: string | null;
  text: string;
  /** Unix milliseconds. */
  shownAt: number;
  /** When it was gone; null while it is there. */
  goneAt: number | null;
}

declare global {
  interface Window {
    promptsSeen: SeenPrompt[];
  }
}

/** Runs in the page before anything else: writes down every prompt that is ever in the document. */
export function keepPromptRecord(): void {
  const open = new Map<Element, SeenPrompt>();
  window.promptsSeen = [];

  const look = () => {
    const now = Date.now();
    const present = new Set(document.querySelectorAll('[data-netcue-prompt]'));
    for (const element of present) if (!isOpen(element)) note(element, now);
    for (const [element, seen] of open) {
      if (present.has(element) && isSame(element, seen)) continue;
      seen.goneAt = now;
      open.delete(element);
      if (present.has(element)) note(element, now);
    }
  };
  const isOpen = (element: Element) => open.has(element);
  const isSame = (element: Element, seen: SeenPrompt) =>
    element.getAttribute('data-netcue-prompt') === seen.kind;
  const note = (element: Element, now: number) => {
    const read = (name: string) => element.getAttribute(name);
    const seen = {
      kind: read('data-netcue-prompt') ?? '',
      severity: read('data-severity') ?? '',
      surface: read('data-surface') ?? '',
      userId: read('data-user-id'),
      text: element.textContent ?? '',
      shownAt: now,
      goneAt: null,
    };
    open.set(element, seen);
    window.promptsSeen.push(seen);
  };

  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-netcue-prompt'],
  });
}
