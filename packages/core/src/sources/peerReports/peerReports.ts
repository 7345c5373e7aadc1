import { peerSigns } from '../../diagnosis/signs/peerSigns.ts';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { quietly } from '../listen.ts';
import type { NetworkSource, SourceContext } from '../source.ts';
import { textOf } from '../textOf.ts';
import { decodePeerReport, encodePeerReport } from './peerReportMessage.ts';

export interface PeerReportsOptions {
  /** Our own id, as the others know us. */
  userId: string;
  /** Sends a text of at most 200 bytes to everybody in the call, over any data channel or signalling. */
  send(text: string): void;
  /**
   * Registers for incoming texts; returns the undo. Pass who sent it as your transport knows it, never as
   * the message claims.
   */
  onMessage(handler: (fromUserId: string, text: string) => void): (() => void) | void;
}

export interface PeerReports extends NetworkSource {
  /**
   * Tells the others, before hanging up or when the app is being suspended. After `leaving` nothing more is sent
   * until this source is attached again.
   */
  announce(what: 'leaving' | 'suspended'): void;
}

// Silence of twice this, together with stalled media, tells a vanished person from a blocked path.
const heartbeatMs = 1000;
const soonestMs = 300;
// An app that is about to be suspended may run on for a moment.
const suspendingMs = 5000;
// A socket that was mute delivers everything at once; only the last report of such a burst is true.
const perSecond = 60;
const maxWarnings = 5;

/**
 * A tiny report that each client sends over the app's own channel: how my uplink is and how I hear you.
 * The only way to tell "their uplink" from "my downlink".
 */
export function createPeerReports(options: PeerReportsOptions): PeerReports {
  const attached = new Set<SourceContext>();
  // An ordinary report after such a word would take it back.
  let quietUntil = Number.NEGATIVE_INFINITY;
  return {
    name: 'peer-reports',
    capabilities: { remoteQuality: 'push', userConnection: true },
    detectionLagMs: {},
    signs: peerSigns,
    announce: (what) => {
      const [context] = attached;
      if (!context) return;
      quietUntil =
        what === 'leaving' ? Number.POSITIVE_INFINITY : context.clock.now() + suspendingMs;
      quietly(() => options.send(encodePeerReport({ hears: {}, [what]: true })));
    },
    subscribe: (context) => {
      const stopListening = keepListening(options, context);
      const stopSending = keepSending(options, context, () => quietUntil);
      attached.add(context);
      quietUntil = Number.NEGATIVE_INFINITY;
      return () => {
        attached.delete(context);
        stopSending();
        stopListening();
      };
    },
  };
}

function keepSending(
  options: PeerReportsOptions,
  context: SourceContext,
  quietUntil: () => number,
): () => void {
  const { clock, ownReport } = context;
  let sentText = '';
  let sentAt = -heartbeatMs;
  let cancel = (): void => {};
  const tick = () => {
    const now = clock.now();
    const report = now < quietUntil() ? undefined : ownReport?.();
    const text = report ? encodePeerReport(report) : '';
    if (text && (text !== sentText || now - sentAt >= heartbeatMs)) {
      sentText = text;
      sentAt = now;
      try {
        options.send(text);
      } catch (error) {
        context.emit({ type: 'warningRaised', code: 'peer-reports: send', text: textOf(error) });
      }
    }
    cancel = clock.after(soonestMs, tick);
  };
  cancel = clock.after(soonestMs, tick);
  return () => cancel();
}

function keepListening(options: PeerReportsOptions, context: SourceContext): () => void {
  const heardThisSecond = new Map<string, number>();
  let thisSecond = 0;
  let warnings = 0;
  let attached = true;
  const warn = (code: string, text: string) => {
    warnings += 1;
    if (warnings <= maxWarnings) context.emit({ type: 'warningRaised', code, text });
  };
  const withinBudget = (userId: string) => {
    const second = Math.floor(context.clock.now() / 1000);
    if (second !== thisSecond) heardThisSecond.clear();
    thisSecond = second;
    const count = (heardThisSecond.get(userId) ?? 0) + 1;
    heardThisSecond.set(userId, count);
    return count <= perSecond;
  };
  const stop = options.onMessage((fromUserId, text) => {
    if (!attached || typeof fromUserId !== 'string' || !fromUserId) return;
    if (fromUserId === options.userId) return;
    if (!withinBudget(fromUserId)) return warn('peer-reports: too many', fromUserId);
    const report = decodePeerReport(text);
    if (!report) {
      const shown = typeof text === 'string' ? text.slice(0, 60) : typeof text;
      return warn('peer-reports: malformed', shown);
    }
    const { hears, ...rest } = report;
    context.emit({
      type: 'peerReported',
      userId: fromUserId,
      ...rest,
      ...(Object.hasOwn(hears, options.userId) && { hearsUs: hears[options.userId] }),
    } as SourceEvent);
  });
  return () => {
    attached = false;
    if (stop) quietly(stop);
  };
}
