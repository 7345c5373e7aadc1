import { agora } from './agora/agora.ts';
import { agoraNative } from './agoraNative/agoraNative.ts';
import { livekit } from './livekit/livekit.ts';
import { nertc } from './nertc/nertc.ts';
import { nertcNative } from './nertcNative/nertcNative.ts';
import { nertcReactNative } from './nertcNative/nertcReactNative.ts';
import type { NetworkSource } from './source.ts';
import { trtc } from './trtc/trtc.ts';
import { trtcNative } from './trtcNative/trtcNative.ts';
import { trtcReactNative } from './trtcNative/trtcReactNative.ts';
import { volcengine } from './volcengine/volcengine.ts';
import { volcengineNative } from './volcengineNative/volcengineNative.ts';

// A source touches its SDK only once it is attached, so a stand-in is enough to read what it declares.
const nobody = {} as never;

/** Every SDK source by its subpath, for docs only. */
export const sdkSources: Readonly<Record<string, NetworkSource>> = {
  volcengine: volcengine(nobody),
  'volcengine-native': volcengineNative(nobody),
  nertc: nertc(nobody),
  'nertc-native': nertcNative(nobody),
  'nertc-react-native': nertcReactNative(nobody),
  agora: agora(nobody, { sdk: nobody }),
  'agora-native': agoraNative(nobody),
  trtc: trtc(nobody),
  'trtc-native': trtcNative(nobody),
  'trtc-react-native': trtcReactNative(nobody),
  livekit: livekit(nobody),
};
