import { describe, expect, it } from 'vitest';
import { initialCall } from './initialCall.ts';

describe('before anybody said anything', () => {
  it('nothing is known, and nothing is wrong', () => {
    expect(initialCall).toMatchObject({
      connection: {
        phase: 'idle',
        cause: 'none',
        willRetry: false,
        recovered: false,
        everConnected: false,
      },
      device: { online: null, networkType: 'unknown', visible: true },
      server: { outcome: 'unknown' },
      other: { outcome: 'unknown' },
      quality: { uplink: { raw: 'unknown', steady: 'unknown', basis: 'sdk', recent: [] } },
      sending: { audio: false, video: false, screen: false, effects: false },
      heard: { state: 'unknown' },
      mediaSeen: false,
      fallback: false,
      autoplayBlocked: false,
    });
  });
});
