'use client';

export type {
  ActionHandler,
  ActionHandlers,
  KindActionHandlers,
} from '../context/actionHandlers.ts';
export type { HeadlessProviderProps as NetworkStatusProviderProps } from '../context/HeadlessProvider.tsx';
export { HeadlessProvider as NetworkStatusProvider } from '../context/HeadlessProvider.tsx';
export { useNetworkStatus } from '../context/useNetworkStatus.ts';
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
export { mergeMessages } from '../messages/mergeMessages.ts';
export type { PromptAction, ShownPrompt } from './shownPrompt.ts';
export type { ConnectionProgress } from './useConnectionProgress.ts';
export { useConnectionProgress } from './useConnectionProgress.ts';
export type { ConnectionView } from './useConnectionState.ts';
export { useConnectionState } from './useConnectionState.ts';
export { useMessages } from './useMessages.ts';
export { useNetworkBanner } from './useNetworkBanner.ts';
export { useNetworkDiagnosis } from './useNetworkDiagnosis.ts';
export { useNetworkPrompts } from './useNetworkPrompts.ts';
export type { NetworkQuality } from './useNetworkQuality.ts';
export { useNetworkQuality } from './useNetworkQuality.ts';
export type { NetworkTimelineView } from './useNetworkTimeline.ts';
export { useNetworkTimeline } from './useNetworkTimeline.ts';
export { useNetworkToasts } from './useNetworkToasts.ts';
export { useRemoteUserBadge } from './useRemoteUserBadge.ts';
export type { RemoteUserPresence } from './useRemoteUserPresence.ts';
export { useRemoteUserPresence } from './useRemoteUserPresence.ts';
export type { NetworkMeasures } from './measureNetwork.ts';
export { useNetworkMeasures } from './useNetworkMeasures.ts';
export type { PrecallVerdict } from './judgePrecall.ts';
export type { PrecallCheckState, PrecallOptions } from './usePrecallCheck.ts';
export { usePrecallCheck } from './usePrecallCheck.ts';
export { useDetailMessages } from './useDetailMessages.ts';
