/** Hands packets on when their time has come, with one timer. */
export interface DelayLine {
  push(at: number, deliver: () => void): void;
  close(): void;
}

/** More than this is never kept; a real queue is bounded too. */
const maxWaiting = 4_000;

export function createDelayLine(now: () => number): DelayLine {
  let waiting: { at: number; deliver: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    timer = undefined;
    const time = now();
    const held = waiting.findIndex((item) => item.at > time);
    const due = held < 0 ? waiting : waiting.slice(0, held);
    waiting = held < 0 ? [] : waiting.slice(held);
    for (const item of due) item.deliver();
    arm();
  };
  const arm = () => {
    const next = waiting[0];
    if (next && !timer) timer = setTimeout(flush, Math.max(1, next.at - now()));
  };

  const rearm = () => {
    clearTimeout(timer);
    timer = undefined;
    arm();
  };

  return {
    push(at, deliver) {
      if (waiting.length === 0 && at <= now()) return deliver();
      if (waiting.length >= maxWaiting) return;
      const before = waiting.findLastIndex((item) => item.at <= at);
      waiting.splice(before + 1, 0, { at, deliver });
      // A new first one may be due before the timer that runs.
      if (before < 0) rearm();
      else arm();
    },
    close() {
      clearTimeout(timer);
      waiting = [];
    },
  };
}
