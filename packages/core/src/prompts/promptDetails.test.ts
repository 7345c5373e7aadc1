import { describe, expect, it } from 'vitest';
import { dismissPrompt } from './dismissPrompt.ts';
import type { PromptCall } from './promptCall.test.helper.ts';
import { promptCall, start } from './promptCall.test.helper.ts';
import { defaultPolicy, definePromptPolicy, type PolicyChanges } from './promptPolicy.ts';

const everything = definePromptPolicy({
  prompts: {
    'weak.restored': { enabled: true },
    'network.changed': { enabled: true },
    'remote.left': { enabled: true },
  },
});
const policyWith = (prompts: object) =>
  definePromptPolicy({ prompts: prompts as PolicyChanges['prompts'] });

/** Shown and over, with the time it took to leave. */
function offlineFor(call: PromptCall, ms: number): number {
  call.diagnose('deviceOffline', { began: call.now - 2_000 });
  call.wait(ms);
  call.diagnose('none');
  const from = call.now;
  while (call.banner()) call.wait(100);
  return call.now - from;
}

describe('evidence', () => {
  it('of a broken connection is the word of the SDK', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', cause: 'ice', outageSince: call.now });
    call.wait(2_000);
    expect(call.bannerPrompt()?.evidence).toEqual([
      { sign: 'SDK says reconnecting', at: start, value: 'ice' },
    ]);
  });

  it('of an ended call is why it ended', () => {
    const call = promptCall();
    call.connection({
      phase: 'left',
      cause: 'none',
      ended: { cause: 'kicked', code: 1, at: start - 5 },
    });
    expect(call.bannerPrompt()).toMatchObject({
      began: start - 5,
      evidence: [{ sign: 'SDK says left', at: start, value: 'kicked' }],
    });
  });

  it('of a group is how many', () => {
    const call = promptCall();
    call.group(5);
    for (const userId of ['ann', 'bo', 'cy']) call.blame(userId, 'dropped');
    call.wait(4_000);
    expect(call.find('remote.many')?.evidence).toEqual([
      { sign: 'remotes in trouble at once', at: start + 4_000, value: 3 },
    ]);
  });

  it('of a decision is in the decision', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(2_000);
    call.diagnose('none');
    call.wait(1_000);
    expect(call.log().slice(0, 2)).toEqual([
      'shown local.noInternet (lasted 2000 ms)',
      'cleared local.noInternet (over)',
    ]);
    expect(call.decisions[1]).toMatchObject({
      began: start,
      evidence: [{ sign: 'no packet on any connection' }],
    });
  });
});

describe('a guess', () => {
  it.each([
    [0.4, undefined],
    [0.5, 'local.reconnecting'],
  ])('an outage that is %f sure says %s', (confidence, banner) => {
    const call = promptCall();
    call.diagnose('unknownOutage', { confidence });
    call.wait(5_000);
    expect(call.banner()).toBe(banner);
    call.wait(30_000);
    expect(call.banner()).toBe(banner && 'local.lost');
  });

  it('does not silence what the SDK says, nor a cause that has a name', () => {
    const call = promptCall();
    call.diagnose('unknownOutage', { confidence: 0.4 });
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(2_000);
    expect(call.banner()).toBe('local.reconnecting');
    const named = promptCall();
    named.diagnose('noInternet', { confidence: 0.4 });
    named.wait(2_000);
    expect(named.banner()).toBe('local.noInternet');
  });
});

describe('what was a remote’s all along', () => {
  it('is no outage of ours, and nothing has to thaw', () => {
    const call = promptCall();
    call.group(3);
    call.diagnose('unknownOutage', { confidence: 0.4 });
    call.blame('bo', 'interrupted');
    call.wait(6_000);
    call.diagnose('unknownOutage', { confidence: 0.9 });
    call.wait(100);
    call.diagnose('none', { withdrawn: true });
    expect(call.badges()).toEqual(['remote.interrupted:bo']);
  });
});

describe('flapping', () => {
  it('is forgotten after ten seconds, also when nobody looked meanwhile', () => {
    const call = promptCall();
    expect(offlineFor(call, 1_000)).toBe(400);
    call.wait(3_000);
    call.now += 60_000;
    expect(offlineFor(call, 1_000)).toBe(400);
  });

  it.each([
    [9_999, 1_400],
    [10_000, 400],
  ])(
    'a trouble that is back %i ms after its last beginning has to stay away %i ms',
    (after, expected) => {
      const call = promptCall();
      offlineFor(call, 1_000);
      call.wait(start + after - call.now);
      expect(offlineFor(call, 1_000)).toBe(expected);
    },
  );
});

