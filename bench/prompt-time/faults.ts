import type { CallScreen } from '../../apps/demo/e2e/CallScreen.ts';
import type { EmulatedNetwork } from '../../apps/demo/e2e/emulateNetwork.ts';

/** What one screen should show. */
export interface Expected {
  /** Any of these is right; none means that nothing may be shown. */
  right: readonly string[];
  /** On screen by, milliseconds after the fault. */
  by?: number;
  /** May be shown for a while before the cause is known. */
  meanwhile?: readonly string[];
}

export interface Fault {
  /** As in the specification of signals. */
  id: string;
  what: string;
  begin(ana: CallScreen, bo: CallScreen): Promise<void>;
  /** In Chromium itself instead of on the relay. */
  emulated?: boolean;
  /** Absent where it cannot be healed. */
  heal?(ana: CallScreen): Promise<void>;
  lastsMs: number;
  ana: Expected;
  bo: Expected;
  /** The prompt is gone by, milliseconds after the heal; absent where the policy holds it on purpose. */
  clearedBy?: number;
}

type Preset = Parameters<CallScreen['suffers']>[0];

const silence: Expected = { right: [] };
const othersWait: Expected = { right: ['remote.interrupted'], by: 4_500 };
const othersSeeWeak: Expected = { right: ['remote.weak'], by: 4_000 };
/** A slow way has no side: it may be said on both screens, or about the other one, or not at all. */
const eitherSide: Expected = { right: [], meanwhile: ['weak.both', 'weak.severe', 'remote.weak'] };
const weak = { lastsMs: 12_000, heal: (ana: CallScreen) => ana.recovers() };
const outage = { ...weak, lastsMs: 8_000, clearedBy: 1_500 };
const once = (preset: Preset) => (ana: CallScreen) => ana.suffers(preset);
const inChromium = (network: EmulatedNetwork) => ({
  emulated: true,
  begin: (ana: CallScreen) => ana.emulates(network),
  heal: (ana: CallScreen) => ana.emulates({}),
});

