import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../events/networkEvent.ts';
import { agora } from './agora/agora.ts';
import { attachSource, createFakeEmitter } from './attachSource.test.helper.ts';
import { ended, failed, token } from './expectedFacts.test.helper.ts';
import { livekit } from './livekit/livekit.ts';
import { nertc } from './nertc/nertc.ts';
import type { CallSource } from './source.ts';
import { startCall } from './sourceBehaviour.test.helper.ts';
import { trtc } from './trtc/trtc.ts';
import { volcengine } from './volcengine/volcengine.ts';
import { Room } from 'livekit-client';
import { sdkDrivers } from './sdkDrivers.test.helper.ts';

const sources: Record<string, () => CallSource> = {
  volcengine: () => volcengine(createFakeEmitter()),
  nertc: () => nertc({ ...createFakeEmitter(), getConnectionState: () => 'DISCONNECTED' }),
  agora: () =>
    agora({ ...createFakeEmitter(), connectionState: 'DISCONNECTED', remoteUsers: [], uid: 1 }),
  trtc: () => trtc(createFakeEmitter()),
  livekit: () => livekit(new Room()),
};

const invalid = token('session', 'invalid');
const rows: [sdk: string, error: unknown, facts: SourceEvent[]][] = [
  ['volcengine', { code: 'INVALID_TOKEN' }, [invalid, ...ended('tokenInvalid', 'INVALID_TOKEN')]],
  ['volcengine', { code: 'ROOM_FORBIDDEN' }, ended('bannedChannel', 'ROOM_FORBIDDEN')],
  ['volcengine', { code: 'USER_FORBIDDEN' }, ended('bannedUser', 'USER_FORBIDDEN')],
  ['volcengine', { code: 'JOIN_ROOM_FAILED' }, [failed('joinFailed', 'JOIN_ROOM_FAILED')]],
  ['volcengine', { code: 'SOMETHING_NEW' }, [failed('joinFailed', 'SOMETHING_NEW')]],
  ['nertc', { code: 403 }, [invalid, ...ended('tokenInvalid', 403)]],
  ['nertc', { code: 414 }, ended('badParams', 414)],
  ['nertc', 10461, [failed('network', 10461)]],
  ['agora', { code: 'UID_CONFLICT' }, ended('duplicateLogin', 'UID_CONFLICT')],
  ['agora', { code: 'OPERATION_ABORTED' }, []],
  ['trtc', { code: 5000 }, ended('badParams', 5000)],
  ['trtc', { code: 5500 }, [failed('network', 5500)]],
  ['livekit', { reason: 0, status: 401 }, [invalid, ...ended('tokenInvalid', 401)]],
  ['livekit', { reason: 1 }, [failed('network', 1)]],
  ['livekit', { reason: 3 }, []],
];

it.each(rows)('%s rejects a join with %o', (sdk, error, facts) => {
  const source = sources[sdk]!();
  const attached = attachSource(source);
  attached.facts();
  source.reportJoinError(error);
  expect(attached.facts()).toEqual(facts);
  attached.detach();
  source.reportJoinError(error);
  expect(attached.facts()).toEqual([]);
});

describe('whatever is handed in', () => {
  const getter = Object.defineProperty({}, 'code', {
    get() {
      throw new Error('hostile');
    },
  });
  it.each([undefined, null, {}, 'no', Number.NaN, Object.create(null), getter])(
    'is %o: never thrown on',
    (error) => {
      const source = sources['volcengine']!();
      const attached = attachSource(source);
      expect(() => source.reportJoinError(error)).not.toThrow();
      expect(attached.facts()).toHaveLength(1);
    },
  );
});

it('is told on screen, and a second try is one', () => {
  const { driver, clock, shown, phase } = startCall(sdkDrivers['volcengine']!);
  driver.joins();
  (driver.source as CallSource).reportJoinError({ code: 'INVALID_TOKEN' });
  clock.advance(100);
  expect(shown()).toEqual(['join.failed']);
  driver.joins();
  driver.joined();
  clock.advance(3000);
  expect(phase()).toBe('connected');
  expect(shown()).not.toContain('join.failed');
});
