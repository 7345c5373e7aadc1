import type { Attributes, Meter, Span, Tracer } from '@opentelemetry/api';
import { type Clock, systemClock } from '../clock/clock.ts';
import type { CallDiagnosisCause } from '../diagnosis/diagnosis.ts';
import type { PromptDecision } from '../prompts/promptDecision.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { NetworkState, NetworkStatus } from '../store/networkStatus.ts';

export interface OpenTelemetryOptions {
  /** From the `@opentelemetry/api` your app already uses; nothing is imported from it here. */
  meter?: Meter;
  tracer?: Tracer;
  /** Added to everything, e.g. the app's version. */
  attributes?: Attributes;
  clock?: Clock;
}

interface Outage {
  began: number;
  cause: CallDiagnosisCause | 'unnamed';
  span?: Span;
}

const notOut: readonly CallDiagnosisCause[] = [
  'none',
  'signalingLost',
  'weakUplink',
  'weakDownlink',
  'weakBoth',
  'deviceBusy',
];

/**
 * Lets a fleet of calls be watched on the collector a team already runs. Metrics: `netcue.phase.time` (s, by phase and
 * cause), `netcue.outages` and `netcue.outage.time` (s to recover, by cause), `netcue.prompts` (by kind and severity).
 * Spans: `netcue.outage`, with an event per prompt shown meanwhile. Returns the function that ends it.
 *
 * @example const stop = recordOpenTelemetry(network, { meter: metrics.getMeter('call'), tracer: trace.getTracer('call') });
 */
export function recordOpenTelemetry(
  network: NetworkStatus,
  { meter, tracer, attributes = {}, clock = systemClock }: OpenTelemetryOptions,
): () => void {
  const phaseTime = meter?.createCounter('netcue.phase.time', { unit: 's' });
  const outages = meter?.createCounter('netcue.outages');
  const outageTime = meter?.createHistogram('netcue.outage.time', { unit: 's' });
  const prompts = meter?.createCounter('netcue.prompts');
  let since = clock.now();
  let outage: Outage | undefined;

  const spend = ({ connection: { phase }, diagnosis: { cause } }: NetworkState) => {
    const now = clock.now();
    if (now > since) phaseTime?.add((now - since) / 1_000, { ...attributes, phase, cause });
    since = now;
  };

  const begin = ({ connection, diagnosis }: NetworkState): Outage => {
    const began = Math.min(
      connection.outageSince ?? Infinity,
      diagnosis.began || Infinity,
      clock.now(),
    );
    return {
      began,
      cause: 'unnamed',
      span: tracer?.startSpan('netcue.outage', { startTime: began, attributes }),
    };
  };

  const end = ({ began, cause, span }: Outage, recovered: boolean) => {
    const endedAt = clock.now();
    outages?.add(1, { ...attributes, cause, recovered });
    if (recovered) outageTime?.record((endedAt - began) / 1_000, { ...attributes, cause });
    span?.setAttributes({ cause, recovered }).end(endedAt);
  };

  const look = (state: NetworkState) => {
    const { cause } = state.diagnosis;
    const isOut = isOutOfCall(state);
    if (isOut) outage ??= begin(state);
    // The last name it was given is the best one.
    if (outage && isOut && !notOut.includes(cause) && cause !== 'unknownOutage')
      outage.cause = cause;
    if (!outage || isOut) return;
    end(outage, state.connection.phase === 'connected');
    outage = undefined;
  };

  const stops = [
    network.store.subscribe((state, before) => {
      if (
        state.connection.phase !== before.connection.phase ||
        state.diagnosis.cause !== before.diagnosis.cause
      )
        spend(before);
      look(state);
    }),
    watchShown(network, (prompt) => {
      const { kind, severity, rule, shownAt } = prompt;
      prompts?.add(1, { ...attributes, kind, severity });
      outage?.span?.addEvent(kind, { severity, rule }, shownAt);
    }),
  ];
  look(network.store.getState());

  return () => {
    for (const stop of stops) stop();
    spend(network.store.getState());
    if (outage) end(outage, false);
    outage = undefined;
  };
}

function isOutOfCall({ connection: { phase, everConnected }, diagnosis }: NetworkState): boolean {
  if (!everConnected || phase === 'left' || phase === 'idle' || phase === 'failed') return false;
  return phase === 'reconnecting' || phase === 'lost'
    ? diagnosis.cause !== 'signalingLost'
    : !notOut.includes(diagnosis.cause);
}

/** Calls back once for every prompt that comes on screen. */
function watchShown(
  network: NetworkStatus,
  callback: (prompt: Prompt<string>) => void,
): () => void {
  let known = new Map<PromptDecision['id'], number>();
  return network.prompts.subscribe(({ banner, toasts, badges, inline }) => {
    const drawn = [...(banner ? [banner] : []), ...toasts, ...badges.values(), ...inline];
    const before = known;
    known = new Map(drawn.map(({ id, shownAt }) => [id, shownAt]));
    const told = new Set<string>();
    for (const prompt of drawn) {
      if (before.get(prompt.id) === prompt.shownAt || told.has(prompt.id)) continue;
      told.add(prompt.id);
      callback(prompt);
    }
  });
}