describe('weakness', () => {
  it('that was only up for no time at all does not count', () => {
    const call = promptCall();
    for (let times = 0; times < 4; times++) {
      call.diagnose('weakUplink');
      call.diagnose('noInternet');
      expect(call.screen()).toEqual([]);
      call.wait(100);
      call.diagnose('none');
      call.wait(20_000);
    }
    call.diagnose('weakUplink');
    expect(call.toasts()).toEqual(['weak.up']);
  });

  it('stands while an outage is not told yet, although it can no longer be seen', () => {
    const call = promptCall();
    call.diagnose('weakUplink');
    call.wait(10_500);
    call.diagnose('noInternet');
    call.wait(1_999);
    expect(call.screen()).toEqual(['weak.up']);
    call.wait(1);
    expect(call.screen()).toEqual(['local.noInternet']);
  });

  it('gives way to an outage, not to anything that is more important', () => {
    const call = promptCall(policyWith({ 'app.news': { priority: 99, when: () => ({}) } }));
    call.diagnose('weakUplink');
    call.wait(1);
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(1_000);
    expect(call.toasts()).toEqual(['app.news', 'weak.up']);
  });

  it('of the device is one of them: a toast each time, warmed up, silenced with the others', () => {
    const call = promptCall();
    for (let times = 0; times < 2; times++) {
      call.diagnose('deviceBusy');
      call.wait(10_000);
      expect(call.toasts()).toEqual(['weak.device']);
      call.diagnose('none');
      call.wait(20_000);
    }
    call.diagnose('weakUplink');
    call.dismiss('weak.up', true);
    call.diagnose('deviceBusy');
    call.wait(20_000);
    expect(call.screen()).toEqual([]);
  });

  it('has a warm-up, nothing else has', () => {
    const call = promptCall();
    call.set({ connection: { connectedAt: start } });
    call.diagnose('noInternet');
    call.blame('bo', 'weak');
    call.wait(2_000);
    expect(call.banner()).toBe('local.noInternet');
    const other = promptCall();
    other.set({ connection: { connectedAt: start } });
    other.blame('bo', 'weak');
    expect(other.badges()).toEqual(['remote.weak:bo']);
  });

  it('waiting for the end of the warm-up and gone before it is one decision', () => {
    const call = promptCall();
    call.set({ connection: { connectedAt: start } });
    call.diagnose('weakUplink');
    call.wait(3_000);
    call.diagnose('none');
    call.wait(20_000);
    expect(call.log()).toEqual(['suppressed weak.up (warm-up)']);
  });

  it('is not used up by other prompts', () => {
    const call = promptCall();
    for (let times = 0; times < 4; times++) {
      offlineFor(call, 2_000);
      call.wait(20_000);
    }
    call.diagnose('weakUplink');
    expect(call.screen()).toEqual(['weak.up']);
  });

  it('reaches its cap alone: everything else is still told, and the last one stays while it lasts', () => {
    const call = promptCall();
    for (let times = 0; times < 3; times++) {
      call.diagnose('weakUplink');
      call.wait(12_000);
      expect(call.screen()).toEqual(['weak.up']);
      if (times < 2) call.diagnose('none');
      call.wait(20_000);
    }
    expect(call.screen()).toEqual(['weak.up']);
    call.blame('bo', 'weak');
    expect(call.badges()).toEqual(['remote.weak:bo']);
    call.diagnose('noInternet');
    call.wait(2_000);
    expect(call.banner()).toBe('local.noInternet');
  });

  it('of the device is hidden by an outage like any other', () => {
    const call = promptCall();
    call.diagnose('deviceBusy');
    call.wait(10_000);
    call.diagnose('noInternet');
    call.wait(2_000);
    expect(call.screen()).toEqual(['local.noInternet']);
  });

  it('its end is told although a remote is in trouble', () => {
    const call = promptCall(everything);
    call.diagnose('weakUplink');
    call.blame('bo', 'weak');
    call.wait(12_000);
    call.diagnose('none');
    call.wait(1_000);
    expect(call.toasts()).toEqual(['weak.restored']);
  });
});

