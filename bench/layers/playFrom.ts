import type { RecordedEvent, RecordedScreen } from '../diagnosis/recording.ts';

/** Hands over, in order, what one screen recorded up to a moment. */
export function playFrom(
  { ev }: RecordedScreen,
  hear: Readonly<Record<string, (event: RecordedEvent) => void>>,
): (now: number) => void {
  let next = 0;
  return (now) => {
    for (let event = ev[next]; event && event.t <= now; event = ev[next]) {
      next += 1;
      hear[event.k]?.(event);
    }
  };
}
