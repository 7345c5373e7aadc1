import {
  definePromptPolicy,
  type Prompt,
  type PromptKind,
  type PromptPolicy,
  type PromptRule,
} from '@netcue/core';
import { expectTypeOf, test } from 'vitest';

declare module '@netcue/core' {
  interface PromptParams {
    'recording.delayed': { seconds: number };
    'remote.muted': { name: string };
  }
  interface OwnActions {
    callSupport: true;
  }
}

test('any number of any rule can be changed', () => {
  const policy = definePromptPolicy({
    weakCap: 1,
    prompts: {
      'local.reconnecting': { delayMs: 4_000, actions: ['leave', 'callSupport'] },
      'remote.interrupted': { oneToOne: { delayMs: 1_000 } },
    },
  });
  expectTypeOf(policy.weakCap).toEqualTypeOf<number>();
  expectTypeOf(policy.prompts['local.reconnecting']).toEqualTypeOf<PromptRule | undefined>();
});

test('what does not exist cannot be changed', () => {
  // @ts-expect-error no such number
  definePromptPolicy({ weakCapp: 1 });
  // @ts-expect-error no such kind
  definePromptPolicy({ prompts: { 'local.unheardOf': { delayMs: 1 } } });
  // @ts-expect-error no such part of a rule
  definePromptPolicy({ prompts: { 'local.lost': { delay: 1 } } });
  // @ts-expect-error no such action
  definePromptPolicy({ prompts: { 'local.lost': { actions: ['dance'] } } });
  // @ts-expect-error no such surface
  definePromptPolicy({ prompts: { 'local.lost': { surfaces: ['modal'] } } });
  expectTypeOf(definePromptPolicy).returns.toEqualTypeOf<PromptPolicy>();
});

test('an own kind has its own trigger, parameters and actions', () => {
  definePromptPolicy({
    prompts: {
      'recording.delayed': {
        severity: 'info',
        actions: ['callSupport'],
        when(view, now) {
          expectTypeOf(now).toEqualTypeOf<number>();
          expectTypeOf(view.remoteCount).toEqualTypeOf<number>();
          return view.call.fallback && { began: now, params: { seconds: 3 } };
        },
      },
      'remote.muted': {
        perRemote: true,
        when: (_view, _now, remote) => remote.quiet && { params: { name: remote.userId } },
      },
    },
  });
  definePromptPolicy({
    prompts: {
      // @ts-expect-error seconds is a number
      'recording.delayed': { when: () => ({ params: { seconds: 'three' } }) },
    },
  });
  expectTypeOf<PromptKind>().extract<'recording.delayed'>().not.toBeNever();
});

test('an own kind is a prompt like any other', () => {
  expectTypeOf<Prompt<'recording.delayed'>['params']>().toEqualTypeOf<{ seconds: number }>();
  expectTypeOf<Prompt<'weak.both'>['params']>().toEqualTypeOf<{ betweenUs: boolean }>();
  expectTypeOf<'callSupport'>().toExtend<Prompt['actions'][number]>();
});