describe('recovery', () => {
  it('is told 0.4 s after the end, although an escalation was still waiting', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.wait(5_000);
    call.connection({ phase: 'connected', connectedAt: call.now });
    call.wait(400);
    expect(call.screen()).toEqual(['local.restored']);
  });

  it('is told of an outage that was dismissed', () => {
    const call = promptCall();
    call.diagnose('noInternet');
    call.wait(2_000);
    call.dismiss('local.noInternet');
    call.wait(30_000);
    call.diagnose('none');
    expect(call.screen()).toEqual(['local.restored']);
  });

  it('can be dismissed itself', () => {
    const call = promptCall();
    offlineFor(call, 3_000);
    expect(call.toasts()).toEqual(['local.restored']);
    call.dismiss('local.restored');
    expect(call.toasts()).toEqual([]);
  });

  it.each([
    ['one of several connections', { a: { lastRtpAt: 0 }, b: { lastRtpAt: start + 10_000 } }, true],
    ['a packet from just before the diagnosis noticed', { a: { lastRtpAt: start + 4_500 } }, true],
    ['a packet from a second before', { a: { lastRtpAt: start + 4_000 } }, false],
  ])('media flows: %s', (_what, media, told) => {
    const call = promptCall();
    call.set({ media: media as never });
    call.diagnose('noInternet');
    call.wait(5_000);
    call.diagnose('none');
    call.wait(400);
    expect(call.screen()).toEqual(told ? ['local.restored'] : []);
  });

  it('of media that was measured once waits for media', () => {
    const call = promptCall();
    call.set({ mediaSeen: true });
    call.diagnose('noInternet');
    call.wait(5_000);
    call.diagnose('none');
    call.wait(400);
    expect(call.screen()).toEqual([]);
  });

  it('of a remote waits for the end of our own outage', () => {
    const call = promptCall();
    call.blame('bo', 'dropped');
    call.wait(4_000);
    call.diagnose('noInternet');
    call.blame('bo', 'none', { presence: 'returned', returnedAt: call.now });
    call.wait(2_000);
    call.diagnose('none');
    call.wait(2_999);
    expect(call.toasts()).not.toContain('remote.returned:bo');
    call.wait(1);
    expect(call.toasts()).toContain('remote.returned:bo');
    call.wait(5_000);
    expect(call.toasts()).toEqual([]);
  });
});

describe('remotes', () => {
  it('who drop at the same time are listed by id', () => {
    const call = promptCall();
    call.group(5);
    call.blame('cy', 'dropped');
    call.blame('ann', 'dropped');
    call.wait(3_000);
    expect(call.toasts()).toEqual(['remote.dropped:ann', 'remote.dropped:cy']);
  });

  it('keep their badges while their group waits', () => {
    const call = promptCall();
    call.group(5);
    for (const userId of ['ann', 'bo', 'cy']) call.blame(userId, 'dropped');
    call.wait(3_500);
    expect(call.toasts()).toEqual([]);
    expect(call.badges()).toHaveLength(3);
  });

  it('a group that got smaller is not kept up by who comes later', () => {
    const call = promptCall();
    call.group(6);
    for (const userId of ['ann', 'bo', 'cy']) call.blame(userId, 'dropped');
    call.wait(4_100);
    call.blame('ann', 'none');
    call.blame('bo', 'none');
    call.wait(1_000);
    call.blame('di', 'dropped');
    call.wait(4_000);
    expect(call.toasts()).not.toContain('remote.many');
  });

  it('an unseen blame is taken back when our own side turns out to be bad in the same instant', () => {
    for (const cause of ['noInternet', 'weakDownlink'] as const) {
      const call = promptCall();
      call.blame('bo', 'weak');
      call.diagnose(cause);
      expect(call.badges()).toEqual([]);
    }
  });

  it('one badge replaces another in place once it is due', () => {
    const call = promptCall();
    call.blame('bo', 'weak');
    call.wait(1);
    call.blame('bo', 'none', { fallback: true });
    call.wait(1_999);
    expect(call.badges()).toEqual(['remote.weak:bo']);
    call.wait(1);
    expect(call.badges()).toEqual(['remote.videoPaused:bo']);
    expect(call.find('remote.videoPaused:bo')?.params).toEqual({ name: 'BO' });
  });

  it('an interruption that becomes weakness for a moment goes on counting', () => {
    const call = promptCall();
    call.group(3);
    call.blame('bo', 'interrupted');
    call.wait(5_000);
    call.blame('bo', 'weak');
    call.wait(500);
    call.blame('bo', 'interrupted');
    call.wait(500);
    expect(call.badges()).toEqual(['remote.interrupted:bo']);
  });

  it('who is waited for keeps name and evidence until the drop is certain', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted');
    call.wait(2_000);
    call.blame('bo', 'dropped');
    call.wait(1_000);
    expect(call.find('remote.interrupted:bo')).toMatchObject({
      params: { name: 'BO' },
      began: start,
      evidence: [{ sign: 'seen interrupted' }],
    });
  });

  it('who left is named; who is present never left', () => {
    const call = promptCall(everything);
    call.remote('bo', { presence: 'left', leaveReason: 'quit', leftAt: call.now - 7 });
    call.remote('cy', { presence: 'present', leaveReason: 'quit', leftAt: call.now - 7 });
    expect(call.toasts()).toEqual(['remote.left:bo']);
    expect(call.find('remote.left:bo')).toMatchObject({ params: { name: 'BO' }, began: start - 7 });
    call.wait(3_000);
    expect(call.log().at(-1)).toBe('cleared remote.left:bo (shown long enough)');
  });
});

