import type { SdkDriver } from '../../packages/core/src/sources/sdkDrivers.test.helper.ts';
import type { Media } from '../diagnosis/media.ts';
import type { RecordedScreen, Recording, Side } from '../diagnosis/recording.ts';
import { createConnection } from './connection.ts';
import { createRoster } from './roster.ts';
import { sayQuality } from './sayQuality.ts';
import type { SdkModel } from './sdkModel.ts';
import { createWays, type Ways } from './ways.ts';

/** One screen of a recorded call, and who else is in it. */
export interface RecordedSeat {
  screen: RecordedScreen;
  recording: Recording;
  others: readonly Side[];
  media: Media;
  side: Side;
}

const everyMs = 100;
// Its first word about quality comes so long after joining (VolcEngine's bundle).
const firstQualityMs = 300;

/** An SDK on one recorded screen: says through its driver what its model has it say, up to `now`. */
export function createModelledSdk(
  model: SdkModel,
  driver: SdkDriver,
  seat: RecordedSeat,
): (now: number) => void {
  const ways = createWays(seat.screen, seat.recording);
  const waysOf = waysOfOthers(seat);
  const connection = createConnection(model, driver, seat, ways);
  const roster = createRoster(model, driver, seat, waysOf);
  const quality = sayQuality(model, driver, { ways, waysOf });
  let looksAt = Number.NEGATIVE_INFINITY;
  let saysAt: number | undefined;
  return (now) => {
    connection.hearUntil(now);
    roster.hearUntil(now);
    if (now < looksAt) return;
    looksAt = now + everyMs;
    connection.look(now);
    if (connection.phase() === 'connected') roster.look(now);
    saysAt ??= connection.phase() === 'connected' ? now + firstQualityMs : undefined;
    if (saysAt === undefined || now < saysAt || connection.phase() === 'over') return;
    saysAt += model.qualityEveryMs;
    quality(now, connection.state());
  };
}

function waysOfOthers({ others, recording }: RecordedSeat): ReadonlyMap<Side, Ways> {
  return new Map(
    others.flatMap((other): [Side, Ways][] => {
      const screen = recording[other];
      return screen ? [[other, createWays(screen, recording)]] : [];
    }),
  );
}
