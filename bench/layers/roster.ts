import type { SdkDriver } from '../../packages/core/src/sources/sdkDrivers.test.helper.ts';
import type { RecordedEvent, Side } from '../diagnosis/recording.ts';
import type { RecordedSeat } from './modelledSdk.ts';
import { playFrom } from './playFrom.ts';
import type { SdkModel } from './sdkModel.ts';
import type { Ways } from './ways.ts';

/** Who is here, as the SDK's server tells it. */
export interface Roster {
  hearUntil(now: number): void;
  /** Is anybody gone without a word, for as long as the server waits, or back? */
  look(now: number): void;
}

export function createRoster(
  model: SdkModel,
  driver: SdkDriver,
  { screen, recording, others, media, side }: RecordedSeat,
  waysOf: ReadonlyMap<Side, Ways>,
): Roster {
  /** Since when. */
  const present = new Map<Side, number>();
  const dropped = new Set<Side>();
  const isMesh = recording.mode === 'p2p';
  const meet = (other: Side, publishes: boolean, now: number) => {
    if (!present.has(other)) {
      driver.somebodyJoins(other);
      present.set(other, now);
    }
    dropped.delete(other);
    if (publishes) driver.somebodyPublishes(other);
  };
  const miss = (other: Side, says: (userId: string) => void) => {
    if (present.delete(other)) says(other);
  };
  const [first] = others;
  const whom = ({ from, who }: RecordedEvent) => (from ?? who ?? first) as Side;
  const hear: Readonly<Record<string, (event: RecordedEvent) => void>> = {
    presence(event) {
      const { v, ids = [], code, t } = event;
      if (v === 'peers') for (const id of ids) meet(id as Side, isMesh, t);
      if (v === 'join') meet(whom(event), isMesh, t);
      // Who vanished without a word is still in the call, to its server.
      if (v === 'leave' && code !== 1006) miss(whom(event), driver.somebodyLeaves);
    },
    bye: (event) => miss(whom(event), driver.somebodyLeaves),
    subscribed: (event) => meet(whom(event), true, event.t),
  };
  /** For how long their server has not heard of them; of who was not recorded, what came of them here tells. */
  const silentMs = (other: Side, now: number) => {
    const ways = waysOf.get(other);
    if (ways) return ways.silentMs('media', now);
    const at = now - recording.t0;
    const silence = media.silences(side, other)?.findLast(({ from }) => from <= at);
    return silence && silence.to > at && Number.isFinite(silence.from) ? at - silence.from : 0;
  };
  return {
    hearUntil: playFrom(screen, hear),
    look(now) {
      for (const other of [...present.keys(), ...dropped]) {
        const goneMs = Math.min(silentMs(other, now), now - (present.get(other) ?? 0));
        const isGone = goneMs >= (model.dropsAfterMs ?? Infinity);
        if (isGone && present.has(other)) {
          dropped.add(other);
          miss(other, driver.somebodyDrops ?? driver.somebodyLeaves);
        } else if (!isGone && dropped.has(other)) meet(other, true, now);
      }
    },
  };
}
