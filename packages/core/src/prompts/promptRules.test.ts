import { describe, expect, it } from 'vitest';
import type { PromptCall } from './promptCall.test.helper.ts';
import { promptCall, start } from './promptCall.test.helper.ts';
import { defaultPolicy, definePromptPolicy, type PolicyChanges } from './promptPolicy.ts';
import type { PromptRemote, PromptView } from './promptView.ts';

const everything = [
  'rejoin',
  'leave',
  'retry',
  'audioOnly',
  'cameraOff',
  'stopSharing',
  'effectsOff',
  'pauseIncomingVideo',
] as const;
const sendsAll = { known: true, audio: true, video: true, screen: true, effects: true };

/** A weak uplink for 12 s, then well for 20 s. */
function weakSpell(call: PromptCall): void {
  call.diagnose('weakUplink');
  call.wait(12_000);
  call.diagnose('none');
  call.wait(20_000);
}

describe('rule 1: one banner, recovering in place; an outage hides weakness and freezes remotes', () => {
  it('the more important outage takes the banner at once, and gives it back after its hold', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(2_000);
    expect(call.banner()).toBe('local.reconnecting');
    call.diagnose('noInternet');
    expect(call.banner()).toBe('local.noInternet');
    call.diagnose('unknownOutage');
    call.wait(999);
    expect(call.banner()).toBe('local.noInternet');
    call.wait(1);
    expect(call.banner()).toBe('local.reconnecting');
  });

  it('an outage has one beginning, whatever it turns out to be', () => {
    const call = promptCall();
    call.diagnose('unknownOutage');
    call.wait(1_900);
    call.diagnose('serverUnreachable', { began: call.now });
    call.wait(100);
    expect(call.banner()).toBe('local.serverUnreachable');
    expect(call.bannerPrompt()?.began).toBe(start);
  });

  it('says why the lesser one is not on screen', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(2_000);
    call.diagnose('deviceOffline');
    expect(call.screen()).toEqual(['local.offline']);
    expect(call.log()).toContain('cleared local.reconnecting (the cause is known)');
  });

  it('a weak prompt leaves when an outage is shown, not before, and a new one does not appear', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    call.wait(1);
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(1_999);
    expect(call.screen()).toEqual(['weak.up']);
    call.wait(1);
    expect(call.screen()).toEqual(['local.reconnecting']);
    expect(call.log()).toContain('cleared weak.up (local outage)');
    const other = promptCall();
    other.connection({ phase: 'reconnecting', outageSince: other.now });
    other.diagnose('weakUplink');
    expect(other.screen()).toEqual([]);
  });

  it('everybody seems to leave while we reconnect: nothing is said about them', () => {
    const call = promptCall();
    call.group(4);
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    for (const userId of ['ann', 'bo', 'cy', 'di']) call.blame(userId, 'dropped');
    call.wait(15_000);
    expect(call.screen()).toEqual(['local.reconnecting']);
    expect(call.log()).toContain('suppressed remote.dropped:ann (local outage)');
    expect(call.log()).toContain('suppressed remote.many (local outage)');
  });

  it('what was said about a remote stands while we reconnect, and leaves when they are heard again', () => {
    const call = promptCall();
    call.group(3);
    call.blame('bo', 'weak');
    call.wait(1);
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.blame('bo', 'none');
    call.wait(30_000);
    expect(call.badges()).toEqual(['remote.weak:bo']);
    call.connection({ phase: 'connected', connectedAt: call.now });
    expect(call.badges()).toEqual([]);
  });

  it('a remote in trouble from before our outage is named 3 s after it, not sooner', () => {
    const call = promptCall();
    call.group(3);
    call.diagnose('noInternet');
    call.blame('bo', 'interrupted');
    call.wait(20_000);
    call.diagnose('none');
    call.wait(2_999);
    expect(call.badges()).toEqual([]);
    call.wait(1);
    expect(call.badges()).toEqual(['remote.interrupted:bo']);
  });
});