describe('dismissal', () => {
  it('of a prompt that does not exist is ignored', () => {
    const { memory } = promptCall();
    expect(dismissPrompt(memory, 'no.such', start, defaultPolicy)).toBe(memory);
    expect(dismissPrompt(memory, '', start, defaultPolicy, true)).toBe(memory);
  });

  it.each(Object.entries(defaultPolicy.prompts))(
    '%s can be dismissed unless it is a badge',
    (_kind, rule) => {
      expect(rule.dismissible).toBe(!(rule.surfaces.length === 1 && rule.surfaces[0] === 'badge'));
    },
  );
});

describe('advice', () => {
  it.each([
    ['audioOnly', 'cameraOff'],
    ['pauseIncomingVideo', 'cameraOff'],
    ['joinAudioOnly', 'audioOnly'],
    ['cameraOff', 'effectsOff'],
    ['stopSharing', 'audioOnly'],
    ['effectsOff', 'pauseIncomingVideo'],
  ] as const)('%s or %s, not both', (first, second) => {
    const call = promptCall(
      definePromptPolicy({ prompts: { 'weak.down': { actions: [first, second, 'leave'] } } }),
    );
    call.offer(first, second, 'leave');
    call.diagnose('weakDownlink');
    expect(call.find('weak.down')?.actions).toEqual([first, 'leave']);
  });

  it('is that of the catalogue, in its order', () => {
    const actions = Object.fromEntries(
      Object.entries(defaultPolicy.prompts).map(([kind, rule]) => [kind, rule.actions.join(' ')]),
    );
    expect(actions).toEqual({
      'ended.byServer': 'rejoin leave',
      'local.failed': 'rejoin leave copyDetails',
      'join.failed': 'retry leave',
      'local.offline': 'leave',
      'local.noInternet': 'retry',
      'local.lost': 'retry leave',
      'local.serverUnreachable': 'retry',
      'local.reconnecting': 'leave',
      'local.mediaInterrupted': 'retry',
      'local.notHeard': 'retry',
      'local.resumed': '',
      'join.slow': 'cancel',
      'local.signalingOnly': '',
      'weak.severe': 'audioOnly muteInThisCall',
      'weak.both': 'audioOnly muteInThisCall',
      'weak.up': 'cameraOff stopSharing effectsOff muteInThisCall',
      'weak.down': 'pauseIncomingVideo muteInThisCall',
      'local.restored': '',
      'weak.device': 'effectsOff cameraOff muteInThisCall',
      'remote.many': 'showList',
      'remote.dropped': '',
      'remote.interrupted': '',
      'remote.returned': '',
      'weak.restored': '',
      'network.changed': '',
      'remote.weak': '',
      'remote.videoPaused': '',
      'remote.left': '',
      'precall.poor': 'joinAudioOnly testAgain',
    });
  });
});

it('a network that was never said to change did not change', () => {
  const call = promptCall(everything);
  call.set({ device: { previousType: 'wifi', networkType: '4g' } });
  expect(call.screen()).toEqual([]);
});
