/** A recorded fault of the table: the recording, in words for a reader. */
export interface Fault {
  file: string;
  /** What happens to one person. */
  what: string;
  /** Whose; the other sees the consequence. */
  whose: 'A' | 'B';
  /** In the README's short table too. */
  short?: true;
}

const fault = (file: string, what: string, more: Partial<Fault> = {}): Fault => ({
  file,
  what,
  whose: 'A',
  ...more,
});
const short = { short: true } as const;

/**
 * Those of bench/recordings in which media goes through a server, as it does with every vendor here, and one that was
 * only recorded between two. Left out: two whose recorder stood still for seconds (see `knownExceptions`), a call on 3G
 * from its first second, which has no moment of a fault, and a tab that is closed or killed, of which a server tells.
 */
export const faults: readonly Fault[] = [
  fault('janus-a1-ifdown', 'network interface down', short),
  fault('janus-a2-carrier', 'cable pulled'),
  fault('janus-a3-noroute', 'no way out, the link is up'),
  fault('janus-a4-noaddr', 'address lost, the link is up'),
  fault('janus-a5-flap', 'interface down for one second'),
  fault('janus-a7-handover', 'another network takes over'),
  fault('janus-b-blackhole', 'router up, no internet (the other one was recorded)'),
  fault('janus-q-black24', 'router up, no internet, 24 s', short),
  fault('janus-b2-blip2s', 'no internet for two seconds'),
  fault('janus-b3-reject', 'router refuses everything', short),
  fault('janus-p-captive', 'captive portal'),
  fault('janus-p-burstout', 'three seconds out, one and a half in'),
  fault('janus-k-server', 'call server silent, internet works', short),
  fault('janus-c-sfukill', 'media server dies'),
  fault('janus-d-sfustop', 'media server hangs'),
  fault('janus-e1-sigtcp', 'signalling cut alone', short),
  fault('janus-f-udp45', 'UDP blocked', short),
  fault('p2p-f2-udpup', 'uplink cut (between two)', short),
  fault('janus-f3-udpdown', 'downlink cut', short),
  fault('janus-g-up5', '5 % loss, uplink'),
  fault('janus-g-up15', '15 % loss, uplink', short),
  fault('janus-g-up30', '30 % loss, uplink', short),
  fault('janus-g-dn5', '5 % loss, downlink'),
  fault('janus-g-dn15', '15 % loss, downlink', short),
  fault('janus-g-dn30', '30 % loss, downlink'),
  fault('janus-h-up150', '150 kbit/s, uplink', short),
  fault('janus-h-dn150', '150 kbit/s, downlink'),
  fault('janus-i-delay300', '+300 ms each way (the other one was recorded)'),
  fault('janus-i-jitter', 'jitter and reordering'),
  fault('janus-i-burst', 'bursts of loss', short),
  fault('janus-p-degrade', 'loss rises from 0 to 30 % in a minute'),
  fault('janus-j3-bifdown', 'interface down for 30 s', { whose: 'B' }),
  fault('janus-j4-bblack', 'no internet for 30 s', { whose: 'B' }),
  fault('janus-none', 'nothing', short),
  fault('janus-p-none120', 'nothing, for two minutes'),
];