describe('rule 2: nothing before the first connect except join', () => {
  it.each(['deviceOffline', 'noInternet', 'weakUplink', 'signalingLost', 'unknownOutage'] as const)(
    '%s',
    (cause) => {
      const call = promptCall();
      call.connection({ phase: 'connecting', everConnected: false, connectedAt: undefined });
      call.diagnose(cause);
      call.blame('bo', 'dropped');
      call.wait(30_000);
      expect(call.screen()).toEqual(['join.slow']);
      expect(call.log()).toContain('suppressed remote.dropped:bo (not in a call)');
    },
  );

  it.each(['left', 'leaving', 'idle'] as const)(
    'nothing after the call: %s clears at once, hold or not',
    (phase) => {
      const call = promptCall();
      call.diagnose('weakUplink');
      call.blame('bo', 'weak');
      call.connection({ phase });
      expect(call.screen()).toEqual([]);
      expect(call.log()).toContain('cleared weak.up (not in a call)');
    },
  );
});

describe('rule 3: warm-up, and no judgement of an unused direction', () => {
  it.each([
    ['join or reconnect', { connection: { connectedAt: start } }],
    ['first publish', { sending: { ...sendsAll, since: start } }],
    ['resume', { device: { resumedAt: start } }],
  ] as const)('no weak prompt for 10 s after %s', (_what, change) => {
    const call = promptCall();
    call.set(change);
    call.diagnose('weakBoth');
    call.wait(9_999);
    expect(call.screen()).toEqual([]);
    expect(call.log()).toEqual(['suppressed weak.both (warm-up)']);
    call.wait(1);
    expect(call.screen()).toEqual(['weak.both']);
  });

  it('the latest of several beginnings counts', () => {
    const call = promptCall();
    call.set({ connection: { connectedAt: start - 5_000 }, device: { resumedAt: start } });
    call.diagnose('weakBoth');
    call.wait(9_999);
    expect(call.screen()).toEqual([]);
  });

  it('a warm-up does not take away what is on screen', () => {
    const call = promptCall();
    call.diagnose('weakBoth');
    call.set({ sending: { ...sendsAll, since: call.now } });
    expect(call.screen()).toEqual(['weak.both']);
  });

  it('an uplink that carries nothing is not judged', () => {
    const call = promptCall();
    call.set({ sending: { known: true } });
    call.diagnose('weakUplink', { level: 'vbad' });
    expect(call.screen()).toEqual([]);
    call.diagnose('weakBoth');
    expect(call.screen()).toEqual(['weak.down']);
  });

  it.each(['audio', 'video', 'screen'] as const)('an uplink that carries %s is', (media) => {
    const call = promptCall();
    call.set({ sending: { known: true, [media]: true } });
    call.diagnose('weakUplink');
    expect(call.screen()).toEqual(['weak.up']);
  });
});

describe('rule 4: raised and cleared by the diagnosis, held 10 s, at most two changes in 10 s', () => {
  it('what was between two gives way at once when it is known whose side it is, not the other way round', () => {
    const call = promptCall();
    call.diagnose('weakBoth', { level: 'bad', betweenUs: true });
    expect(call.toasts()).toEqual(['weak.both']);
    call.wait(1_000);
    call.diagnose('weakDownlink', { level: 'bad' });
    call.look();
    expect(call.screen()).toEqual(['weak.down']);
    call.diagnose('weakBoth', { level: 'bad', betweenUs: true });
    call.look();
    expect(call.screen()).toEqual(['weak.down']);
  });

  it('a cause that comes and goes every second is one prompt', () => {
    const call = promptCall();
    for (let second = 0; second < 30; second++) {
      call.diagnose(second % 2 ? 'none' : 'weakUplink');
      call.wait(1_000);
    }
    expect(call.log()).toEqual(['shown weak.up (at once)']);
  });

  it('a direction that changes its mind within the hold changes nothing on screen', () => {
    const call = promptCall();
    call.diagnose('weakDownlink');
    call.diagnose('weakBoth');
    call.wait(1_000);
    call.diagnose('weakUplink');
    call.wait(8_000);
    expect(call.screen()).toEqual(['weak.down']);
    call.wait(1_500);
    expect(call.screen()).toEqual(['weak.up']);
  });

  it('severe weakness takes over at once', () => {
    const call = promptCall();
    call.diagnose('weakBoth');
    call.diagnose('weakBoth', { level: 'vbad' });
    expect(call.screen()).toEqual(['weak.severe']);
  });
});

