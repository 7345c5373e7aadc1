import { describe, expect, it } from 'vitest';
import { createNetworkStatus } from '../createNetworkStatus.ts';
import type { Witness } from '../diagnosis/witness.ts';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { createFakeSource } from '../testing/createFakeSource.ts';
import * as facts from '../testing/facts.ts';
import { replayTimeline } from '../testing/replayTimeline.ts';
import { mediaWitness } from '../witnesses/mediaWitness.ts';
import { peerWitness } from '../witnesses/peerWitness.ts';
import { probeWitness } from '../witnesses/probeWitness.ts';
import { createPeerReports } from './peerReports/peerReports.ts';
import { reachability } from './reachability/reachability.ts';
import { webrtc } from './webrtc/webrtc.ts';

it('who says what only a witness can read brings it', () => {
  const silent = { userId: 'me', send: () => {}, onMessage: () => {} };
  expect(webrtc([]).witnesses).toEqual([mediaWitness]);
  expect(reachability({ server: 'https://calls.example/' }).witnesses).toEqual([probeWitness]);
  expect(createPeerReports(silent).witnesses).toEqual([peerWitness]);
});

describe('a fact whose witness is not attached', () => {
  const sample: SourceEvent = {
    type: 'mediaSampled',
    connectionId: 'pc0',
    intervalMs: 500,
    state: 'connected',
    streams: [{ streamId: 'a', userId: 'maya', media: 'audio', packets: 20, lost: 0 }],
    uplink: { packets: 25, kbps: 300, audio: true, video: true },
    downlink: { packets: 20, lost: 0, kbps: 300, bytes: 20_000 },
  };
  const probe: SourceEvent = {
    type: 'probeFinished',
    target: 'server',
    outcome: 'timedOut',
    sentAt: 0,
    tookMs: 1500,
  };
  const report: SourceEvent = { type: 'peerReported', userId: 'jon', uplink: 'bad' };

  function callWith(witnesses: readonly Witness[], ...said: readonly SourceEvent[]) {
    const clock = createFakeClock();
    const source = createFakeSource({ witnesses });
    const network = createNetworkStatus({ clock, sources: [source] });
    const initial = network.store.getState();
    source.emit(...said);
    const types = network.timeline.entries().map(({ detail }) => detail.type);
    const warnings = network.timeline
      .entries()
      .flatMap(({ detail }) => (detail.type === 'warningRaised' ? [String(detail.text)] : []));
    return { network, clock, source, initial, types, warnings };
  }

  it.each([
    ['mediaWitness', 'webrtc', sample],
    ['probeWitness', 'reachability', probe],
    ['peerWitness', 'peer-reports', report],
  ] as const)('is recorded, changes nothing and asks for %s, once', (name, entry, fact) => {
    const { network, initial, types, warnings } = callWith([], fact, fact);
    expect(types.filter((type) => type === fact.type)).toHaveLength(2);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`witnesses: [${name}], from @netcue/core/${entry}`);
    expect(network.store.getState()).toBe(initial);
    expect(network.users.ids()).toEqual([]);
  });

  it('is read where any attached source brings it, for as long as it does', () => {
    const { network, source, warnings } = callWith([], facts.connected);
    const detach = network.attach(createFakeSource({ witnesses: [mediaWitness] }));
    source.emit(sample);
    expect(Object.keys(network.store.getState().media)).toEqual(['pc0']);
    detach();
    source.emit({ ...sample, connectionId: 'pc1' });
    expect(Object.keys(network.store.getState().media)).toEqual(['pc0']);
    expect(warnings).toEqual([]);
  });

  it('is not read in a replay either', () => {
    const { network } = callWith([probeWitness], facts.connected, sample, probe);
    const replayed = replayTimeline(network.timeline.export()).network.store.getState();
    expect(replayed.media).toEqual({});
    expect(replayed.server.outcome).toBe('timedOut');
  });
});
