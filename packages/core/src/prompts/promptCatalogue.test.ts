import { describe, expect, it } from 'vitest';
import type { PromptCall } from './promptCall.test.helper.ts';
import { healthy, promptCall, start } from './promptCall.test.helper.ts';
import { definePromptPolicy } from './promptPolicy.ts';
import type { BuiltInPromptKind } from './prompt.ts';

interface Row {
  severity: string;
  priority: number;
  surface: string;
  live: string;
  delayMs: number;
  /** Shortest time on screen once the trouble is over; `null` where it stays until somebody acts. */
  holdMs: number | null;
  id?: string;
  /** Makes the trouble true, at `call.now`. */
  begin(call: PromptCall): void;
  /** Makes it untrue. */
  end(call: PromptCall): void;
}

const well = (call: PromptCall) => call.diagnose('none');
const reconnected = (call: PromptCall) =>
  call.connection({ phase: 'connected', everConnected: true, connectedAt: call.now });
const named = (cause: Parameters<PromptCall['diagnose']>[0], level?: 'bad' | 'vbad') => ({
  begin: (call: PromptCall) => call.diagnose(cause, level && { level }),
  end: well,
});
const notYetConnected = (call: PromptCall) =>
  call.connection({ phase: 'idle', everConnected: false, connectedAt: undefined });

