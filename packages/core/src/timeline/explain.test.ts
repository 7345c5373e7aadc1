import { expect, it } from 'vitest';
import { createTimeline } from './createTimeline.ts';
import { explain } from './explain.ts';

const at = Date.UTC(2026, 10, 22, 10, 32, 5, 120);

const timeline = createTimeline();
const decide = (when: number, what: string, id: string, rule: string, evidence: object[] = []) =>
  timeline.record('prompt', when, {
    at: when,
    what,
    id,
    kind: id.split(':')[0],
    rule,
    began: at - 2_000,
    evidence,
  });

decide(at, 'shown', 'local.reconnecting', 'lasted 2000 ms', [
  { sign: 'SDK says reconnecting', at, value: 'network' },
]);
decide(at + 5_000, 'cleared', 'local.reconnecting', 'over');
decide(at, 'suppressed', 'remote.dropped:bo', 'local outage', [{ sign: 'left', at }]);

it('says in one sentence why a prompt was shown then', () => {
  expect(explain(timeline.entries(), 'local.reconnecting', at + 1_000)).toBe(
    'local.reconnecting was shown at 2026-11-22T10:32:05.120Z (lasted 2000 ms); trouble since 2026-11-22T10:32:03.120Z; SDK says reconnecting: network.',
  );
});

it('says why it is gone now', () => {
  expect(explain(timeline.entries(), 'local.reconnecting')).toContain(
    'was cleared at 2026-11-22T10:32:10.120Z (over)',
  );
});

it('says why a prompt about a remote did not appear, asked by kind or by id', () => {
  for (const question of ['remote.dropped', 'remote.dropped:bo'])
    expect(explain(timeline.entries(), question)).toMatch(
      /^remote\.dropped:bo was suppressed .* \(local outage\).*left\.$/,
    );
});

it('says that nothing asked for it', () => {
  expect(explain(timeline.entries(), 'weak.up')).toBe('weak.up had no reason to appear.');
});
