import { sdkDrivers } from '../../packages/core/src/sources/sdkDrivers.test.helper.ts';
import { createMedia } from '../diagnosis/media.ts';
import { peopleOf } from '../diagnosis/recording.ts';
import { type MakeSources, sourcesBeside } from '../diagnosis/recordedSources.ts';
import { createModelledSdk } from './modelledSdk.ts';
import type { SdkModel } from './sdkModel.ts';

/** The SDK's real source over an object that says what the model has it say, and beside it what the layer brings. */
export function modelledSources(model: SdkModel): MakeSources {
  return (screen, recording, others, clock, without) => {
    const beside = sourcesBeside(screen, recording, others, clock, without);
    const makeDriver = sdkDrivers[model.source];
    const side = peopleOf(recording).find((one) => recording[one] === screen);
    if (!makeDriver || !side) throw new Error(`Nobody drives "${model.source}" on this screen.`);
    const driver = makeDriver();
    const media = createMedia(recording);
    const say = createModelledSdk(model, driver, { screen, recording, others, media, side });
    const device = screen.ev.filter(({ k }) => k === 'online' || k === 'offline');
    return {
      sources: [...beside.sources, driver.source],
      playUntil(now) {
        for (let [next] = device; next && next.t <= now; [next] = device) {
          device.shift();
          beside.onDevice(next.k as 'online' | 'offline');
        }
        say(now);
      },
    };
  };
}
