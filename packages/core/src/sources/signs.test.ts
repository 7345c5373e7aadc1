import { expect, it } from 'vitest';
import { mediaRows } from '../diagnosis/signs/mediaRows.ts';
import { peerSigns } from '../diagnosis/signs/peerSigns.ts';
import { probeSigns } from '../diagnosis/signs/probeSigns.ts';
import { createPeerReports } from './peerReports/peerReports.ts';
import { reachability } from './reachability/reachability.ts';
import { webrtc } from './webrtc/webrtc.ts';

// Without its rows a source would be listened to and never believed.
it('what only one source can see is read as signs once it is attached', () => {
  const silent = { userId: 'me', send: () => {}, onMessage: () => {} };
  expect(webrtc([]).signs).toBe(mediaRows);
  expect(reachability({ server: 'https://calls.example/' }).signs).toBe(probeSigns);
  expect(createPeerReports(silent).signs).toBe(peerSigns);
});