const rows: Record<BuiltInPromptKind, Row> = {
  'ended.byServer': {
    severity: 'error',
    priority: 100,
    surface: 'banner',
    live: 'assertive',
    delayMs: 0,
    holdMs: null,
    begin: (call) =>
      call.connection({ phase: 'left', ended: { cause: 'kicked', code: 1, at: call.now } }),
    end: (call) => call.dismiss('ended.byServer'),
  },
  'local.failed': {
    severity: 'error',
    priority: 95,
    surface: 'banner',
    live: 'assertive',
    delayMs: 0,
    holdMs: null,
    begin: (call) => call.connection({ phase: 'failed', cause: 'timeout' }),
    end: (call) => call.dismiss('local.failed'),
  },
  'join.failed': {
    severity: 'error',
    priority: 92,
    surface: 'banner',
    live: 'assertive',
    delayMs: 0,
    holdMs: null,
    begin: (call) => call.connection({ phase: 'failed', everConnected: false }),
    end: (call) => call.dismiss('join.failed'),
  },
  'local.offline': {
    severity: 'error',
    priority: 90,
    surface: 'banner',
    live: 'assertive',
    delayMs: 1_200,
    holdMs: 1_000,
    ...named('deviceOffline'),
  },
  'local.noInternet': {
    severity: 'error',
    priority: 88,
    surface: 'banner',
    live: 'assertive',
    delayMs: 2_000,
    holdMs: 1_000,
    ...named('noInternet'),
  },
  'local.lost': {
    severity: 'error',
    priority: 83,
    surface: 'banner',
    live: 'assertive',
    delayMs: 20_000,
    holdMs: 1_000,
    begin: (call) => call.connection({ phase: 'reconnecting', outageSince: call.now }),
    end: reconnected,
  },
  'local.serverUnreachable': {
    severity: 'error',
    priority: 84,
    surface: 'banner',
    live: 'polite',
    delayMs: 2_000,
    holdMs: 1_000,
    ...named('serverUnreachable'),
  },
  'local.reconnecting': {
    severity: 'warning',
    priority: 80,
    surface: 'banner',
    live: 'polite',
    delayMs: 2_000,
    holdMs: 1_000,
    begin: (call) => call.connection({ phase: 'reconnecting', outageSince: call.now }),
    end: reconnected,
  },
  'local.mediaInterrupted': {
    severity: 'warning',
    priority: 75,
    surface: 'banner',
    live: 'polite',
    delayMs: 3_000,
    holdMs: 1_000,
    ...named('mediaBlocked'),
  },
  'local.notHeard': {
    severity: 'warning',
    priority: 74,
    surface: 'banner',
    live: 'polite',
    delayMs: 2_000,
    holdMs: 1_000,
    ...named('notHeard'),
  },
  'local.resumed': {
    severity: 'info',
    priority: 70,
    surface: 'banner',
    live: 'polite',
    delayMs: 0,
    holdMs: 1_000,
    ...named('resumed'),
  },
  'join.slow': {
    severity: 'info',
    priority: 60,
    surface: 'banner',
    live: 'polite',
    delayMs: 8_000,
    holdMs: 1_000,
    begin: (call) => call.connection({ phase: 'connecting', everConnected: false }),
    end: reconnected,
  },
  'local.signalingOnly': {
    severity: 'info',
    priority: 55,
    surface: 'badge',
    live: 'off',
    delayMs: 2_000,
    holdMs: 1_000,
    ...named('signalingLost'),
  },
  'weak.severe': {
    severity: 'warning',
    priority: 50,
    surface: 'banner',
    live: 'polite',
    delayMs: 0,
    holdMs: 10_000,
    ...named('weakUplink', 'vbad'),
  },
  'weak.both': {
    severity: 'warning',
    priority: 41,
    surface: 'toast',
    live: 'polite',
    delayMs: 0,
    holdMs: 10_000,
    ...named('weakBoth', 'bad'),
  },
  'weak.up': {
    severity: 'warning',
    priority: 40,
    surface: 'toast',
    live: 'polite',
    delayMs: 0,
    holdMs: 10_000,
    ...named('weakUplink', 'bad'),
  },
  'weak.down': {
    severity: 'warning',
    priority: 39,
    surface: 'toast',
    live: 'polite',
    delayMs: 0,
    holdMs: 10_000,
    ...named('weakDownlink', 'bad'),
  },
  'weak.device': {
    severity: 'info',
    priority: 30,
    surface: 'toast',
    live: 'polite',
    delayMs: 10_000,
    holdMs: 10_000,
    ...named('deviceBusy'),
  },
  'local.restored': {
    severity: 'success',
    priority: 35,
    surface: 'toast',
    live: 'polite',
    delayMs: 0,
    holdMs: 5_000,
    begin(call) {
      call.now -= 10_400;
      call.diagnose('noInternet');
      call.wait(10_000);
      call.diagnose('none');
      call.wait(400);
    },
    end: () => {},
  },
  'remote.many': {
    severity: 'warning',
    priority: 26,
    surface: 'toast',
    live: 'polite',
    delayMs: 1_000,
    holdMs: 5_000,
    begin(call) {
      call.group(5);
      for (const userId of ['ann', 'bo', 'cy'])
        call.blame(userId, 'interrupted', {
          diagnosis: { ...healthy, cause: 'interrupted', began: call.now - 10_000 },
        });
    },
    end(call) {
      for (const userId of ['ann', 'bo', 'cy']) call.blame(userId, 'none');
    },
  },
  'remote.dropped': {
    severity: 'warning',
    priority: 25,
    surface: 'toast',
    live: 'polite',
    delayMs: 3_000,
    holdMs: 5_000,
    id: 'remote.dropped:bo',
    begin: (call) => call.blame('bo', 'dropped'),
    end: (call) => call.blame('bo', 'none'),
  },
  'remote.interrupted': {
    severity: 'warning',
    priority: 20,
    surface: 'badge',
    live: 'off',
    delayMs: 6_000,
    holdMs: 1_000,
    id: 'remote.interrupted:bo',
    begin(call) {
      call.group(3);
      call.blame('bo', 'interrupted');
    },
    end: (call) => call.blame('bo', 'none'),
  },
  'remote.returned': {
    severity: 'success',
    priority: 15,
    surface: 'toast',
    live: 'polite',
    delayMs: 0,
    holdMs: 5_000,
    id: 'remote.returned:bo',
    begin(call) {
      call.now -= 20_000;
      call.blame('bo', 'dropped');
      call.wait(20_000);
      call.blame('bo', 'none', { presence: 'returned', returnedAt: call.now });
    },
    end: (call) => call.blame('bo', 'none'),
  },
  'weak.restored': {
    severity: 'success',
    priority: 10,
    surface: 'toast',
    live: 'off',
    delayMs: 0,
    holdMs: 3_000,
    begin(call) {
      call.now -= 20_000;
      call.diagnose('weakUplink');
      call.wait(19_000);
      call.diagnose('none');
      call.wait(1_000);
    },
    end: () => {},
  },
  'network.changed': {
    severity: 'info',
    priority: 5,
    surface: 'toast',
    live: 'off',
    delayMs: 0,
    holdMs: 3_000,
    begin: (call) =>
      call.set({ device: { networkType: '4g', previousType: 'wifi', typeChangedAt: call.now } }),
    end: (call) => call.set({ device: { networkType: 'unknown' } }),
  },
  'remote.weak': {
    severity: 'warning',
    priority: 4,
    surface: 'badge',
    live: 'off',
    delayMs: 0,
    holdMs: 10_000,
    id: 'remote.weak:bo',
    begin: (call) => call.blame('bo', 'weak'),
    end: (call) => call.blame('bo', 'none'),
  },
  'remote.videoPaused': {
    severity: 'info',
    priority: 3,
    surface: 'badge',
    live: 'off',
    delayMs: 2_000,
    holdMs: 3_000,
    id: 'remote.videoPaused:bo',
    begin: (call) => call.remote('bo', { fallback: true }),
    end: (call) => call.remote('bo', { fallback: false }),
  },
  'remote.left': {
    severity: 'info',
    priority: 2,
    surface: 'toast',
    live: 'off',
    delayMs: 0,
    holdMs: 3_000,
    id: 'remote.left:bo',
    begin: (call) => call.remote('bo', { presence: 'left', leaveReason: 'quit', leftAt: call.now }),
    end: (call) => call.forget('bo'),
  },
  'precall.poor': {
    severity: 'warning',
    priority: 1,
    surface: 'inline',
    live: 'polite',
    delayMs: 0,
    holdMs: 1_000,
    begin(call) {
      notYetConnected(call);
      const uplink = {
        raw: 'poor',
        steady: 'poor',
        at: call.now,
        since: call.now,
        basis: 'sdk',
        rawSince: call.now,
        recent: [],
      } as const;
      call.set({ quality: { uplink } });
    },
    end: (call) =>
      call.set({
        quality: {
          uplink: {
            raw: 'good',
            steady: 'good',
            at: call.now,
            since: call.now,
            basis: 'sdk',
            rawSince: call.now,
            recent: [],
          },
        },
      }),
  },
};

