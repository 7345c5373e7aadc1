import { expect, it } from 'vitest';
import { rewriteCandidate, withoutCandidates } from './candidate.ts';

const relay = { address: '127.0.0.1', port: 40_000 };

it('puts the relay in the place of the host', () => {
  expect(
    rewriteCandidate(
      'candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host generation 0 ufrag ab',
      relay,
    ),
  ).toBe('candidate:1 1 udp 2122260223 127.0.0.1 40000 typ host generation 0 ufrag ab');
});

it('hides names and addresses behind NAT just the same', () => {
  expect(
    rewriteCandidate(
      'candidate:2 1 UDP 1677729535 9.8.7.6 4 typ srflx raddr 192.168.1.7 rport 5 generation 0',
      relay,
    ),
  ).toBe('candidate:2 1 udp 1677729535 127.0.0.1 40000 typ host generation 0');
  expect(rewriteCandidate('candidate:3 1 udp 2113937151 9b3f-41.local 5 typ host', relay)).toBe(
    'candidate:3 1 udp 2113937151 127.0.0.1 40000 typ host',
  );
});

it('lets no TCP candidate and no nonsense through', () => {
  expect(
    rewriteCandidate('candidate:4 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active', relay),
  ).toBeNull();
  expect(rewriteCandidate('hello', relay)).toBeNull();
});

it('takes every candidate out of an SDP and nothing else', () => {
  const sdp =
    'v=0\r\na=candidate:1 1 udp 1 10.0.0.1 5 typ host\r\na=mid:0\r\na=end-of-candidates\r\n';
  expect(withoutCandidates(sdp)).toBe('v=0\r\na=mid:0\r\n');
});
