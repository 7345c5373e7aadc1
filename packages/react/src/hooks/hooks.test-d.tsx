import type {
  ActionId,
  CallDiagnosis,
  CallDiagnosisCause,
  NetworkStatus,
  Phase,
  Presence,
  Prompt,
  PromptState,
  Quality,
} from '@netcue/core';
import {
  type ActionHandlers,
  type MessageOverrides,
  type Messages,
  NetworkBanner,
  type NetworkQuality,
  NetworkStatusProvider,
  RemoteUserBadge,
  type ShownPrompt,
  SignalBars,
  useConnectionState,
  useNetworkBanner,
  useNetworkDiagnosis,
  useNetworkPrompts,
  useNetworkQuality,
  useNetworkStatus,
  useNetworkToasts,
  useRemoteUserBadge,
  useRemoteUserPresence,
} from '@netcue/react';
import { en } from '@netcue/react/locales/en';
import { zhCN } from '@netcue/react/locales/zh-CN';
import { expectTypeOf, it } from 'vitest';

declare module '@netcue/core' {
  interface PromptParams {
    'recording.delayed': { seconds: number };
  }
  interface OwnActions {
    callSupport: true;
  }
}

it('gives hooks the vocabulary of core', () => {
  expectTypeOf(useNetworkStatus).returns.toEqualTypeOf<NetworkStatus>();
  expectTypeOf(useConnectionState).returns.toHaveProperty('phase').toEqualTypeOf<Phase>();
  expectTypeOf(useConnectionState)
    .returns.toHaveProperty('diagnosis')
    .toEqualTypeOf<CallDiagnosisCause>();
  expectTypeOf(useNetworkQuality).toBeCallableWith();
  expectTypeOf(useNetworkQuality).toBeCallableWith('maya');
  expectTypeOf(useNetworkQuality('maya')).toEqualTypeOf<NetworkQuality>();
  expectTypeOf(useNetworkQuality('maya', ({ level }) => level)).toEqualTypeOf<Quality>();
  // @ts-expect-error -- a new object at every look would render for ever
  useNetworkQuality('maya', ({ level }) => ({ level }));
  expectTypeOf<NetworkQuality['level']>().toEqualTypeOf<Quality>();
  expectTypeOf(useRemoteUserPresence)
    .returns.toHaveProperty('presence')
    .toEqualTypeOf<Presence | 'unknown'>();
  expectTypeOf(useNetworkPrompts).returns.toEqualTypeOf<PromptState>();
  expectTypeOf(useNetworkDiagnosis).returns.toEqualTypeOf<CallDiagnosis>();
});

it('gives the hooks behind components a prompt in words', () => {
  expectTypeOf(useNetworkBanner).returns.toEqualTypeOf<ShownPrompt | null>();
  expectTypeOf(useRemoteUserBadge).returns.toEqualTypeOf<ShownPrompt | null>();
  expectTypeOf(useNetworkToasts).returns.toEqualTypeOf<readonly ShownPrompt[]>();
  expectTypeOf<ShownPrompt['prompt']>().toEqualTypeOf<Prompt<string>>();
});

it('needs a user for what is about one', () => {
  expectTypeOf(useRemoteUserPresence).parameters.toEqualTypeOf<[userId: string]>();
  expectTypeOf(SignalBars).toBeCallableWith({ userId: 'maya', name: 'Maya' });
  expectTypeOf(RemoteUserBadge).toBeCallableWith({ userId: 'maya' });
});

it('knows every action, by id and by kind of prompt', () => {
  expectTypeOf<keyof ActionHandlers>().toEqualTypeOf<ActionId>();
  expectTypeOf(NetworkBanner).toBeCallableWith({
    actions: { leave: () => {}, 'local.lost': { retry: () => {} } },
  });
  expectTypeOf<{ hangUp: () => void }>().not.toExtend<ActionHandlers>();
});

it('takes a language, and words of your own for some of it', () => {
  expectTypeOf(en).toEqualTypeOf<Messages>();
  expectTypeOf(zhCN).toEqualTypeOf<Messages>();
  expectTypeOf(NetworkStatusProvider).toBeCallableWith({
    network: {} as NetworkStatus,
    locale: zhCN,
    messages: {
      someone: '对方',
      prompts: {
        'local.offline': '没网了',
        'remote.many': ({ count }) => `${count.toFixed()}人`,
        'remote.returned': ({ name }) => name.trim(),
      },
    },
  });
  expectTypeOf<{ prompts: { 'local.ofline': string } }>().not.toExtend<MessageOverrides>();
});

it('types messages and actions you add to core', () => {
  expectTypeOf<{
    prompts: { 'recording.delayed': (params: { seconds: number }) => string };
    actions: { callSupport: string };
  }>().toExtend<MessageOverrides>();
  expectTypeOf<{ callSupport: () => void }>().toExtend<ActionHandlers>();
});
