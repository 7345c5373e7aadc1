export type { StatsProvider, WatchedConnection } from '../webrtc/readConnections.ts';
export type { ConnectionHost } from './observation.ts';
export { observeConnections } from './observeConnections.ts';
export type { ObservedConnectionsOptions } from './observedConnections.ts';
export { observedConnections } from './observedConnections.ts';
