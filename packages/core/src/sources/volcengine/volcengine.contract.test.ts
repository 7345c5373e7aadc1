// @vitest-environment happy-dom
import VERTC, { type IRTCEngine } from '@volcengine/rtc';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { attachSource } from '../attachSource.test.helper.ts';
import { testRows } from '../describeRows.test.helper.ts';
import { volcengine } from './volcengine.ts';
import { allRows, type Call } from './volcengineRows.test.helper.ts';

// The SDK reports home, and talks a lot, as soon as it is loaded: it gets no network and no console.
vi.hoisted(() => {
  XMLHttpRequest.prototype.send = () => {};
  globalThis.fetch = () => new Promise(() => {});
  navigator.sendBeacon = () => true;
  for (const level of ['log', 'info', 'warn', 'error'] as const) console[level] = () => {};
});

// The SDK's own engine. Any text is an app id as long as nobody joins.
let engine: IRTCEngine;
beforeEach(() => {
  engine = VERTC.createEngine('a'.repeat(24));
});
afterEach(() => VERTC.destroyEngine(engine));

type Loose = { emit(event: string, ...args: unknown[]): boolean };
const say = (...calls: readonly Call[]) => {
  for (const call of calls) (engine as unknown as Loose).emit(...call);
};
const counts = () =>
  Object.values(VERTC.events).map((event) => [event, engine.listenerCount(event as never)]);

it('knows every callback under the name the SDK gives it', () => {
  const names = new Set<string>(Object.values(VERTC.events));
  expect(allRows.map(({ call }) => call[0]).filter((event) => !names.has(event))).toEqual([]);
});

testRows(() => ({ say, ...attachSource(volcengine(engine)) }), allRows);

it('leaves no listener on the engine', () => {
  const before = counts();
  const { detach } = attachSource(volcengine(engine, { version: VERTC.getSdkVersion() }));
  expect(counts()).not.toEqual(before);
  detach();
  expect(counts()).toEqual(before);
});

it('reads the version from the SDK', () => {
  const source = volcengine(engine, { version: VERTC.getSdkVersion() });
  expect(source.capabilities.lost).toBe('native');
});
