import type { SourceEvent } from '../../events/networkEvent.ts';
import { quietly } from '../listen.ts';
import type { NetworkSource, SourceContext } from '../source.ts';
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
  /** Tells the others, before hanging up or when the app is being suspended. */
  announce(what: 'leaving' | 'suspended'): void;
}

// Silence of twice this, together with stalled media, tells a vanished person from a blocked path.
const heartbeatMs = 1000;
const soonestMs = 300;
// A socket that was mute delivers everything at once; only the last report of such a burst is true.
const perSecond = 60;
const maxWarnings = 5;

/**
 * A tiny report that each client sends over the app's own channel: how my uplink is and how I hear you.
 * The only way to tell "their uplink" from "my downlink".
 */
export function createPeerReports(options: PeerReportsOptions): PeerReports {
  let contexts = 0;
  return {
    name: 'peer-reports',
    capabilities: { remoteQuality: 'push', userConnection: true },
    detectionLagMs: {},
    announce: (what) => {
      if (contexts) quietly(() => options.send(encodePeerReport({ hears: {}, [what]: true })));
    },
    subscribe: (context) => {
      contexts += 1;
      const stopSending = keepSending(options, context);
      const stopListening = keepListening(options, context);
      return () => {
        contexts -= 1;
        stopSending();
        stopListening();
      };
    },
  };
}

function keepSending(options: PeerReportsOptions, context: SourceContext): () => void {
  const { clock, ownReport } = context;
  let sentText = '';
  let sentAt = -heartbeatMs;
  let cancel = (): void => {};
  const tick = () => {
    const now = clock.now();
    const report = ownReport?.();
    const text = report ? encodePeerReport(report) : '';
    if (text && (text !== sentText || now - sentAt >= heartbeatMs)) {
      sentText = text;
      sentAt = now;
      try {
        options.send(text);
      } catch (error) {
        context.emit({ type: 'warningRaised', code: 'peer-reports: send', text: String(error) });
      }
    }
    cancel = clock.after(soonestMs, tick);
  };
  cancel = clock.after(soonestMs, tick);
  return () => cancel();
}

function keepListening(options: PeerReportsOptions, context: SourceContext): () => void {
  const budgets = new Map<string, { second: number; left: number }>();
  let warnings = 0;
  let attached = true;
  const warn = (code: string, text: string) => {
    warnings += 1;
    if (warnings <= maxWarnings) context.emit({ type: 'warningRaised', code, text });
  };
  const withinBudget = (userId: string) => {
    const second = Math.floor(context.clock.now() / 1000);
    const budget = budgets.get(userId);
    if (budget?.second !== second) budgets.set(userId, { second, left: perSecond });
    const current = budgets.get(userId);
    return current !== undefined && current.left-- > 0;
  };
  const stop = options.onMessage((fromUserId, text) => {
    if (!attached || typeof fromUserId !== 'string' || fromUserId === options.userId) return;
    if (!withinBudget(fromUserId)) return warn('peer-reports: too many', fromUserId);
    const report = decodePeerReport(text);
    if (!report) return warn('peer-reports: malformed', String(text).slice(0, 60));
    const { hears, ...rest } = report;
    context.emit({
      type: 'peerReported',
      userId: fromUserId,
      ...rest,
      ...(hears[options.userId] && { hearsUs: hears[options.userId] }),
    } as SourceEvent);
  });
  return () => {
    attached = false;
    budgets.clear();
    if (stop) quietly(stop);
  };
}
