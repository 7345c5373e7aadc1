import { createFakeClock } from '../../testing/createFakeClock.ts';
import type { SourceEvent } from '../../events/networkEvent.ts';
import type { NetworkSource } from '../source.ts';

/** What a page has: a constructor of its own, and nothing else of a browser. */
export function createFakePage() {
  let asked = 0;
  class RTCPeerConnection {
    static generateCertificate(): string {
      return 'certificate';
    }
    connectionState = 'new';
    remoteDescription: object | undefined = undefined;
    transceivers: object[] = [{}];
    received = 0;
    async setRemoteDescription(description: object): Promise<string> {
      this.remoteDescription = description;
      return 'set';
    }
    addIceCandidate(candidate: string): string {
      if (candidate === 'wrong') throw new TypeError('wrong candidate');
      return candidate;
    }
    async getStats(): Promise<Map<string, object>> {
      asked += 1;
      this.received += 10;
      const at = performance.now();
      const stream = { id: 'in', type: 'inbound-rtp', kind: 'audio', trackIdentifier: 'track' };
      return new Map([['in', { ...stream, timestamp: at, packetsReceived: this.received }]]);
    }
    getTransceivers(): object[] {
      return this.transceivers;
    }
    close(): void {
      this.connectionState = 'closed';
    }
  }
  const open = () => {
    const connection = new RTCPeerConnection();
    void connection.setRemoteDescription({});
    connection.connectionState = 'connected';
    return connection;
  };
  return { RTCPeerConnection, open, timesAsked: () => asked };
}

/** Attaches a source; `look` lets the next looks happen and gives what they found. */
export function looking(source: NetworkSource) {
  const clock = createFakeClock();
  let events: SourceEvent[] = [];
  const detach = source.subscribe({ clock, emit: (event) => events.push(event) });
  return {
    clock,
    detach,
    async look(times = 4): Promise<SourceEvent[]> {
      events = [];
      for (let count = 0; count < times; count += 1) {
        clock.advance(500);
        for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
      }
      return events;
    },
  };
}

export const measured = (events: readonly SourceEvent[]): string[] => [
  ...new Set(
    events.flatMap((event) => (event.type === 'mediaSampled' ? [event.connectionId] : [])),
  ),
];