const optIn: readonly BuiltInPromptKind[] = ['weak.restored', 'network.changed', 'remote.left'];
const allEnabled = definePromptPolicy({
  prompts: Object.fromEntries(optIn.map((kind) => [kind, { enabled: true }])),
});

describe.each(Object.entries(rows))('%s', (kind, row) => {
  const { id = kind, delayMs, holdMs } = row;
  const look = (policy = allEnabled) => {
    const call = promptCall(policy);
    row.begin(call);
    return call;
  };

  it(`is ${row.severity}, ${row.priority}, ${row.surface}, ${row.live}`, () => {
    const call = look();
    call.wait(delayMs);
    expect(call.find(id)).toMatchObject({
      id,
      kind,
      severity: row.severity,
      priority: row.priority,
      surface: row.surface,
      live: row.live,
    });
  });

  it.runIf(delayMs > 0)(`appears ${delayMs} ms after the trouble began, not sooner`, () => {
    const call = look();
    call.wait(delayMs - 1);
    expect(call.screen()).not.toContain(id);
    call.wait(1);
    expect(call.screen()).toContain(id);
  });

  it.runIf(delayMs === 0)('appears at once', () => {
    expect(look().screen()).toContain(id);
  });

  it.runIf(holdMs)(`stays ${holdMs} ms at least, then leaves`, () => {
    const call = look();
    call.wait(delayMs);
    row.end(call);
    call.wait(holdMs! - 1);
    expect(call.screen()).toContain(id);
    call.wait(1);
    expect(call.screen()).not.toContain(id);
  });

  it.runIf(holdMs === null)('stays until it is dismissed, and then stays away', () => {
    const call = look();
    call.wait(3_600_000);
    expect(call.banner()).toBe(id);
    row.end(call);
    expect(call.banner()).toBeUndefined();
    call.wait(3_600_000);
    expect(call.banner()).toBeUndefined();
  });

  it.runIf(optIn.includes(kind as BuiltInPromptKind))('is not shown unless asked for', () => {
    const call = promptCall();
    row.begin(call);
    expect(call.screen()).not.toContain(id);
    expect(call.log()).toContain(`suppressed ${id} (opt-in)`);
  });

  it('carries the rule and the evidence it was shown by', () => {
    const call = look();
    call.wait(delayMs);
    const prompt = call.find(id)!;
    const shown = call.decisions.find(
      (decision) => decision.id === id && decision.what === 'shown',
    )!;
    expect(prompt.rule).toBe(delayMs ? `lasted ${delayMs} ms` : 'at once');
    expect(shown.rule).toBe(prompt.rule);
    expect(shown.evidence).toEqual(prompt.evidence);
    expect(shown.at).toBe(prompt.shownAt);
  });
});