describe('rule 5: dismissal, cap and "not again in this call"', () => {
  it('a dismissed prompt stays away for 60 s while its trouble goes on', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(2_000);
    call.dismiss('local.noInternet');
    expect(call.screen()).toEqual([]);
    call.wait(59_999);
    expect(call.screen()).toEqual([]);
    call.wait(1);
    expect(call.banner()).toBe('local.noInternet');
    expect(call.log()).toContain('cleared local.noInternet (dismissed)');
  });

  it('or until it clears and recurs', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(2_000);
    call.dismiss('local.noInternet');
    call.diagnose('none');
    call.wait(5_000);
    call.diagnose('noInternet');
    call.wait(2_000);
    expect(call.banner()).toBe('local.noInternet');
  });

  it('a flap is not a recurrence', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(2_000);
    call.dismiss('local.noInternet');
    call.diagnose('none');
    call.wait(900);
    call.diagnose('noInternet');
    call.wait(10_000);
    expect(call.screen()).toEqual([]);
  });

  it('the lesser prompts beneath a dismissed one do not take its place, a worse one does', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(2_000);
    call.dismiss('local.reconnecting');
    call.diagnose('mediaBlocked');
    call.wait(10_000);
    expect(call.screen()).toEqual([]);
    call.diagnose('unknownOutage');
    call.wait(8_000);
    expect(call.banner()).toBe('local.lost');
    call.dismiss('local.lost');
    expect(call.screen()).toEqual([]);
  });

  it('dismissing one remote says nothing about another, nor about another family', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    for (const userId of ['ann', 'bo']) call.blame(userId, 'dropped');
    call.wait(3_000);
    call.dismiss('remote.dropped:ann');
    expect(call.toasts()).toEqual(['weak.up', 'remote.dropped:bo']);
    call.blame('ann', 'weak');
    expect(call.badges()).not.toContain('remote.weak:ann');
  });

  it('dismissing what is not there changes nothing', () => {
    const call = promptCall();
    const before = call.memory;
    call.dismiss('local.offline');
    expect(call.memory.dismissals).toHaveLength(0);
    expect(call.memory.state).toBe(before.state);
    call.diagnose('noInternet');
    call.wait(2_000);
    call.diagnose('none');
    call.wait(2_000);
    call.dismiss('local.noInternet');
    expect(call.memory.dismissals).toHaveLength(0);
  });

  it('three weak prompts per call, then none', () => {
    const call = promptCall();
    for (let spell = 0; spell < 3; spell++) weakSpell(call);
    expect(call.log().filter((line) => line.startsWith('shown'))).toHaveLength(3);
    call.diagnose('weakDownlink');
    expect(call.screen()).toEqual([]);
    expect(call.log().at(-1)).toBe('suppressed weak.down (cap per call)');
  });

  it('and three again in the next call', () => {
    const call = promptCall();
    for (let spell = 0; spell < 4; spell++) weakSpell(call);
    call.connection({ phase: 'left' });
    call.connection({ phase: 'connected', connectedAt: call.now - 60_000 });
    call.diagnose('weakUplink');
    expect(call.toasts()).toEqual(['weak.up']);
  });

  it('"not again in this call" silences all weak prompts until the call is over', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    expect(call.find('weak.up')?.actions).toEqual(['muteInThisCall']);
    call.dismiss('weak.up', true);
    expect(call.screen()).toEqual([]);
    call.diagnose('weakBoth', { level: 'vbad' });
    call.wait(100_000);
    expect(call.screen()).toEqual([]);
    expect(call.log()).toContain('suppressed weak.severe (not again in this call)');
    call.connection({ phase: 'idle' });
    call.connection({ phase: 'connected' });
    expect(call.screen()).toEqual(['weak.severe']);
  });

  it('a repeated weak prompt is a banner, and stays one', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    call.wait(60_000);
    expect([call.toasts(), call.banner()]).toEqual([['weak.up'], undefined]);
    call.diagnose('none');
    call.wait(20_000);
    call.diagnose('weakUplink');
    expect([call.toasts(), call.banner()]).toEqual([[], 'weak.up']);
  });
});

