import { describe, expect, it } from 'vitest';
import { fresh, other, type Probing, server } from './probing.test.helper.ts';

describe('before anything is wrong', () => {
  const times = ({ requests }: Probing, url = server) =>
    requests.filter((one) => one.url === url).map(({ sentAt }) => (sentAt - 1_000_000) / 1000);

  it('each host is asked once, two seconds after attaching', async () => {
    const probe = fresh();
    await probe.advance(1950);
    expect(probe.requests).toEqual([]);
    await probe.advance(50);
    expect(probe.requests.map(({ url }) => url)).toEqual([server, other]);
    for (const request of probe.requests) await request.answer({ type: 'opaque' });
    expect(probe.clock.pendingTimers()).toBe(0);
    await probe.advance(600_000);
    expect(probe.requests).toHaveLength(2);
    expect(probe.outcomes()).toEqual([
      ['server', 'reachable', 0],
      ['other', 'reachable', 0],
    ]);
  });

  it('a host that has not answered is asked again, ever less often, and the other is not', async () => {
    const probe = fresh();
    await probe.advance(2000);
    await probe.requests[0]?.answer();
    await probe.advance(1_000_000);
    expect(times(probe)).toEqual([2]);
    expect(times(probe, other)).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
    expect(probe.clock.pendingTimers()).toBe(0);
  });

  it('a host that answers at last is not asked again', async () => {
    const probe = fresh({ other: undefined });
    await probe.advance(4000);
    await probe.requests[1]?.answer();
    await probe.advance(600_000);
    expect(times(probe)).toEqual([2, 4]);
  });

  it('an answer in the middle of trouble will do', async () => {
    const probe = fresh({ other: undefined }, 'alert');
    await probe.advance(500);
    await probe.requests[0]?.answer();
    probe.look('calm');
    await probe.advance(5000);
    probe.requests.length = 0;
    await probe.advance(600_000);
    expect(probe.requests).toEqual([]);
  });

  it('detaching ends it', async () => {
    const probe = fresh();
    await probe.advance(1000);
    probe.detach();
    expect(probe.clock.pendingTimers()).toBe(0);
    const asked = fresh();
    await asked.advance(2100);
    asked.detach();
    expect(asked.clock.pendingTimers()).toBe(0);
    expect(asked.requests.every(({ init }) => init.signal?.aborted)).toBe(true);
  });
});
