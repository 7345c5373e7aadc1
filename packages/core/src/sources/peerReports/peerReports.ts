import type { SourceEvent } from '../../events/networkEvent.ts';
import { peerWitness } from '../../witnesses/peerWitness.ts';
import { quietly } from '../listen.ts';
import type { NetworkSource, SourceContext } from '../source.ts';
import { textOf } from '../../events/textOf.ts';
import { decodePeerReport, encodePeerReport } from './peerReportMessage.ts';

export { peerWitness } from '../../witnesses/peerWitness.ts';

export interface PeerReportsOptions {
  /** Our own id, as the others know us; a function where it is known late. */
  userId: string | (() => string | undefined);
  /**
   * Sends a text of at most 200 bytes to everybody in the call, over any data channel or signalling. A report is worth
   * something while it is new: if the channel may lose messages, let it, unless this one `mustArrive`, as it is said once.
   * If it returns a promise, a rejection becomes a warning, as whatever it throws.
   */
  send(text: string, how: { mustArrive: boolean }): unknown;
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
    witnesses: [peerWitness],
    announce: (what) => {
      const [context] = attached;
      if (!context) return;
      quietUntil =
        what === 'leaving' ? Number.POSITIVE_INFINITY : context.clock.now() + suspendingMs;
      sendSafely(options, encodePeerReport({ hears: {}, [what]: true }), true, () => {});
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
  let attached = true;
  const failed = (error: unknown) => {
    if (attached)
      context.emit({ type: 'warningRaised', code: 'peer-reports: send', text: textOf(error) });
  };
  const tick = () => {
    const now = clock.now();
    const report = now < quietUntil() ? undefined : ownReport?.();
    const text = report ? encodePeerReport(report) : '';
    if (text && (text !== sentText || now - sentAt >= heartbeatMs)) {
      sentText = text;
      sentAt = now;
      sendSafely(options, text, false, failed);
    }
    cancel = clock.after(soonestMs, tick);
  };
  cancel = clock.after(soonestMs, tick);
  return () => {
    attached = false;
    cancel();
  };
}

/** A channel that is down may throw at once or reject later: the call does not notice either. */
function sendSafely(
  options: PeerReportsOptions,
  text: string,
  mustArrive: boolean,
  failed: (error: unknown) => void,
): void {
  try {
    Promise.resolve(options.send(text, { mustArrive })).catch(failed);
  } catch (error) {
    failed(error);
  }
}

function ownId({ userId }: PeerReportsOptions): string | undefined {
  try {
    return typeof userId === 'function' ? userId() : userId;
  } catch {
    return undefined;
  }
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
    const own = ownId(options);
    if (fromUserId === own) return;
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
      ...(own !== undefined && Object.hasOwn(hears, own) && { hearsUs: hears[own] }),
    } as SourceEvent);
  });
  return () => {
    attached = false;
    if (stop) quietly(stop);
  };
}
