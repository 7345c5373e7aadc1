import { expect, it } from 'vitest';
import { createTimeline } from './createTimeline.ts';
import type { ExportedTimeline } from './timeline.ts';

const parse = (text: string) => JSON.parse(text) as ExportedTimeline;

it('keeps entries of all sorts in the order they came, also within a millisecond', () => {
  const timeline = createTimeline();
  timeline.record('event', 5, { type: 'userJoined', userId: 'bo' });
  timeline.record('presence', 5, { userId: 'bo' });
  timeline.record('event', 5, { type: 'qualitySampled' });
  timeline.record('prompt', 5, { id: 'x' });
  expect(timeline.entries().map(({ kind }) => kind)).toEqual([
    'event',
    'presence',
    'event',
    'prompt',
  ]);
});

it('is bounded, and says when older entries had to go', () => {
  const timeline = createTimeline(10);
  for (let at = 0; at < 10; at++) timeline.record('diagnosis', at, {});
  expect(parse(timeline.export()).complete).toBe(true);
  for (let at = 10; at < 1_000; at++) timeline.record('diagnosis', at, {});
  expect(timeline.entries()).toHaveLength(10);
  expect(timeline.entries()[0]).toMatchObject({ at: 990 });
  expect(parse(timeline.export()).complete).toBe(false);
});

it.each([
  'qualitySampled',
  'mediaSampled',
  'statsSampled',
  'probeFinished',
  'signalingChanged',
  'peerReported',
])('does not let a stream of %s wash decisions and rare events away', (type) => {
  const timeline = createTimeline(10);
  timeline.record('prompt', 1, { id: 'local.offline' });
  timeline.record('event', 1, { type: 'connectionChanged' });
  for (let at = 2; at < 100; at++) timeline.record('event', at, { type });
  expect(timeline.entries()).toHaveLength(12);
  expect(timeline.entries()[0]?.detail).toEqual({ id: 'local.offline' });
  expect(timeline.entries()[1]?.detail).toEqual({ type: 'connectionChanged' });
});

it('leaves user names out of the export unless asked', () => {
  const timeline = createTimeline();
  timeline.record('event', 1, { type: 'userJoined', userId: 'u1', name: 'Bo' });
  expect(timeline.export()).not.toContain('Bo');
  expect(timeline.export()).toContain('u1');
  expect(timeline.export({ userNames: true })).toContain('Bo');
});

it('exports small raw values and leaves large ones and functions out', () => {
  const timeline = createTimeline();
  timeline.record('event', 1, { type: 'a', raw: { event: 'small', args: [1] } });
  timeline.record('event', 2, { type: 'b', raw: { event: 'large', args: ['x'.repeat(300)] } });
  timeline.record('event', 3, { type: 'autoplayBlocked', resume: () => {} });
  const [small, large, blocked] = parse(timeline.export()).entries;
  expect(small?.detail).toEqual({ type: 'a', raw: { event: 'small', args: [1] } });
  expect(large?.detail).toEqual({ type: 'b' });
  expect(blocked?.detail).toEqual({ type: 'autoplayBlocked' });
});

it('what is exported holds nobody\u2019s name, secret or address query, unless asked for', () => {
  const timeline = createTimeline();
  const raw = {
    event: 'onUserJoined',
    args: [{ userInfo: { userId: 'u1', extraInfo: '{"nickname":"Zhang San"}', extra_info: 'x' } }],
  };
  timeline.record('event', 1, { type: 'userJoined', userId: 'u1', name: 'Zhang San', raw });
  timeline.record('event', 2, {
    type: 'warningRaised',
    text: 'no answer from wss://sfu.example/rtc?access_token=eyJhbGci&room=7',
    raw: { event: 'error', args: [{ token: 'eyJhbGci', metadata: 'Zhang San' }] },
  });
  const text = timeline.export();
  for (const secret of ['Zhang', 'eyJ', 'room=7', 'extra']) expect(text).not.toContain(secret);
  expect(text).toContain('wss://sfu.example/rtc?access_token=…');
  expect(text).toContain('u1');
  expect(timeline.export({ userNames: true })).toContain('Zhang San');
});
