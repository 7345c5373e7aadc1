export type { Clock } from './clock/clock.ts';
export { systemClock } from './clock/clock.ts';
export type { NetworkStatusOptions } from './createNetworkStatus.ts';
export { createNetworkStatus } from './createNetworkStatus.ts';
export type { Witness } from './diagnosis/witness.ts';
export type {
  CallDiagnosis,
  CallEvidence,
  CallSign,
  CallDiagnosisCause,
  Evidence,
  RemoteDiagnosis,
  RemoteDiagnosisCause,
} from './diagnosis/diagnosis.ts';
export { isMesh } from './diagnosis/mediaSigns.ts';
export { isOutage } from './diagnosis/outage.ts';
export type {
  Cause,
  LeaveReason,
  LinkState,
  Media,
  NetworkEvent,
  NetworkFact,
  NetworkType,
  Phase,
  ProbeOutcome,
  ProbeTarget,
  RawCallback,
  SourceEvent,
  UnpublishReason,
} from './events/networkEvent.ts';
export type { Quality } from './events/quality.ts';
export type {
  PromptEngine,
  PromptEngineMaker,
  PromptEngineOptions,
} from './prompts/createPromptEngine.ts';
export { createPromptEngine } from './prompts/createPromptEngine.ts';
export type {
  ActionId,
  BuiltInPromptKind,
  BuiltInPromptParams,
  OwnActions,
  Prompt,
  PromptKind,
  PromptParams,
  Severity,
  Surface,
} from './prompts/prompt.ts';
export type { PromptDecision } from './prompts/promptDecision.ts';
export type {
  PolicyChanges,
  PolicyNumbers,
  PromptPolicy,
  PromptRule,
  RuleChange,
} from './prompts/promptPolicy.ts';
export { defaultPolicy, definePromptPolicy } from './prompts/promptPolicy.ts';
export type { PromptState } from './prompts/promptState.ts';
export type { PromptRemote, PromptView } from './prompts/promptView.ts';
export type { Found, Trigger, Trouble } from './prompts/trouble.ts';
export type {
  Attention,
  Capabilities,
  DetectionLag,
  CallSource,
  NetworkSource,
  OwnReport,
  SourceContext,
} from './sources/source.ts';
export type {
  CallFacts,
  ConnectionState,
  DeviceState,
  Presence,
  ProbeState,
  QualityState,
  QualityTrack,
  SendingState,
  StatsState,
  UserFacts,
} from './state/networkState.ts';
export type {
  NetworkState,
  NetworkStatus,
  ReadonlyStore,
  RemoteUser,
  UserDirectory,
} from './store/networkStatus.ts';
export type { ExportedTimeline, Timeline, TimelineEntry } from './timeline/timeline.ts';
