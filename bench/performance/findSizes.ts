import { apps, kB, sizeOf } from '../../scripts/sizes.ts';
import type { Found } from './plan.ts';

/** Of what is built: `pnpm build` first. */
export async function findSizes(): Promise<Found> {
  const shown = async (code: string) => `${((await sizeOf(code)).gzip / kB).toFixed(1)} kB`;
  return {
    sizeHooks: await shown(apps.hooks.code),
    sizeScreen: await shown(apps.screen.code),
    sizeMore: await shown(apps.more.code),
  };
}
