import { type HrTime, SpanStatusCode } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { createScenarioPlayer } from '../testing/createScenarioPlayer.ts';
import { type ScenarioName, scenarios } from '../testing/scenarios.ts';
import { recordOpenTelemetry } from './recordOpenTelemetry.ts';

/** The scenario, recorded with the real SDK. */
async function record(name: ScenarioName) {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e9 });
  const meters = new MeterProvider({ readers: [reader] });
  const spans = new InMemorySpanExporter();
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const player = createScenarioPlayer(scenarios[name]);
  const start = player.clock.now();
  const stop = recordOpenTelemetry(player.network, {
    meter: meters.getMeter('test'),
    tracer: tracers.getTracer('test'),
    attributes: { app: 'demo' },
    clock: player.clock,
  });
  player.finish();
  stop();
  await reader.forceFlush();
  const all = exporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
  const points = (metric: string) =>
    all
      .filter(({ descriptor }) => descriptor.name === metric)
      .flatMap(({ dataPoints }) =>
        dataPoints.map(({ attributes: { app, ...attributes }, value }) => ({
          app,
          attributes,
          value,
        })),
      );
  const ms = ([seconds, nanos]: HrTime) => seconds * 1_000 + nanos / 1e6 - start;
  await reader.shutdown();
  return { points, spans: spans.getFinishedSpans(), ms };
}

it('counts an outage with its cause and how long it took to recover', async () => {
  const { points } = await record('wifiOff');
  expect(points('netcue.outages')).toEqual([
    { app: 'demo', attributes: { cause: 'deviceOffline', recovered: true }, value: 1 },
  ]);
  expect(points('netcue.outage.time')[0]).toMatchObject({
    attributes: { cause: 'deviceOffline' },
    value: { count: 1, sum: 8 },
  });
});

it('counts the time spent in each phase and cause, all of it', async () => {
  const { points } = await record('wifiOff');
  const rows = points('netcue.phase.time').map(({ attributes: { phase, cause }, value }) => [
    phase,
    cause,
    value,
  ]);
  expect(rows).toContainEqual(['connected', 'deviceOffline', 8]);
  expect(rows.reduce((sum, [, , seconds]) => sum + Number(seconds), 0)).toBeCloseTo(40);
});

it('counts the prompts that were shown', async () => {
  const { points } = await record('wifiOff');
  expect(points('netcue.prompts').map(({ attributes, value }) => [attributes, value])).toEqual([
    [{ kind: 'local.offline', severity: 'error' }, 1],
    [{ kind: 'local.restored', severity: 'success' }, 1],
  ]);
});

it('a span per outage, from its beginning to its end, with what people were told meanwhile', async () => {
  const { spans, ms } = await record('routerDead');
  expect(spans).toHaveLength(1);
  const [span] = spans;
  expect(span?.name).toBe('netcue.outage');
  expect(span?.attributes).toEqual({ app: 'demo', cause: 'noInternet', recovered: true });
  expect(span?.status.code).toBe(SpanStatusCode.UNSET);
  expect(span?.events.map(({ name }) => name)).toEqual(['local.noInternet']);
  expect(ms(span!.startTime)).toBe(15_000);
  expect(ms(span!.endTime)).toBe(25_500);
});

it('an outage that never ends is counted as such', async () => {
  const { points } = await record('gaveUp');
  expect(points('netcue.outages')).toMatchObject([
    { attributes: { cause: 'unnamed', recovered: false }, value: 1 },
  ]);
  expect(points('netcue.outage.time')).toEqual([]);
});

it('a call in which nothing happens has no outage and no prompt', async () => {
  const { points, spans } = await record('clean');
  expect([points('netcue.outages'), points('netcue.prompts'), spans]).toEqual([[], [], []]);
});

it('needs neither a meter nor a tracer', () => {
  const player = createScenarioPlayer(scenarios.wifiOff);
  const stop = recordOpenTelemetry(player.network, { clock: player.clock });
  player.finish();
  stop();
  expect(player.screens().length).toBeGreaterThan(0);
});

it('media that flows while the SDK reconnects is no outage', async () => {
  const { points } = await record('signalingOnly');
  expect(points('netcue.outages')).toEqual([]);
});
