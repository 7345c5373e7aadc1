import type { NetworkType } from '../events/networkEvent.ts';

/** `NetworkType` as the native SDKs of Agora and VolcEngine number it (their type declarations). */
export const networkTypeNumbers: Readonly<Record<number, NetworkType>> = {
  [-1]: 'unknown',
  0: 'none',
  1: 'lan',
  2: 'wifi',
  3: '2g',
  4: '3g',
  5: '4g',
  6: '5g',
};
