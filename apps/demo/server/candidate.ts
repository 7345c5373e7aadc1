/** `candidate:foundation component transport priority address port typ …` */
const udpCandidate = /^(candidate:\S+ \d+ )udp( \d+ )\S+ \d+( typ .*)$/i;

export interface Endpoint {
  address: string;
  port: number;
}

/** The same candidate at the relay's address, or null where it must not go through (TCP, or not a candidate). */
export function rewriteCandidate(line: string, to: Endpoint): string | null {
  const parts = udpCandidate.exec(line);
  if (!parts) return null;
  const [, head, priority, tail] = parts;
  return `${head}udp${priority}${to.address} ${to.port}${withoutRelatedAddress(tail ?? '')}`;
}

/** A reflexive candidate would still name the person's own address. */
const withoutRelatedAddress = (tail: string) =>
  tail.replace(/ typ (srflx|prflx|relay)/, ' typ host').replace(/ raddr \S+ rport \d+/, '');

/** An SDP that names no address: candidates then travel one by one, where the server can rewrite them. */
export const withoutCandidates = (sdp: string) =>
  sdp.replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, '');
