import { describe, expect, it } from 'vitest';
import type { CallDiagnosisCause } from '../diagnosis/diagnosis.ts';
import type { PromptCall } from './promptCall.test.helper.ts';
import { promptCall, start } from './promptCall.test.helper.ts';

const outages = [
  ['deviceOffline', 'local.offline'],
  ['noInternet', 'local.noInternet'],
  ['serverUnreachable', 'local.serverUnreachable'],
  ['mediaBlocked', 'local.mediaInterrupted'],
  ['notHeard', 'local.notHeard'],
  ['unknownOutage', 'local.reconnecting'],
] as const;

/** Out for so long, then well: with packets that flow where media is measured. */
function outFor(call: PromptCall, ms: number, cause: CallDiagnosisCause = 'noInternet'): void {
  call.diagnose(cause);
  call.wait(ms);
  call.diagnose('none');
}

/** Every announcement, in order. */
function listen(call: PromptCall): string[] {
  const heard: string[] = [];
  let last: unknown = null;
  const { look } = call;
  call.look = () => {
    look();
    const { announcement } = call.memory.state;
    if (announcement && announcement !== last) heard.push(announcement.id);
    last = announcement;
  };
  return heard;
}

describe('short cycles of 3 s out and 1.5 s in', () => {
  it.each(outages)('are one outage, with %s as with any cause', (cause, kind) => {
    const call = promptCall();
    const heard = listen(call);
    const shown: string[] = [];
    for (let cycle = 0; cycle < 7; cycle += 1) {
      outFor(call, 3_000, cause);
      call.wait(1_500);
      shown.push(...call.screen().filter((id) => id === 'local.restored'));
    }
    call.wait(1_400);
    expect(call.screen()).toEqual([]);
    call.wait(100);
    expect(call.screen()).toEqual(['local.restored']);
    expect([heard, shown]).toEqual([[kind, 'local.restored'], []]);
  });

  it('a prompt that is back after twenty seconds is read out again', () => {
    const call = promptCall();
    const heard = listen(call);
    outFor(call, 6_000);
    call.wait(21_000);
    outFor(call, 6_000);
    expect(heard.filter((id) => id === 'local.noInternet')).toHaveLength(2);
  });
});

describe('"You’re back"', () => {
  it.each([
    ['after an outage of 5 s and more once the prompt has left', 5_000, 400],
    ['3 s after the end of a shorter one', 4_999, 3_000],
  ])('comes %s', (_when, ms, after) => {
    const call = promptCall();
    outFor(call, ms);
    call.wait(after - 1);
    expect(call.toasts()).toEqual([]);
    call.wait(1);
    expect(call.toasts()).toEqual(['local.restored']);
  });

  it('comes 3 s after the end of a second one within ten seconds', () => {
    const call = promptCall();
    outFor(call, 8_000);
    call.wait(9_999);
    outFor(call, 8_000);
    call.wait(2_999);
    expect(call.screen()).toEqual([]);
    call.wait(1);
    expect(call.screen()).toEqual(['local.restored']);
  });

  it('does not come while media is silent again', () => {
    const call = promptCall();
    const media = (silentMs: number) =>
      call.set({ media: { pc: { samples: [], lastRtpAt: call.now, silentMs } } as never });
    media(0);
    outFor(call, 8_000);
    media(1_000);
    call.wait(5_000);
    expect(call.screen()).toEqual([]);
    media(0);
    expect(call.screen()).toEqual(['local.restored']);
  });

  it('says what alone was told', () => {
    const unheard = promptCall();
    outFor(unheard, 8_000, 'notHeard');
    unheard.wait(400);
    expect(unheard.find('local.restored')?.params).toEqual({ after: 'local.notHeard' });
    const both = promptCall();
    outFor(both, 8_000, 'notHeard');
    outFor(both, 8_000, 'noInternet');
    both.wait(3_000);
    expect(both.find('local.restored')?.params).toEqual({});
  });

  it('forgets what was told before', () => {
    const call = promptCall();
    outFor(call, 8_000, 'noInternet');
    call.wait(30_000);
    outFor(call, 8_000, 'notHeard');
    call.wait(400);
    expect(call.find('local.restored')?.params).toEqual({ after: 'local.notHeard' });
  });
});

