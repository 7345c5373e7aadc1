export type { LiveKitParticipant, LiveKitPublication, LiveKitRoom } from './livekit.ts';
export { livekit } from './livekit.ts';
export type { LiveKitConnected } from './livekitConnections.ts';
export { livekitConnections } from './livekitConnections.ts';
export type { LiveKitDataRoom } from './livekitPeerReports.ts';
export { livekitPeerReports } from './livekitPeerReports.ts';
export type { LiveKitTrackPublication, LiveKitTracks } from './livekitTracks.ts';