it('offers the actions of the catalogue, each only if the app handles it', () => {
  const offers: Partial<Record<BuiltInPromptKind, string[]>> = {
    'ended.byServer': ['rejoin', 'leave'],
    'local.failed': ['rejoin', 'leave', 'copyDetails'],
    'join.failed': ['retry', 'leave'],
    'local.offline': ['leave'],
    'local.noInternet': ['retry'],
    'local.lost': ['retry', 'leave'],
    'local.serverUnreachable': ['retry'],
    'local.reconnecting': ['leave'],
    'local.mediaInterrupted': ['retry'],
    'local.notHeard': ['retry'],
    'join.slow': ['cancel'],
    'weak.severe': ['audioOnly', 'muteInThisCall'],
    'weak.both': ['audioOnly', 'muteInThisCall'],
    'weak.up': ['cameraOff', 'muteInThisCall'],
    'weak.down': ['pauseIncomingVideo', 'muteInThisCall'],
    'weak.device': ['effectsOff', 'muteInThisCall'],
    'remote.many': ['showList'],
    'precall.poor': ['joinAudioOnly', 'testAgain'],
  };
  for (const kind of Object.keys(rows) as BuiltInPromptKind[]) {
    const call = promptCall(allEnabled);
    call.offer(
      'rejoin',
      'leave',
      'retry',
      'cancel',
      'copyDetails',
      'audioOnly',
      'cameraOff',
      'stopSharing',
      'effectsOff',
      'pauseIncomingVideo',
      'showList',
      'joinAudioOnly',
      'testAgain',
    );
    rows[kind].begin(call);
    call.wait(rows[kind].delayMs);
    expect([kind, call.find(rows[kind].id ?? kind)?.actions]).toEqual([kind, offers[kind] ?? []]);
    call.offer();
    expect([kind, call.find(rows[kind].id ?? kind)?.actions]).toEqual([
      kind,
      kind.startsWith('weak.') && kind !== 'weak.restored' ? ['muteInThisCall'] : [],
    ]);
  }
});