describe('a cause with a name', () => {
  it.each(outages.slice(0, 5))(
    '%s stays for a second when it is not known any more, and only the neutral word follows',
    (cause, kind) => {
      const call = promptCall();
      call.diagnose(cause);
      call.wait(6_000);
      call.diagnose('unknownOutage');
      call.wait(999);
      expect(call.screen()).toEqual([kind]);
      call.wait(1);
      expect(call.screen()).toEqual(['local.reconnecting']);
    },
  );

  it.each(outages.slice(0, 5))('%s that comes and goes stays', (cause, kind) => {
    const call = promptCall();
    call.diagnose(cause);
    call.wait(6_000);
    for (let times = 0; times < 10; times += 1) {
      call.diagnose('unknownOutage');
      call.wait(900);
      call.diagnose(cause);
      call.wait(100);
    }
    expect(call.log().filter((line) => !line.startsWith('suppressed'))).toEqual([
      expect.stringContaining(`shown ${kind}`),
    ]);
  });

  it('takes the place of the neutral word at once, whatever its priority', () => {
    const call = promptCall();
    call.diagnose('unknownOutage');
    call.wait(3_000);
    call.diagnose('mediaBlocked');
    expect(call.screen()).toEqual(['local.mediaInterrupted']);
  });

  it('that is not due yet leaves the neutral word where it is', () => {
    const call = promptCall();
    call.diagnose('unknownOutage');
    call.wait(2_000);
    call.diagnose('mediaBlocked');
    call.wait(999);
    expect(call.screen()).toEqual(['local.reconnecting']);
    call.wait(1);
    expect(call.screen()).toEqual(['local.mediaInterrupted']);
  });
});

describe('a withdrawn blame', () => {
  it.each(outages)('%s leaves at once, and nobody is back', (cause) => {
    const call = promptCall();
    for (let times = 0; times < 3; times += 1) {
      call.diagnose(cause);
      call.wait(6_000);
      call.diagnose('none');
      call.wait(100);
    }
    call.diagnose(cause);
    call.wait(3_000);
    expect(call.banner()).toBeDefined();
    call.diagnose('none', { withdrawn: true });
    expect(call.screen()).toEqual([]);
    call.wait(20_000);
    expect(call.log().join()).not.toContain('shown local.restored');
  });

  it.each(['weakUplink', 'weakDownlink', 'weakBoth'] as const)(
    '%s leaves at once, within its hold',
    (cause) => {
      for (const level of ['bad', 'vbad'] as const) {
        const call = promptCall();
        call.diagnose(cause, { level });
        call.wait(1_000);
        expect(call.screen()).toHaveLength(1);
        call.diagnose('none', { withdrawn: true });
        expect(call.screen()).toEqual([]);
        expect(call.log().at(-1)).toContain('(withdrawn)');
        expect([call.memory.debts.size, call.memory.tracks.size]).toEqual([0, 0]);
      }
    },
  );

  it('of a remote leaves at once, and they are not "back"', () => {
    for (const cause of ['weak', 'interrupted'] as const) {
      const call = promptCall();
      call.blame('bo', cause);
      call.blame('cy', cause);
      call.wait(2_000);
      expect(call.badges()).toHaveLength(2);
      const { diagnosis } = call.view.remotes[0]!;
      call.blame('bo', 'none', {
        diagnosis: { ...diagnosis, cause: 'none', since: call.now, withdrawn: true },
      });
      expect(call.badges()).toEqual([`remote.${cause}:cy`]);
      call.wait(20_000);
      expect(call.log().join()).not.toContain('remote.returned');
    }
  });

  it('of a whole group leaves at once', () => {
    const call = promptCall();
    call.group(5);
    const users = ['ann', 'bo', 'cy'];
    for (const user of users) call.blame(user, 'interrupted');
    call.wait(7_000);
    expect(call.toasts()).toEqual(['remote.many']);
    for (const user of users) {
      const { diagnosis } = call.view.remotes[0]!;
      call.blame(user, 'none', {
        diagnosis: { ...diagnosis, cause: 'none', since: call.now, withdrawn: true },
      });
    }
    expect(call.screen()).toEqual([]);
  });

  it('does not concern what comes up later', () => {
    const call = promptCall();
    call.diagnose('weakDownlink');
    call.diagnose('none', { withdrawn: true });
    call.wait(20_000);
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(6_000);
    call.connection({ phase: 'connected', connectedAt: call.now });
    call.wait(399);
    expect(call.screen()).toEqual(['local.reconnecting']);
    call.wait(1);
    expect(call.screen()).toEqual(['local.restored']);
  });
});

