import { type Reading, readingOf } from '../diagnosis/reading.ts';
import type { Witness } from '../diagnosis/witness.ts';
import type { NetworkEvent } from '../events/networkEvent.ts';

/** How facts are read now: the core's own way and what the attached sources brought. */
export interface Readings {
  now(): Reading;
  /** Returns how to take them away again. */
  add(witnesses: readonly Witness[]): () => void;
  /** Nobody reads this fact. What to do about it is told once for each kind. */
  isUnread(event: NetworkEvent): boolean;
}

/** The facts that only a witness reads, its name, and with which source it comes. */
const broughtWith: Readonly<Partial<Record<string, readonly [string, string]>>> = {
  mediaSampled: ['mediaWitness', 'webrtc'],
  probeFinished: ['probeWitness', 'reachability'],
  peerReported: ['peerWitness', 'peer-reports'],
};

export function createReadings(warn: (fault: string) => void): Readings {
  const brought = new Set<{ witnesses: readonly Witness[] }>();
  const told = new Set<string>();
  let reading = readingOf([]);

  const collect = () => {
    reading = readingOf([...brought].flatMap(({ witnesses }) => witnesses));
  };

  return {
    now: () => reading,
    add(witnesses) {
      const bringing = { witnesses };
      brought.add(bringing);
      collect();
      return () => {
        brought.delete(bringing);
        collect();
      };
    },
    isUnread({ type }) {
      const [name, source] = broughtWith[type] ?? [];
      if (!name || type in reading.ofCall || type in reading.ofUser) return false;
      if (!told.has(type)) warn(unreadText(type, name, source!));
      told.add(type);
      return true;
    },
  };
}

function unreadText(type: string, name: string, source: string): string {
  return (
    `${type} is recorded and not read, as no attached source brings its witness. ` +
    `Give yours: witnesses: [${name}], from @netcue/core/${source}.`
  );
}