describe('rule 6: a recovery is told only if its problem was, and once media flows', () => {
  const heal = (call: PromptCall) => {
    call.diagnose('none');
    call.wait(400);
  };

  it('an outage too short to be shown ends without a word', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(1_900);
    heal(call);
    call.wait(10_000);
    expect(call.log()).toEqual(['suppressed local.noInternet (shorter than its delay)']);
  });

  it('a shown one ends with "you are back"', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(5_000);
    heal(call);
    expect(call.screen()).toEqual(['local.restored']);
    call.wait(4_999);
    expect(call.screen()).toEqual(['local.restored']);
    call.wait(1);
    expect(call.screen()).toEqual([]);
  });

  it('waits for packets where packets are counted', () => {
    const call = promptCall();
    const media = (lastRtpAt: number) =>
      ({ media: { pc: { samples: [], firstSeenAt: 0, lastRtpAt } } }) as never;
    call.set(media(start - 50));
    call.diagnose('noInternet');
    call.wait(5_000);
    heal(call);
    call.wait(2_000);
    expect(call.screen()).toEqual([]);
    call.set(media(call.now));
    expect(call.screen()).toEqual(['local.restored']);
  });

  it('says nothing when media stays away for 10 s, nor after a later blip', () => {
    const call = promptCall();
    const media = (lastRtpAt?: number) =>
      ({ media: { pc: { samples: [], firstSeenAt: 0, lastRtpAt } } }) as never;
    call.set(media());
    call.diagnose('noInternet');
    call.wait(5_000);
    heal(call);
    call.wait(10_001);
    call.look();
    call.set(media(call.now));
    expect(call.screen()).toEqual([]);
    call.diagnose('noInternet');
    call.wait(100);
    heal(call);
    expect(call.screen()).toEqual([]);
  });

  it('says nothing while the connection is not up', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(3_000);
    call.connection({ phase: 'failed' });
    call.wait(3_000);
    expect(call.screen()).toEqual(['local.failed']);
  });

  it('takes it back as soon as the trouble is back', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(5_000);
    heal(call);
    call.wait(500);
    call.diagnose('noInternet');
    expect(call.screen()).toEqual([]);
    call.wait(2_000);
    expect(call.screen()).toEqual(['local.noInternet']);
  });

  it('weak.restored, where asked for, follows a shown weak prompt only', () => {
    const policy = definePromptPolicy({ prompts: { 'weak.restored': { enabled: true } } });
    const call = promptCall(policy);
    call.diagnose('weakUplink');
    call.wait(12_000);
    call.diagnose('none');
    call.wait(1_000);
    expect(call.screen()).toEqual(['weak.restored']);
    const silent = promptCall(policy);
    silent.set({ connection: { connectedAt: start } });
    silent.diagnose('weakUplink');
    silent.wait(5_000);
    silent.diagnose('none');
    silent.wait(20_000);
    expect(silent.screen()).toEqual([]);
  });
});

describe('rule 7: entering waits, leaving does not; outage time is cumulative', () => {
  it('delays count from the beginning of the outage, so the lag of the SDK is not added', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now - 12_000 });
    expect(call.banner()).toBe('local.reconnecting');
    call.wait(8_000);
    expect(call.banner()).toBe('local.lost');
  });

  it('reconnecting, connected for 300 ms, reconnecting is one outage', () => {
    const call = promptCall();
    const outageSince = call.now;
    call.connection({ phase: 'reconnecting', outageSince });
    call.wait(2_500);
    for (let times = 0; times < 5; times++) {
      call.connection({ phase: 'connected', connectedAt: call.now });
      call.wait(300);
      call.connection({ phase: 'reconnecting', outageSince });
      call.wait(2_000);
    }
    expect(call.log()).toEqual(['shown local.reconnecting (lasted 2000 ms)']);
  });

  it('a trouble that pauses for less than a second goes on counting', () => {
    const call = promptCall();
    call.diagnose('unknownOutage');
    call.wait(1_000);
    call.diagnose('none');
    call.wait(999);
    call.diagnose('unknownOutage');
    call.wait(1);
    expect(call.banner()).toBe('local.reconnecting');
  });

  it('a pause of a second starts it again', () => {
    const call = promptCall();
    call.diagnose('unknownOutage');
    call.wait(1_000);
    call.diagnose('none');
    call.wait(1_000);
    call.diagnose('unknownOutage');
    call.wait(1_999);
    expect(call.screen()).toEqual([]);
    call.wait(1);
    expect(call.banner()).toBe('local.reconnecting');
  });

  it('leaves 400 ms after the end, once the hold is over', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(10_000);
    call.diagnose('none');
    call.wait(399);
    expect(call.banner()).toBe('local.noInternet');
    call.wait(1);
    expect(call.banner()).toBeUndefined();
  });

  it('the more often a trouble comes back, the longer it has to stay away: an outage a second at most', () => {
    const call = promptCall();
    const gone = () => {
      call.diagnose('none');
      let waited = 0;
      while (call.screen().some((id) => id !== 'local.restored')) {
        call.wait(100);
        waited += 100;
      }
      return waited;
    };
    const waits = (cause: 'deviceOffline' | 'signalingLost') =>
      [0, 1, 2, 3].map(() => {
        call.diagnose(cause, { began: call.now - 2_000 });
        call.wait(2_000);
        return gone();
      });
    // What comes a third time within ten seconds is not drawn again.
    expect(waits('deviceOffline')).toEqual([400, 1_400, 0, 0]);
    expect(waits('signalingLost')).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('but not longer than 5 s, an outage not longer than 1.4 s', () => {
    for (const [cause, most] of [
      ['signalingLost', 5_000],
      ['deviceOffline', 1_400],
    ] as const) {
      const call = promptCall();
      for (let times = 0; times < 40; times++) {
        call.diagnose(times % 2 ? 'none' : cause, { began: start - 2_000 });
        call.wait(100);
      }
      call.diagnose('none');
      call.wait(most - 101);
      expect(call.screen()).toHaveLength(1);
      call.wait(1);
      expect(call.screen()).toEqual([]);
    }
  });
});

