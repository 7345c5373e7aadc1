import type { Quality } from '../../packages/core/src/events/quality.ts';
import type { SdkDriver } from '../../packages/core/src/sources/sdkDrivers.test.helper.ts';
import type { Side } from '../diagnosis/recording.ts';
import type { SdkModel } from './sdkModel.ts';
import type { Ways } from './ways.ts';

type State = { isOnline: boolean; isReconnecting: boolean };
type Levels = readonly [uplink: Quality, downlink: Quality];

/** One word about our own quality, and about everybody's where the SDK tells it. */
export function sayQuality(
  model: SdkModel,
  driver: SdkDriver,
  { ways, waysOf }: { ways: Ways; waysOf: ReadonlyMap<Side, Ways> },
): (now: number, state: State) => void {
  const said = new Map<Side | 'own', string>();
  const say = (whom: Side | 'own', [uplink, downlink]: Levels) => {
    const isRepeated = said.get(whom) === `${uplink} ${downlink}`;
    said.set(whom, `${uplink} ${downlink}`);
    if (model.onChange && isRepeated) return;
    if (whom === 'own') driver.own(uplink, downlink);
    else driver.theirs?.(whom, uplink, downlink);
  };
  const isUnheard = (of: Ways, now: number) => of.silentMs('signalling', now) > 0;
  return (now, state) => {
    // A server that says our level cannot while it is not heard.
    const isMute = model.onChange === true && !state.isReconnecting && isUnheard(ways, now);
    if (!isMute) say('own', levelsOf(model, ways, now, state));
    if (!model.ofOthers || isMute || (state.isReconnecting && !model.onChange)) return;
    const nothing = {
      isOnline: true,
      isReconnecting: state.isReconnecting && model.onChange === true,
    };
    // Of somebody it does not hear, the server knows nothing new.
    for (const [other, theirs] of waysOf)
      if (!isUnheard(theirs, now) || nothing.isReconnecting)
        say(other, levelsOf(model, theirs, now, nothing));
  };
}

function levelsOf(model: SdkModel, ways: Ways, now: number, state: State): Levels {
  const [uplink, downlink] = model.override({
    ...state,
    signallingSilentMs: ways.silentMs('signalling', now),
    uplink: ways.state('up', now),
    downlink: ways.state('down', now),
  });
  const measured = (direction: 'up' | 'down') => {
    const isUp = ways.state(direction, now) === 'connected';
    const path = isUp ? ways.path(direction, now, model.qualityEveryMs) : undefined;
    return path ? model.levelOf(path) : 'unknown';
  };
  return [uplink ?? measured('up'), downlink ?? measured('down')];
}
