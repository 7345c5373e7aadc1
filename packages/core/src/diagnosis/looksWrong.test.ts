import { describe, expect, it } from 'vitest';
import type { Phase, SourceEvent } from '../events/networkEvent.ts';
import type { JudgedCall } from './judgedCall.test.helper.ts';
import { faultAt, lobby, silence, watchedCall } from './judgedCall.test.helper.ts';
import { looksWrong } from './looksWrong.ts';

const phase = (name: Phase): SourceEvent => ({
  type: 'connectionChanged',
  phase: name,
  cause: 'network',
  willRetry: false,
});

function deservesALook({ call, remotes, now }: JudgedCall, cause = 'none'): boolean {
  return looksWrong({ ...call, diagnosis: { cause } }, remotes, now);
}

describe('a closer look', () => {
  it.each<[string, boolean, (call: JudgedCall) => JudgedCall]>([
    ['all is well', false, (call) => call.poll(2000)],
    ['offline', true, (call) => call.tell({ type: 'deviceNetworkChanged', online: false })],
    ['reconnecting', true, (call) => call.tell(phase('reconnecting'))],
    ['lost', true, (call) => call.tell(phase('lost'))],
    ['connecting again', true, (call) => call.tell(phase('reconnecting'), phase('connecting'))],
    [
      'given up',
      false,
      (call) => call.tell(phase('failed'), { type: 'deviceNetworkChanged', online: false }),
    ],
    [
      'left',
      false,
      (call) => call.tell(phase('left'), { type: 'deviceNetworkChanged', online: false }),
    ],
    ['a channel late', true, (call) => call.tell({ type: 'signalingChanged', health: 'late' })],
    ['a channel closed', true, (call) => call.tell({ type: 'signalingChanged', health: 'closed' })],
    ['a channel alive', false, (call) => call.tell({ type: 'signalingChanged', health: 'alive' })],
    ['no media for a quarter of a second', false, (call) => call.poll(250, silence)],
    ['no media for half a second', true, (call) => call.poll(500, silence)],
    [
      'no media, and nobody sends',
      false,
      (call) => call.others({ expectsMedia: false }).poll(5000, silence),
    ],
    ['8 % lost on the way out', true, (call) => call.poll(250, { up: { loss: 0.08 } })],
    ['7 % lost on the way out', false, (call) => call.poll(250, { up: { loss: 0.07 } })],
    ['8 % lost on the way in', true, (call) => call.poll(250, { down: { packets: 23, lost: 2 } })],
    ['7 % lost on the way in', false, (call) => call.poll(250, { down: { packets: 93, lost: 7 } })],
    [
      'nothing received at all yet',
      false,
      (call) => call.poll(250, { down: { packets: 0, lost: 0 } }),
    ],
    [
      'nothing new in reports for 0.4 s',
      true,
      (call) => call.poll(250, { up: { unheardMs: 400 } }),
    ],
    [
      'nothing new in reports for less',
      false,
      (call) => call.poll(250, { up: { unheardMs: 399 } }),
    ],
    [
      'no report about us that was due',
      true,
      (call) => call.poll(250, { up: { reportOverdueMs: 1 } }),
    ],
    ['somebody who hears nothing of us', true, (call) => call.others({ hearNothing: 1 })],
    [
      'somebody who hears nothing of us, and somebody who does',
      false,
      (call) => call.others({ hearNothing: 1, hearUs: 1 }),
    ],
    ['somebody who hears us badly', false, (call) => call.others({ hearBadly: 1 })],
    ['a loss three seconds ago', false, (call) => call.poll(250, { up: { loss: 0.5 } }).wait(3250)],
    [
      'a loss just under three seconds ago',
      true,
      (call) => call.poll(250, { up: { loss: 0.5 } }).wait(3000),
    ],
    [
      'a loss, and a clean poll since',
      false,
      (call) => call.poll(250, { up: { loss: 0.5 } }).poll(250),
    ],
  ])('%s: %s', (_what, deserved, script) => {
    expect(deservesALook(script(watchedCall()))).toBe(deserved);
  });

  it('is deserved by whatever is wrong already, except the end of the call', () => {
    expect(deservesALook(watchedCall(), 'weakUplink')).toBe(true);
    expect(deservesALook(watchedCall(), 'endedByServer')).toBe(false);
  });

  it('is not deserved by a first connect', () => {
    expect(deservesALook(lobby().tell(phase('connecting')))).toBe(false);
    expect(lobby().now).toBe(faultAt);
  });
});
