'use client';

export type { PrecallVerdict } from './judgePrecall.ts';
export type { NetworkMeasures } from './measureNetwork.ts';
export type { PromptAction, ShownPrompt } from './shownPrompt.ts';
export type { ConnectionProgress } from './useConnectionProgress.ts';
export { useConnectionProgress } from './useConnectionProgress.ts';
export type { ConnectionView } from './useConnectionState.ts';
export { useConnectionState } from './useConnectionState.ts';
export { useDetailMessages } from './useDetailMessages.ts';
export { useMessages } from './useMessages.ts';
export { useNetworkBanner } from './useNetworkBanner.ts';
export { useNetworkDiagnosis } from './useNetworkDiagnosis.ts';
export { useNetworkMeasures } from './useNetworkMeasures.ts';
export { useNetworkPrompts } from './useNetworkPrompts.ts';
export type { NetworkQuality } from './useNetworkQuality.ts';
export { useNetworkQuality } from './useNetworkQuality.ts';
export type { NetworkTimelineView } from './useNetworkTimeline.ts';
export { useNetworkTimeline } from './useNetworkTimeline.ts';
export { useNetworkToasts } from './useNetworkToasts.ts';
export type { PrecallCheckState, PrecallOptions } from './usePrecallCheck.ts';
export { usePrecallCheck } from './usePrecallCheck.ts';
export { useRemoteUserBadge } from './useRemoteUserBadge.ts';
export type { RemoteUserPresence } from './useRemoteUserPresence.ts';
export { useRemoteUserPresence } from './useRemoteUserPresence.ts';
export type { HeadlessProviderProps as NetworkStatusProviderProps } from '../context/HeadlessProvider.tsx';
export { HeadlessProvider as NetworkStatusProvider } from '../context/HeadlessProvider.tsx';
export type {
  ActionHandler,
  ActionHandlers,
  KindActionHandlers,
} from '../context/actionHandlers.ts';
export { useNetworkStatus } from '../context/useNetworkStatus.ts';
export type { ProvidingOptions } from '../context/useProviding.ts';
export { mergeMessages } from '../messages/mergeMessages.ts';
export type {
  DetailLabel,
  DetailMessages,
  EndReason,
  Message,
  MessageOverrides,
  MessageParams,
  Messages,
  PromptMessages,
} from '../messages/messages.ts';
