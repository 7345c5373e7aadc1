import type { SourceEvent } from '../events/networkEvent.ts';
import { pollWhileConnected } from './pollWhileConnected.ts';
import type { SourceContext } from './source.ts';

type Sent = 'audio' | 'video' | 'screen';

const everyMs = 2000;
// Three reports of an SDK that gives one every two seconds.
const stopsAfterMs = 6000;

/**
 * What this device sends, for SDKs that tell it by the statistics of what they send alone: said when it changes, and once
 * three reports are missing it is nothing. Emit through `context`; call `stop` on detach.
 */
export function followSending(
  outer: SourceContext,
  // Whether an SDK that gives no such report sends nothing, or may just have none.
  silenceTells: boolean,
): {
  context: SourceContext;
  /** A report came: something of this was sent just now, or nothing was. */
  sent(media?: Sent): void;
  stop: () => void;
} {
  const { clock, emit } = outer;
  let sentAt: Partial<Record<Sent, number>> = {};
  let waitedMs = 0;
  let said = '';
  let isKnown = silenceTells;
  const polling = pollWhileConnected(outer, everyMs, () => {
    waitedMs += everyMs;
    const sends = (media: Sent) => clock.now() - (sentAt[media] ?? -Infinity) < stopsAfterMs;
    const now = { audio: sends('audio'), video: sends('video'), screen: sends('screen') };
    const isSending = now.audio || now.video || now.screen;
    const news = JSON.stringify(now);
    // Of a call that has just begun no report has come yet.
    if (!isKnown || news === said || (!isSending && waitedMs < stopsAfterMs)) return;
    said = news;
    emit({ type: 'localMediaChanged', ...now, synthetic: true } as SourceEvent);
  });
  return {
    context: polling.context,
    sent(media) {
      isKnown = true;
      if (media) sentAt = { ...sentAt, [media]: clock.now() };
    },
    stop: polling.stop,
  };
}