describe('remotes and an outage of ours', () => {
  it('after one that nobody was shown nothing thaws, and what is over leaves', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted');
    call.wait(5_000);
    call.diagnose('notHeard');
    call.wait(200);
    call.diagnose('none');
    call.blame('bo', 'none');
    expect(call.badges()).toEqual([]);
    call.blame('cy', 'interrupted', {
      diagnosis: { ...call.view.remotes[0]!.diagnosis, cause: 'interrupted', began: start },
    });
    expect(call.badges()).toEqual(['remote.interrupted:cy']);
  });

  it('who is over and well during one that is not told yet is not blamed any longer', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted');
    call.wait(5_000);
    call.diagnose('notHeard');
    call.blame('bo', 'none');
    expect(call.badges()).toEqual([]);
  });

  it('who is heard again after one that was shown loses the prompt at once, however it flapped', () => {
    const call = promptCall();
    for (let times = 0; times < 4; times += 1) {
      call.blame('bo', 'interrupted');
      call.wait(3_000);
      call.blame('bo', 'none');
      call.wait(100);
    }
    call.blame('bo', 'interrupted');
    call.wait(3_000);
    call.diagnose('noInternet');
    call.wait(8_000);
    expect(call.badges()).toEqual(['remote.interrupted:bo']);
    call.diagnose('none');
    call.blame('bo', 'none');
    expect(call.badges()).toEqual([]);
  });

  it('the silence of before a mute is not waited again', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted');
    call.wait(1_900);
    call.blame('bo', 'none', { quiet: true });
    call.wait(60_000);
    call.blame('bo', 'interrupted', { quiet: false });
    call.wait(1_999);
    expect(call.screen()).toEqual([]);
    call.wait(1);
    expect(call.badges()).toEqual(['remote.interrupted:bo']);
  });
});

describe('time for which the device stood still', () => {
  it.each([20_000, 45_000, 120_000])('is not waited: %i ms', (sleptMs) => {
    const call = promptCall();
    call.diagnose('unknownOutage');
    call.wait(500);
    call.now += sleptMs;
    call.set({ device: { resumedAt: call.now, sleptMs } });
    expect(call.screen()).toEqual([]);
    call.wait(1_499);
    expect(call.screen()).toEqual([]);
    call.wait(1);
    expect(call.screen()).toEqual(['local.reconnecting']);
    call.wait(17_999);
    expect(call.screen()).toEqual(['local.reconnecting']);
    call.wait(1);
    expect(call.screen()).toEqual(['local.lost']);
  });

  it('counts only as far as the trouble was there', () => {
    const call = promptCall();
    call.set({ device: { resumedAt: call.now, sleptMs: 60_000 } });
    call.diagnose('unknownOutage', { began: call.now - 5_000 });
    call.wait(1_999);
    expect(call.screen()).toEqual([]);
    call.wait(1);
    expect(call.screen()).toEqual(['local.reconnecting']);
  });

  it('does not concern what began after it', () => {
    const call = promptCall();
    call.set({ device: { resumedAt: call.now - 1, sleptMs: 60_000 } });
    call.diagnose('unknownOutage');
    call.wait(2_000);
    expect(call.screen()).toEqual(['local.reconnecting']);
  });
});

describe('the return of a remote', () => {
  it('is told, and read out, after an interruption that was', () => {
    const call = promptCall();
    const heard = listen(call);
    call.blame('bo', 'interrupted');
    call.wait(90_000);
    call.blame('bo', 'none');
    expect(call.screen()).toEqual(['remote.returned:bo']);
    call.wait(4_999);
    expect(call.screen()).toEqual(['remote.returned:bo']);
    call.wait(1);
    expect(call.screen()).toEqual([]);
    expect(heard).toEqual(['remote.interrupted:bo', 'remote.returned:bo']);
  });

  it('not after one that nobody heard of', () => {
    const group = promptCall();
    group.group(4);
    group.blame('bo', 'interrupted');
    group.wait(10_000);
    group.blame('bo', 'none');
    expect(group.screen()).toEqual([]);
    const short = promptCall();
    short.blame('bo', 'interrupted');
    short.wait(1_999);
    short.blame('bo', 'none');
    short.wait(10_000);
    expect(short.screen()).toEqual([]);
  });

  it('not when they hang up instead', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted');
    call.wait(5_000);
    call.blame('bo', 'none', { presence: 'left', leaveReason: 'quit', leftAt: call.now });
    call.wait(20_000);
    expect(call.log().join()).not.toContain('remote.returned');
  });

  it('only once they have been heard for 3 s where it kept breaking', () => {
    const call = promptCall();
    for (let times = 0; times < 2; times += 1) {
      call.blame('bo', 'interrupted');
      call.wait(times ? 4_000 : 2_500);
      call.blame('bo', 'none');
      if (!times) call.wait(900);
    }
    call.wait(2_999);
    expect(call.toasts()).not.toContain('remote.returned:bo');
    call.wait(1);
    expect(call.toasts()).toEqual(['remote.returned:bo']);
  });

  it('who is part of a group is not read out after it', () => {
    const call = promptCall();
    const heard = listen(call);
    call.group(5);
    for (const user of ['ann', 'bo', 'cy']) {
      call.blame(user, 'dropped');
      call.wait(1_000);
    }
    call.wait(30_000);
    expect(heard).toEqual(['remote.dropped:ann', 'remote.many']);
  });
});