describe('rule 8: blame', () => {
  it('a weak downlink of our own is one local prompt, not one per remote', () => {
    const call = promptCall();
    call.group(4);
    call.diagnose('weakDownlink');
    for (const userId of ['ann', 'bo', 'cy']) call.blame(userId, 'weak');
    expect(call.screen()).toEqual(['weak.down']);
    expect(call.log()).toContain('suppressed remote.weak:ann (own network is weak)');
    call.diagnose('weakBoth');
    expect(call.badges()).toEqual([]);
  });

  it('a weak uplink of our own says nothing about theirs', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    call.blame('bo', 'weak');
    expect(call.badges()).toEqual(['remote.weak:bo']);
    call.wait(1);
    call.diagnose('weakDownlink');
    expect(call.badges()).toEqual(['remote.weak:bo']);
  });

  it('between two people without a server it is "between you"', () => {
    const call = promptCall();
    call.diagnose('weakUplink', { betweenUs: true });
    expect(call.find('weak.both')?.params).toEqual({ betweenUs: true });
    const group = promptCall();
    group.diagnose('weakBoth');
    expect(group.find('weak.both')?.params).toEqual({ betweenUs: false });
  });
});

describe('rule 9: neutral wording where the SDK does not know', () => {
  it.each([
    [undefined, true],
    ['connectionLost', false],
  ])('a drop with the tag %s is neutral: %s', (leaveTag, neutral) => {
    const call = promptCall();
    call.blame('bo', 'dropped', { leaveTag });
    call.wait(3_000);
    expect(call.find('remote.dropped:bo')?.params).toEqual({ name: 'BO', neutral });
  });
});

describe('rule 10: drop and return', () => {
  const comeBack = (call: PromptCall) =>
    call.blame('bo', 'none', { presence: 'returned', returnedAt: call.now });

  it('within 3 s is nothing', () => {
    const call = promptCall();
    call.blame('bo', 'dropped');
    call.wait(2_999);
    comeBack(call);
    call.wait(60_000);
    expect(call.log()).toEqual(['suppressed remote.dropped:bo (shorter than its delay)']);
  });

  it('within 60 s is "is back", in the place of "dropped"', () => {
    const call = promptCall();
    call.blame('bo', 'dropped');
    call.wait(3_000);
    call.diagnose('weakUplink');
    expect(call.toasts()).toEqual(['remote.dropped:bo', 'weak.up']);
    call.wait(1_000);
    comeBack(call);
    expect(call.toasts()).toEqual(['remote.returned:bo', 'weak.up']);
    expect(call.find('remote.returned:bo')?.params).toEqual({ name: 'BO' });
    call.wait(5_000);
    expect(call.toasts()).toEqual(['weak.up']);
    call.wait(60_000);
    expect(call.toasts()).toEqual(['weak.up']);
  });

  it('after that is a new join, without a word', () => {
    const call = promptCall();
    call.blame('bo', 'dropped');
    call.wait(63_001);
    call.look();
    comeBack(call);
    expect(call.toasts()).toEqual([]);
  });

  it('the toast has 5 s, the tile keeps the word', () => {
    const call = promptCall();
    call.blame('bo', 'dropped');
    call.wait(3_000);
    expect([call.toasts(), call.badges()]).toEqual([['remote.dropped:bo'], ['remote.dropped:bo']]);
    call.wait(5_000);
    expect([call.toasts(), call.badges()]).toEqual([[], ['remote.dropped:bo']]);
  });

  it('who was being waited for is waited for until the drop is certain', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted');
    call.wait(2_500);
    expect(call.toasts()).toEqual(['remote.interrupted:bo']);
    call.blame('bo', 'dropped');
    call.wait(2_999);
    expect([call.toasts(), call.badges()]).toEqual([
      ['remote.interrupted:bo'],
      ['remote.interrupted:bo'],
    ]);
    call.wait(1);
    expect([call.toasts(), call.badges()]).toEqual([['remote.dropped:bo'], ['remote.dropped:bo']]);
    call.wait(30_000);
    expect(call.screen()).toEqual(['remote.dropped:bo']);
  });

  it('one-to-one an interrupted remote is a spoken toast after 2 s, in a group a silent badge after 6 s', () => {
    const pair = promptCall();
    pair.blame('bo', 'interrupted');
    pair.wait(2_000);
    expect([pair.toasts(), pair.badges()]).toEqual([
      ['remote.interrupted:bo'],
      ['remote.interrupted:bo'],
    ]);
    expect(pair.find('remote.interrupted:bo')?.live).toBe('polite');
    const group = promptCall();
    group.group(2);
    group.blame('bo', 'interrupted');
    group.wait(5_999);
    expect(group.screen()).toEqual([]);
    group.wait(1);
    expect([group.toasts(), group.badges()]).toEqual([[], ['remote.interrupted:bo']]);
  });

  it('a badge that is up stays up when somebody joins', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted');
    call.wait(2_000);
    call.group(2);
    call.look();
    expect([call.toasts(), call.badges()]).toEqual([[], ['remote.interrupted:bo']]);
  });
});