/** The faults that a call in one browser can really suffer, with the limits of the prompt specification. */
export const faults: readonly Fault[] = [
  {
    id: 'none',
    what: 'nothing happens',
    begin: async () => {},
    lastsMs: 30_000,
    ana: silence,
    bo: silence,
  },
  {
    id: 'a1',
    what: 'device offline',
    begin: (ana) => ana.goesOffline(),
    ...outage,
    heal: (ana) => ana.comesOnline(),
    ana: { right: ['local.offline'], by: 1_500 },
    bo: othersWait,
  },
  {
    id: 'a5',
    what: 'blip of one second',
    begin: once('blip'),
    lastsMs: 8_000,
    ana: silence,
    bo: silence,
  },
  {
    id: 'b',
    what: 'no internet',
    begin: once('noInternet'),
    ...outage,
    ana: { right: ['local.noInternet'], by: 3_500, meanwhile: ['local.reconnecting'] },
    bo: othersWait,
  },
  {
    id: 'k',
    what: 'call server silent',
    begin: once('serverSilent'),
    ...outage,
    ana: { right: ['local.serverUnreachable'], by: 3_000, meanwhile: ['local.reconnecting'] },
    bo: othersWait,
  },
  {
    id: 'f',
    what: 'media blocked both ways',
    begin: once('mediaBlocked'),
    ...outage,
    ana: { right: ['local.mediaInterrupted'], by: 4_000, meanwhile: ['local.reconnecting'] },
    bo: othersWait,
  },
  {
    id: 'f3',
    what: 'downlink cut',
    begin: once('downCut'),
    ...outage,
    ana: { right: ['local.mediaInterrupted'], by: 4_000, meanwhile: ['local.reconnecting'] },
    bo: silence,
  },
  {
    id: 'f2',
    what: 'uplink cut',
    begin: once('upCut'),
    ...outage,
    ana: { right: ['local.notHeard'], by: 3_000 },
    bo: othersWait,
  },
  {
    id: 'g-up20',
    what: '20 % loss, uplink',
    begin: once('up20'),
    ...weak,
    ana: { right: ['weak.up'], by: 4_000 },
    bo: othersSeeWeak,
  },
  {
    id: 'g-dn20',
    what: '20 % loss, downlink',
    begin: once('down20'),
    ...weak,
    ana: { right: ['weak.down'], by: 4_000 },
    bo: silence,
  },
  {
    id: 'h-up150',
    what: '150 kbit/s, uplink',
    begin: once('up150'),
    ...weak,
    ana: { right: ['weak.up', 'weak.severe'], by: 5_000 },
    bo: othersSeeWeak,
  },
  {
    id: 'h-dn150',
    what: '150 kbit/s, downlink',
    begin: once('down150'),
    ...weak,
    ana: { right: ['weak.down', 'weak.severe'], by: 5_000 },
    bo: silence,
  },
  {
    id: 'i-delay300',
    what: '+300 ms each way',
    begin: once('slow'),
    ...weak,
    ana: { right: ['weak.both'], by: 5_000 },
    bo: eitherSide,
  },
  {
    id: 'i-jitter',
    what: 'jitter',
    begin: once('jitter'),
    ...weak,
    ana: { right: ['weak.both'], by: 7_000 },
    bo: eitherSide,
  },
  {
    id: 'i-burst',
    what: 'bursts of loss',
    begin: once('bursts'),
    ...weak,
    ana: { right: ['weak.both', 'weak.up', 'weak.down', 'weak.severe'], by: 7_000 },
    bo: { right: ['remote.weak'], by: 7_000 },
  },
  {
    id: 'e1',
    what: 'signalling alone silent',
    begin: once('signalingOnly'),
    ...outage,
    ana: { right: ['local.signalingOnly'], by: 4_000 },
    bo: silence,
  },
  {
    id: 'x-offline',
    what: 'Chromium: offline',
    ...outage,
    ...inChromium({ offline: true }),
    ana: { right: ['local.offline'], by: 1_500 },
    bo: othersWait,
  },
  {
    id: 'x-wrong',
    what: 'Chromium: offline, not true',
    emulated: true,
    begin: (ana) => ana.pretendsOnline(false),
    lastsMs: 8_000,
    heal: (ana) => ana.pretendsOnline(true),
    ana: silence,
    bo: silence,
  },
  {
    id: 'x-loss20',
    what: 'Chromium: 20 % loss',
    ...weak,
    ...inChromium({ packetLoss: 20 }),
    ana: { right: ['weak.both', 'weak.up', 'weak.down'], by: 4_000 },
    bo: { right: ['remote.weak'], by: 7_000 },
  },
  {
    id: 'x-delay300',
    what: 'Chromium: +300 ms',
    ...weak,
    ...inChromium({ latency: 300 }),
    ana: { right: ['weak.both'], by: 5_000 },
    bo: eitherSide,
  },
  {
    id: 'x-up150',
    what: 'Chromium: 150 kbit/s up',
    ...weak,
    // Chromium lets packets wait for seconds and loses none: nobody can tell whose side it is.
    ...inChromium({ upKbps: 150 }),
    ana: { right: ['weak.up', 'weak.severe', 'weak.both'], by: 5_000 },
    bo: eitherSide,
  },
  {
    id: 'x-dn150',
    what: 'Chromium: 150 kbit/s down',
    ...weak,
    ...inChromium({ downKbps: 150 }),
    ana: { right: ['weak.down', 'weak.severe', 'weak.both'], by: 5_000 },
    bo: eitherSide,
  },
  {
    id: 'j1',
    what: 'remote hangs up',
    begin: (_ana, bo) => bo.hangsUp(),
    lastsMs: 6_000,
    ana: silence,
    bo: silence,
  },
  {
    id: 'j2',
    what: 'remote page killed',
    begin: (_ana, bo) => bo.isKilled(),
    lastsMs: 8_000,
    ana: { right: ['remote.dropped'], by: 4_500 },
    bo: silence,
  },
];