describe('triggers', () => {
  it.each([
    'kicked',
    'bannedUser',
    'bannedIp',
    'bannedChannel',
    'duplicateLogin',
    'tokenExpired',
    'tokenInvalid',
    'roomClosed',
    'serverShutdown',
    'rejected',
    'capacity',
    'licence',
  ] as const)('a call ended for %s was ended by the server, and says why', (cause) => {
    const call = promptCall();
    call.connection({ phase: 'failed', ended: { cause, code: 7, at: call.now } });
    expect(call.bannerPrompt()).toMatchObject({ id: 'ended.byServer', params: { reason: cause } });
  });

  it.each([
    'network',
    'timeout',
    'signal',
    'media',
    'ice',
    'serverError',
    'joinFailed',
    'none',
    'unknown',
  ] as const)('a call that ended for %s failed', (cause) => {
    const call = promptCall();
    call.connection({ phase: 'left', ended: { cause, code: 7, at: call.now } });
    call.connection({ phase: 'failed' });
    expect(call.banner()).toBe('local.failed');
  });

  it('a refused first connect is a failed join, whatever the reason', () => {
    const call = promptCall();
    call.connection({
      phase: 'left',
      everConnected: false,
      ended: { cause: 'tokenInvalid', code: 7, at: call.now },
    });
    expect(call.banner()).toBe('join.failed');
  });

  it('an SDK that says LOST makes the outage no older: after 20 s it replaces reconnecting in place', () => {
    const call = promptCall();
    call.connection({
      phase: 'reconnecting',
      outageSince: call.now - 1_000,
      givesUpAt: call.now + 9_000,
    });
    call.wait(1_000);
    expect(call.bannerPrompt()).toMatchObject({
      id: 'local.reconnecting',
      expectedEndAt: start + 9_000,
    });
    call.connection({ phase: 'lost' });
    call.wait(17_999);
    expect(call.banner()).toBe('local.reconnecting');
    call.wait(1);
    expect(call.banner()).toBe('local.lost');
  });

  it.each([
    'deviceOffline',
    'noInternet',
    'serverUnreachable',
    'mediaBlocked',
    'notHeard',
  ] as const)(
    'lost never takes the place of %s, whatever the SDK says and however long it lasts',
    (cause) => {
      const call = promptCall();
      call.connection({ phase: 'lost', outageSince: call.now - 60_000 });
      call.diagnose(cause);
      call.wait(100);
      const { id } = call.bannerPrompt()!;
      expect(id).not.toMatch(/lost|reconnecting/);
      call.wait(120_000);
      expect(call.banner()).toBe(id);
      call.diagnose('unknownOutage');
      call.wait(1_000);
      expect(call.banner()).toBe('local.lost');
    },
  );

  it('an outage nobody can name is lost after 20 s, without a word from an SDK', () => {
    const call = promptCall();
    call.diagnose('unknownOutage');
    call.wait(19_999);
    expect(call.banner()).toBe('local.reconnecting');
    call.wait(1);
    expect(call.banner()).toBe('local.lost');
  });

  it.each(['reconnecting', 'lost', 'connecting'] as const)(
    '%s after having been connected is reconnecting',
    (phase) => {
      const call = promptCall();
      call.connection({ phase, outageSince: call.now });
      call.wait(2_000);
      expect(call.screen()).toEqual(['local.reconnecting']);
    },
  );

  it.each(['weakUplink', 'weakDownlink', 'weakBoth', 'deviceBusy'] as const)(
    'a broken connection that was %s before is reconnecting',
    (cause) => {
      const call = promptCall();
      call.diagnose(cause);
      call.connection({ phase: 'reconnecting', outageSince: call.now });
      call.wait(2_000);
      expect(call.banner()).toBe('local.reconnecting');
    },
  );

  it.each([
    ['deviceOffline', 'local.offline'],
    ['noInternet', 'local.noInternet'],
    ['serverUnreachable', 'local.serverUnreachable'],
    ['mediaBlocked', 'local.mediaInterrupted'],
    ['notHeard', 'local.notHeard'],
    ['resumed', 'local.resumed'],
  ] as const)('a broken connection with the cause %s is named %s', (cause, kind) => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.diagnose(cause);
    call.wait(5_000);
    expect(call.screen()).toEqual([kind]);
  });

  it('a connection that the SDK calls broken while media flows is a quiet hint, a toast after 15 s, and never "lost"', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: call.now });
    call.diagnose('signalingLost');
    call.wait(14_999);
    expect([call.badges(), call.toasts(), call.banner()]).toEqual([
      ['local.signalingOnly'],
      [],
      undefined,
    ]);
    expect(call.memory.state.badges.get('')?.live).toBe('off');
    call.wait(1);
    expect([call.badges(), call.toasts()]).toEqual([[], ['local.signalingOnly']]);
    call.wait(60_000);
    expect(call.screen()).toEqual(['local.signalingOnly']);
  });

  it.each([
    ['weakUplink', 'bad', false, 'weak.up'],
    ['weakDownlink', 'bad', false, 'weak.down'],
    ['weakBoth', 'bad', false, 'weak.both'],
    ['weakUplink', 'bad', true, 'weak.both'],
    ['weakDownlink', 'bad', true, 'weak.both'],
    ['weakUplink', 'vbad', false, 'weak.severe'],
    ['weakDownlink', 'down', false, 'weak.severe'],
    ['weakBoth', 'vbad', true, 'weak.severe'],
    ['weakBoth', undefined, false, 'weak.both'],
  ] as const)('%s at %s, between us: %s, is %s', (cause, level, betweenUs, kind) => {
    const call = promptCall();
    call.diagnose(cause, { level, betweenUs });
    expect(call.screen()).toEqual([kind]);
  });

  it('network.changed needs two known networks and no trouble', () => {
    const changed = (device: object, cause: 'none' | 'unknownOutage' = 'none') => {
      const call = promptCall(allEnabled);
      call.diagnose(cause);
      call.set({ device: { typeChangedAt: call.now, ...device } });
      return call.find('network.changed')?.params;
    };
    expect(changed({ previousType: 'wifi', networkType: 'cellular' })).toEqual({
      network: 'cellular',
    });
    expect(changed({ previousType: 'unknown', networkType: 'wifi' })).toBeUndefined();
    expect(changed({ networkType: 'wifi' })).toBeUndefined();
    expect(changed({ previousType: 'none', networkType: 'wifi' })).toBeUndefined();
    expect(changed({ previousType: 'wifi', networkType: 'none' })).toBeUndefined();
    expect(changed({ previousType: 'wifi', networkType: 'unknown' })).toBeUndefined();
    expect(changed({ previousType: 'wifi', networkType: '4g' }, 'unknownOutage')).toBeUndefined();
  });

  it('network.changed is news for 3 s', () => {
    const call = promptCall(allEnabled);
    call.set({ device: { networkType: '4g', previousType: 'wifi', typeChangedAt: call.now } });
    call.wait(2_999);
    expect(call.toasts()).toEqual(['network.changed']);
    call.wait(1_001);
    expect(call.screen()).toEqual([]);
    expect(call.recheckAt).toBe(Infinity);
  });

  it('precall.poor is about quality before joining only', () => {
    const poor = {
      raw: 'poor',
      steady: 'poor',
      at: 1,
      since: 1,
      basis: 'sdk',
      rawSince: 1,
      recent: [],
    } as const;
    const call = promptCall();
    call.set({ quality: { overall: poor } });
    expect(call.screen()).toEqual([]);
    const before = promptCall();
    notYetConnected(before);
    expect(before.screen()).toEqual([]);
    before.set({ quality: { overall: { ...poor, steady: 'good' } } });
    expect(before.screen()).toEqual([]);
    before.set({ quality: { overall: poor } });
    expect(before.find('precall.poor')?.evidence).toEqual([
      { sign: 'measured before joining', at: 1, value: 'poor' },
    ]);
  });

  it('names a remote by name, or by id where there is none', () => {
    const call = promptCall();
    call.blame('bo', 'weak');
    call.blame('cy', 'weak', { name: undefined });
    expect(call.find('remote.weak:bo')?.params).toEqual({ name: 'BO' });
    expect(call.find('remote.weak:cy')?.params).toEqual({ name: 'cy' });
  });

  it('tells how long an interrupted remote will be waited for', () => {
    const call = promptCall();
    call.blame('bo', 'interrupted', { expectedEndAt: 77 });
    call.wait(2_000);
    expect(call.find('remote.interrupted:bo')?.expectedEndAt).toBe(77);
  });

  it.each(['kicked', 'left', 'unstable', 'present'] as const)(
    'a remote that is %s is no prompt by default',
    (presence) => {
      const call = promptCall();
      call.remote('bo', { presence, leaveReason: 'quit', leftAt: call.now });
      call.wait(60_000);
      expect(call.screen()).toEqual([]);
    },
  );

  it('only a quit is "left"', () => {
    const call = promptCall(allEnabled);
    call.remote('bo', { presence: 'left', leaveReason: 'role', leftAt: call.now });
    expect(call.screen()).toEqual([]);
  });
});