describe('grouping: many remote prompts at once are one', () => {
  const drop = (call: PromptCall, ...userIds: string[]) => {
    for (const userId of userIds) call.blame(userId, 'dropped');
  };

  it('three in 5 s are one toast after another second, with badges on their tiles', () => {
    const call = promptCall();
    call.group(6);
    drop(call, 'cy', 'ann', 'bo');
    call.wait(3_999);
    expect(call.toasts()).toEqual([]);
    call.wait(1);
    expect(call.toasts()).toEqual(['remote.many']);
    expect(call.find('remote.many')).toMatchObject({
      params: { count: 3 },
      userIds: ['ann', 'bo', 'cy'],
    });
    expect(call.badges().sort()).toEqual([
      'remote.dropped:ann',
      'remote.dropped:bo',
      'remote.dropped:cy',
    ]);
    expect(call.log()).toContain('suppressed remote.dropped:ann (grouped)');
    call.wait(60_000);
    expect(call.toasts()).toEqual([]);
  });

  it('however often we look, nobody of the group has a toast of their own', () => {
    const call = promptCall();
    call.group(6);
    drop(call, 'cy', 'ann', 'bo');
    const seen = new Set<string>();
    for (let waited = 0; waited < 10_000; waited += 100) {
      call.wait(100);
      call.look();
      for (const kind of call.toasts()) seen.add(kind);
    }
    expect([...seen]).toEqual(['remote.many']);
  });

  it('two are two', () => {
    const call = promptCall();
    call.group(6);
    drop(call, 'ann', 'bo');
    call.wait(4_000);
    expect(call.toasts()).toEqual(['remote.dropped:ann', 'remote.dropped:bo']);
  });

  it('three spread over more than 5 s are three', () => {
    const call = promptCall();
    call.group(6);
    drop(call, 'ann');
    call.wait(2_500);
    drop(call, 'bo');
    call.wait(2_500);
    drop(call, 'cy');
    call.wait(3_500);
    expect(call.toasts()).toEqual(['remote.dropped:bo', 'remote.dropped:cy']);
  });

  it('toasts that were up give way to the group, and who comes later joins it', () => {
    const call = promptCall();
    call.group(6);
    drop(call, 'ann', 'bo');
    call.wait(1_000);
    drop(call, 'cy');
    call.wait(3_000);
    expect(call.toasts()).toEqual(['remote.dropped:ann', 'remote.dropped:bo']);
    call.wait(1_000);
    expect(call.toasts()).toEqual(['remote.many']);
    drop(call, 'di');
    call.wait(3_000);
    expect(call.toasts()).toEqual(['remote.many']);
    expect(call.find('remote.many')?.params).toEqual({ count: 4 });
    expect(call.log()).toContain('updated remote.many (in place)');
  });

  it('who was only part of a group is not welcomed back by name', () => {
    const call = promptCall();
    call.group(6);
    drop(call, 'ann', 'bo', 'cy');
    call.wait(5_000);
    call.blame('bo', 'none', { presence: 'returned', returnedAt: call.now });
    expect(call.toasts()).toEqual(['remote.many']);
  });
});

