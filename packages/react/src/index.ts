'use client';

export type { NetworkBannerProps } from './components/NetworkBanner/NetworkBanner.tsx';
export { NetworkBanner } from './components/NetworkBanner/NetworkBanner.tsx';
export type { NetworkDetailsProps } from './components/NetworkDetails/NetworkDetails.tsx';
export { NetworkDetails } from './components/NetworkDetails/NetworkDetails.tsx';
export type { NetworkStatusProviderProps } from './components/NetworkStatusProvider/NetworkStatusProvider.tsx';
export { NetworkStatusProvider } from './components/NetworkStatusProvider/NetworkStatusProvider.tsx';
export type { NetworkTimelineProps } from './components/NetworkTimeline/NetworkTimeline.tsx';
export { NetworkTimeline } from './components/NetworkTimeline/NetworkTimeline.tsx';
export type { NetworkToasterProps } from './components/NetworkToaster/NetworkToaster.tsx';
export { NetworkToaster } from './components/NetworkToaster/NetworkToaster.tsx';
export type { PrecallCheckProps } from './components/PrecallCheck/PrecallCheck.tsx';
export { PrecallCheck } from './components/PrecallCheck/PrecallCheck.tsx';
export type { RemoteUserBadgeProps } from './components/RemoteUserBadge/RemoteUserBadge.tsx';
export { RemoteUserBadge } from './components/RemoteUserBadge/RemoteUserBadge.tsx';
export type { SignalBarsProps } from './components/SignalBars/SignalBars.tsx';
export { SignalBars } from './components/SignalBars/SignalBars.tsx';
export type { PromptComponentProps } from './components/surface/PromptSurface.tsx';
export type { HeadlessProviderProps } from './context/HeadlessProvider.tsx';
export type {
  ActionHandler,
  ActionHandlers,
  KindActionHandlers,
} from './context/actionHandlers.ts';
export { useNetworkStatus } from './context/useNetworkStatus.ts';
export type { ProvidingOptions } from './context/useProviding.ts';
export type { PrecallVerdict } from './hooks/judgePrecall.ts';
export type { NetworkMeasures } from './hooks/measureNetwork.ts';
export type { PromptAction, ShownPrompt } from './hooks/shownPrompt.ts';
export type { ConnectionProgress } from './hooks/useConnectionProgress.ts';
export { useConnectionProgress } from './hooks/useConnectionProgress.ts';
export type { ConnectionView } from './hooks/useConnectionState.ts';
export { useConnectionState } from './hooks/useConnectionState.ts';
export { useDetailMessages } from './hooks/useDetailMessages.ts';
export { useMessages } from './hooks/useMessages.ts';
export { useNetworkBanner } from './hooks/useNetworkBanner.ts';
export { useNetworkDiagnosis } from './hooks/useNetworkDiagnosis.ts';
export { useNetworkMeasures } from './hooks/useNetworkMeasures.ts';
export { useNetworkPrompts } from './hooks/useNetworkPrompts.ts';
export type { NetworkQuality } from './hooks/useNetworkQuality.ts';
export { useNetworkQuality } from './hooks/useNetworkQuality.ts';
export type { NetworkTimelineView } from './hooks/useNetworkTimeline.ts';
export { useNetworkTimeline } from './hooks/useNetworkTimeline.ts';
export { useNetworkToasts } from './hooks/useNetworkToasts.ts';
export type { PrecallCheckState, PrecallOptions } from './hooks/usePrecallCheck.ts';
export { usePrecallCheck } from './hooks/usePrecallCheck.ts';
export { useRemoteUserBadge } from './hooks/useRemoteUserBadge.ts';
export type { RemoteUserPresence } from './hooks/useRemoteUserPresence.ts';
export { useRemoteUserPresence } from './hooks/useRemoteUserPresence.ts';
export { mergeMessages } from './messages/mergeMessages.ts';
export type {
  DetailLabel,
  DetailMessages,
  EndReason,
  Message,
  MessageOverrides,
  MessageParams,
  Messages,
  PromptMessages,
} from './messages/messages.ts';
export { promptText } from './messages/promptText.ts';
