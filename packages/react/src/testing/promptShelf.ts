import type {
  BuiltInPromptKind,
  NetworkStatus,
  Prompt,
  PromptParams,
  PromptState,
  Severity,
  Surface,
} from '@netcue/core';
import { createStore } from 'zustand/vanilla';

/** A network whose prompts are put up by hand: for looking at every prompt, not for telling how one comes about. */
export interface PromptShelf {
  network: NetworkStatus;
  show(state: Partial<PromptState>): void;
  dismissed: string[];
}

const empty: PromptState = {
  banner: null,
  toasts: [],
  badges: new Map(),
  inline: [],
  announcement: null,
};

export function createPromptShelf(
  base: NetworkStatus,
  shown: Partial<PromptState> = {},
): PromptShelf {
  const prompts = createStore<PromptState>(() => ({ ...empty, ...shown }));
  const dismissed: string[] = [];
  const without = (id: string, all: readonly Prompt<string>[]) =>
    all.filter((one) => one.id !== id);
  return {
    dismissed,
    network: {
      ...base,
      prompts,
      // Nothing is decided here.
      attachPrompts() {},
      dismiss(id) {
        dismissed.push(id);
        prompts.setState(({ banner, toasts }) => ({
          banner: banner?.id === id ? null : banner,
          toasts: without(id, toasts),
        }));
      },
    },
    show: (state) => prompts.setState({ ...empty, ...state }),
  };
}

const severities: Readonly<Record<BuiltInPromptKind, Severity>> = {
  'ended.byServer': 'error',
  'local.failed': 'error',
  'join.failed': 'error',
  'local.offline': 'error',
  'local.noInternet': 'error',
  'local.lost': 'error',
  'local.serverUnreachable': 'error',
  'local.reconnecting': 'warning',
  'local.mediaInterrupted': 'warning',
  'local.notHeard': 'warning',
  'local.resumed': 'info',
  'join.slow': 'info',
  'local.signalingOnly': 'info',
  'weak.severe': 'warning',
  'weak.both': 'warning',
  'weak.up': 'warning',
  'weak.down': 'warning',
  'local.restored': 'success',
  'weak.device': 'info',
  'remote.many': 'warning',
  'remote.dropped': 'warning',
  'remote.interrupted': 'warning',
  'remote.returned': 'success',
  'weak.restored': 'success',
  'network.changed': 'info',
  'remote.weak': 'info',
  'remote.videoPaused': 'info',
  'remote.left': 'info',
  'precall.poor': 'warning',
};

/** Every kind there is, in the catalogue's order. */
export const promptKinds = Object.keys(severities) as BuiltInPromptKind[];

const params = {
  'ended.byServer': { reason: 'duplicateLogin' },
  'weak.both': { betweenUs: false },
  'remote.many': { count: 3 },
  'remote.dropped': { name: 'Maya', neutral: false },
  'remote.interrupted': { name: 'Maya' },
  'remote.returned': { name: 'Maya' },
  'remote.weak': { name: 'Maya' },
  'remote.videoPaused': { name: 'Maya' },
  'remote.left': { name: 'Maya' },
  'network.changed': { network: 'cellular' },
} satisfies Partial<PromptParams>;

/** A prompt as core would make it, near enough to be drawn. */
export function aPrompt(
  kind: BuiltInPromptKind,
  change: Partial<Prompt<string>> = {},
): Prompt<string> {
  const userId = kind.startsWith('remote.') && kind !== 'remote.many' ? 'maya' : undefined;
  const surface: Surface = userId ? 'toast' : 'banner';
  return {
    id: userId ? `${kind}:${userId}` : kind,
    kind,
    severity: severities[kind],
    surface,
    priority: 50,
    live: 'polite',
    params: params[kind as keyof typeof params] ?? {},
    actions: [],
    dismissible: false,
    began: Date.now(),
    shownAt: Date.now(),
    rule: 'shown by hand',
    evidence: [],
    ...(userId && { userId }),
    ...change,
  };
}