describe('rule 11: announcements', () => {
  const announced = (call: PromptCall) => call.memory.state.announcement?.id;

  it('come at once, then at most every 3 s, the most urgent first', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    expect(announced(call)).toBe('weak.up');
    call.blame('bo', 'dropped', { leftAt: call.now - 10_000 });
    call.blame('cy', 'dropped', { leftAt: call.now - 10_000 });
    call.wait(1);
    call.connection({ phase: 'failed' });
    call.wait(2_998);
    expect(announced(call)).toBe(undefined);
    call.wait(1);
    expect(announced(call)).toBe('local.failed');
    call.wait(3_000);
    expect(announced(call)).toBe('remote.dropped:bo');
  });

  it('what left the screen before its turn is not announced', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    call.diagnose('resumed');
    call.wait(1_000);
    call.diagnose('none');
    call.wait(5_000);
    expect(call.memory.state.announcement?.id).not.toBe('local.resumed');
  });

  it('a text that changes in place is not announced again, and silent prompts never', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    const first = call.memory.state.announcement;
    call.offer(...everything);
    call.wait(10_000);
    expect(call.find('weak.up')?.actions).toHaveLength(2);
    expect(call.memory.state.announcement).toBe(first);
    const silent = promptCall();
    silent.blame('bo', 'weak');
    expect(announced(silent)).toBeUndefined();
  });

  it('is empty again when its prompt has left', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(2_000);
    expect(announced(call)).toBe('local.noInternet');
    call.diagnose('none');
    call.connection({ phase: 'left' });
    expect(announced(call)).toBeUndefined();
  });

  it('a prompt that comes back is announced again', () => {
    const call = promptCall();
    for (let times = 0; times < 2; times++) {
      call.diagnose('noInternet');
      call.wait(2_000);
      expect(announced(call)).toBe('local.noInternet');
      call.diagnose('none');
      call.wait(20_000);
      expect(announced(call)).toBeUndefined();
    }
  });
});

describe('rule 12: one advice at a time, for what is being sent', () => {
  const adviceFor = (sending: object) => {
    const call = promptCall();
    call.offer(...everything);
    call.set({ sending: { known: true, audio: true, ...sending } });
    call.diagnose('weakUplink');
    return call.find('weak.up')?.actions;
  };

  it.each([
    [{ video: true, screen: true, effects: true }, 'cameraOff'],
    [{ screen: true, effects: true }, 'stopSharing'],
    [{ effects: true }, 'effectsOff'],
  ])('%j: %s', (sending, advice) => {
    expect(adviceFor(sending)).toEqual([advice, 'muteInThisCall']);
  });

  it('no advice when there is nothing to stop', () => {
    expect(adviceFor({})).toEqual(['muteInThisCall']);
  });

  it('the next advice follows in place when the first was taken', () => {
    const call = promptCall();
    call.offer(...everything);
    call.set({ sending: sendsAll });
    call.diagnose('weakUplink');
    expect(call.find('weak.up')?.actions[0]).toBe('cameraOff');
    call.set({ sending: { video: false } });
    expect(call.find('weak.up')?.actions[0]).toBe('stopSharing');
    expect(call.log()).toEqual(['shown weak.up (at once)', 'updated weak.up (in place)']);
  });

  it.each([
    ['weakUplink', { video: true }, true],
    ['weakUplink', { screen: true }, true],
    ['weakUplink', {}, false],
    ['weakDownlink', {}, true],
  ] as const)('audio only helps a severely %s sending %j: %s', (cause, sending, helps) => {
    const call = promptCall();
    call.offer('audioOnly');
    call.set({ sending: { known: true, audio: true, ...sending } });
    call.diagnose(cause, { level: 'vbad' });
    expect(call.find('weak.severe')?.actions.includes('audioOnly')).toBe(helps);
  });

  it('rejoin is not offered to who may not', () => {
    const ended = (more: object) => {
      const call = promptCall();
      call.offer('rejoin', 'leave');
      call.connection({
        phase: 'left',
        ended: { cause: 'kicked', code: 1, at: call.now, ...more },
      });
      return call.bannerPrompt()?.actions;
    };
    expect(ended({})).toEqual(['rejoin', 'leave']);
    expect(ended({ rejoinAllowed: true })).toEqual(['rejoin', 'leave']);
    expect(ended({ rejoinAllowed: false })).toEqual(['leave']);
    expect(ended({ forbiddenUntil: start + 1 })).toEqual(['leave']);
    expect(ended({ forbiddenUntil: start })).toEqual(['rejoin', 'leave']);
  });
});

