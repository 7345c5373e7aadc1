import type { Impairment } from '../protocol/harm.ts';
import type { LinkCount } from '../protocol/labMessage.ts';
import { createDelayLine } from './delayLine.ts';
import { idleLink, passPacket } from './impairment.ts';

/** One direction of one person's network: every packet of every pair crosses it. */
export interface Link {
  count: LinkCount;
  send(bytes: number, deliver: () => void): void;
  close(): void;
}

export function createLink(
  impairment: () => Impairment,
  random: () => number = Math.random,
  now = () => performance.now(),
): Link {
  const state = idleLink();
  const line = createDelayLine(now);
  const count: LinkCount = { passed: 0, lost: 0, bytes: 0 };
  return {
    count,
    send(bytes, deliver) {
      const passage = passPacket(state, impairment(), bytes, now(), random);
      if ('dropped' in passage) {
        count.lost += 1;
        return;
      }
      count.passed += 1;
      count.bytes += bytes;
      line.push(passage.arriveAt, deliver);
    },
    close: () => line.close(),
  };
}
