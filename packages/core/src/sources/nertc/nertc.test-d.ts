import type NERTC from 'nertc-web-sdk';
import { expectTypeOf, it } from 'vitest';
import type { CallSource } from '../source.ts';
import { type NertcClient, nertc } from './nertc.ts';

type Client = ReturnType<typeof NERTC.createClient>;

it("takes the SDK's own client", () => {
  expectTypeOf<Client>().toExtend<NertcClient>();
  expectTypeOf(nertc).toBeCallableWith({} as Client);
  expectTypeOf(nertc).returns.toEqualTypeOf<CallSource>();
});

// `notAllowedError` reaches clients too, but is declared for streams only.
it('listens to callbacks the SDK declares, and reads fields it declares', () => {
  const listen = (client: Client) => {
    client.on('connection-state-change', ({ curState, prevState, reconnect }) => {
      expectTypeOf(curState).toEqualTypeOf<
        'DISCONNECTED' | 'CONNECTING' | 'CONNECTED' | 'DISCONNECTING'
      >();
      expectTypeOf(prevState).toEqualTypeOf(curState);
      expectTypeOf(reconnect).toBeBoolean();
    });
    client.on('network-quality', (members) => {
      expectTypeOf(members).items.toHaveProperty('uplinkNetworkQuality');
      expectTypeOf(members).items.toHaveProperty('downlinkNetworkQuality');
      expectTypeOf(members).items.toHaveProperty('uid');
    });
    client.on('peer-online', ({ uid }) => expectTypeOf(uid).toEqualTypeOf<string | number>());
    client.on('peer-leave', ({ uid, reason }) => {
      expectTypeOf(uid).toEqualTypeOf<string | number>();
      expectTypeOf(reason).toExtend<number>();
    });
    for (const added of [true, false]) {
      const heard = ({
        stream,
        mediaType,
      }: {
        stream: { getId(): unknown };
        mediaType: string;
      }) => [stream, mediaType, added];
      client.on('stream-added', heard);
      client.on('stream-removed', heard);
    }
    const aboutUser = ({ uid }: { uid: string | number }) => uid;
    client.on('mute-audio', aboutUser);
    client.on('unmute-audio', aboutUser);
    client.on('mute-audio-slave', aboutUser);
    client.on('unmute-audio-slave', aboutUser);
    client.on('mute-video', aboutUser);
    client.on('unmute-video', aboutUser);
    client.on('mute-screen', aboutUser);
    client.on('unmute-screen', aboutUser);
    client.on('client-banned', aboutUser);
    client.on('uid-duplicate', () => {});
    client.on('channel-closed', () => {});
    client.on('error', (word) => expectTypeOf(word).toBeString());
    client.on('warning', ({ code, reason }) => {
      expectTypeOf(code).toBeNumber();
      expectTypeOf(reason).toBeString();
    });
    client.on('permkey-will-expire');
    client.on('permkey-timeout');
    client.on('crypt-error', () => {});
    client.on('exception', ({ msg, uid }) => [msg, uid]);
    client.on('audioVideoBanned', ({ uid, mediaType, state }) => [uid, mediaType, state]);
  };
  expectTypeOf(listen).toBeFunction();
});
