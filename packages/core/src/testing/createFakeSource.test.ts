import { expect, it } from 'vitest';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock } from './createFakeClock.ts';
import { createFakeSource } from './createFakeSource.ts';

const lost: SourceEvent = { type: 'deviceNetworkChanged', online: false };
const clock = createFakeClock();

it('emits to its subscriber and to nobody after detaching', () => {
  const source = createFakeSource();
  const seen: SourceEvent[] = [];
  const detach = source.subscribe({ emit: (event) => seen.push(event), clock });
  expect(source.attached).toBe(true);
  source.emit(lost);
  detach();
  source.emit(lost);
  expect(seen).toEqual([lost]);
  expect(source.attached).toBe(false);
});

it('emits inside subscribe when asked to', () => {
  const seen: SourceEvent[] = [];
  createFakeSource({ onSubscribe: [lost] }).subscribe({ emit: (event) => seen.push(event), clock });
  expect(seen).toEqual([lost]);
});

it('keeps two subscribers apart even when they share one context', () => {
  const source = createFakeSource();
  const context = { emit: () => {}, clock };
  const detachFirst = source.subscribe(context);
  source.subscribe(context);
  detachFirst();
  expect(source.attached).toBe(true);
});
