import { createNetworkStatus, createPromptEngine } from '../../packages/core/src/index.ts';
import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import { idsOf } from '../../packages/core/src/testing/createScenarioPlayer.ts';
import { createFakeSource } from '../../packages/core/src/testing/createFakeSource.ts';
import * as facts from '../../packages/core/src/testing/facts.ts';
import type { Moment, Sequence } from './sequences.ts';
import { createTally, type Tally } from './tally.ts';

const warmUpMs = 20_000;

/** The sequence through the whole pipe. Nobody measures media here: the hard case, in which only the SDK's word counts. */
export function throughNetcue({ moments, lastsMs }: Sequence): Tally {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({ clock, sources: [source], prompts: createPromptEngine });
  const tally = createTally();
  network.prompts.subscribe((state) => {
    tally.see(idsOf(state).join());
    tally.hear(state.announcement?.id ?? '');
  });
  source.emit(
    facts.connecting,
    facts.connected,
    facts.sends({ audio: true, video: true }),
    ...facts.joins('bo'),
  );
  clock.advance(warmUpMs);
  const start = clock.now();
  for (const moment of moments) {
    clock.advance(start + moment.at - clock.now());
    source.emit(...factsOf(moment));
  }
  clock.advance(start + lastsMs - clock.now());
  network.destroy();
  return tally;
}

function factsOf({ connection, quality, online }: Moment) {
  return [
    ...(online === undefined ? [] : [online ? facts.online : facts.offline]),
    ...(connection ? [connection === 'connected' ? facts.reconnected : facts.reconnecting] : []),
    ...(quality ? [facts.scores(quality, quality)] : []),
  ];
}