describe('objects', () => {
  it('stay the same while nothing on screen changed', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    call.blame('bo', 'weak');
    const { state } = call.memory;
    call.diagnose('weakUplink', {
      began: start,
      confidence: 0.5,
      evidence: [{ sign: 'jitter', at: 3 }],
    });
    call.wait(5_000);
    call.look();
    expect(call.memory.state).toBe(state);
    call.blame('cy', 'weak');
    expect(call.memory.state).not.toBe(state);
    expect(call.memory.state.toasts).toBe(state.toasts);
    expect(call.memory.state.badges.get('bo')).toBe(state.badges.get('bo'));
    expect(call.memory.state.inline).toBe(state.inline);
  });

  it('memory is never changed in place', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    call.blame('bo', 'dropped');
    const { memory } = call;
    const copy = structuredClone(memory);
    call.diagnose('noInternet');
    call.wait(30_000);
    call.diagnose('none');
    call.wait(30_000);
    expect(memory).toEqual(copy);
  });

  it('nothing is waited for when nothing is wrong', () => {
    const call = promptCall();
    call.look();
    expect(call.recheckAt).toBe(Infinity);
    expect(call.memory.state).toBe(promptCall().memory.state);
  });

  it('nothing is kept of a trouble once it can no longer flap', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(5_000);
    call.diagnose('none');
    call.wait(20_000);
    expect(call.recheckAt).toBe(Infinity);
    call.look();
    expect(call.memory.tracks.size).toBe(0);
    expect(call.memory.debts.size).toBe(0);
  });

  it('the default policy is the policy without changes', () => {
    expect(definePromptPolicy({})).toEqual(defaultPolicy);
  });
});

describe('an own policy', () => {
  it('changes any number of any rule', () => {
    const call = promptCall(
      definePromptPolicy({
        warmUpMs: 0,
        prompts: { 'local.reconnecting': { delayMs: 500, priority: 99, surfaces: ['toast'] } },
      }),
    );
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(500);
    expect(call.toasts()).toEqual(['local.reconnecting']);
    expect(call.find('local.reconnecting')).toMatchObject({ priority: 99, severity: 'warning' });
  });

  it('replaces a built-in trigger', () => {
    const call = promptCall(
      definePromptPolicy({
        prompts: { 'weak.up': { when: ({ call: { stats } }) => (stats?.rttMs ?? 0) > 900 && {} } },
      }),
    );
    call.diagnose('weakUplink');
    expect(call.screen()).toEqual([]);
    call.set({ stats: { at: call.now, rttMs: 1_000 } });
    expect(call.screen()).toEqual(['weak.up']);
  });

  it('adds kinds of its own, about the call or about each remote', () => {
    const own = {
      'app.slow': {
        delayMs: 100,
        when: ({ call: { warnings } }: PromptView) => warnings > 3 && { params: { warnings } },
      },
      'remote.quiet': {
        perRemote: true,
        surfaces: ['badge'],
        when: (_view: PromptView, _now: number, remote: PromptRemote) =>
          remote.quiet && { params: { name: remote.userId } },
      },
    };
    const call = promptCall(definePromptPolicy({ prompts: own as PolicyChanges['prompts'] }));
    call.set({ warnings: 4 });
    call.remote('bo', { quiet: true });
    call.remote('cy');
    call.wait(100);
    expect(call.screen()).toEqual(['app.slow', 'remote.quiet:bo']);
    expect(call.find('app.slow')).toMatchObject({
      params: { warnings: 4 },
      severity: 'info',
      surface: 'toast',
      live: 'polite',
      dismissible: true,
    });
    expect(call.find('remote.quiet:bo')).toMatchObject({ userId: 'bo', params: { name: 'bo' } });
    call.set({ warnings: 0 });
    call.remote('bo', { quiet: false });
    call.wait(2_000);
    expect(call.screen()).toEqual([]);
  });
});
