export type PacketKind = 'stunRequest' | 'stunResponse' | 'rtp' | 'rtcp' | 'other';

const stunCookie = 0x2112a442;

/** What travels inside a WebRTC datagram, told by its first bytes (RFC 7983). */
export function packetKind(packet: Buffer): PacketKind {
  const first = packet[0];
  if (first === undefined || packet.length < 12) return 'other';
  if (first < 4) return stunKind(packet);
  if (first < 128 || first > 191) return 'other';
  const payload = packet[1] ?? 0;
  return payload >= 192 && payload <= 223 ? 'rtcp' : 'rtp';
}

function stunKind(packet: Buffer): PacketKind {
  if (packet.length < 20 || packet.readUInt32BE(4) !== stunCookie) return 'other';
  const messageClass = packet.readUInt16BE(0) & 0x0110;
  return messageClass === 0 ? 'stunRequest' : messageClass === 0x0010 ? 'other' : 'stunResponse';
}

export const stunTransaction = (packet: Buffer) => packet.toString('latin1', 8, 20);
export const rtpSequence = (packet: Buffer) => packet.readUInt16BE(2);
export const rtpStream = (packet: Buffer) => packet.readUInt32BE(8);
