import { expect, it } from 'vitest';
import { createHearing } from './hearing.ts';

const everyMs = 10;

/** Hears these sequence numbers of one stream, one every ten milliseconds, and waits a second. */
function hear(sequences: readonly number[]) {
  let now = 0;
  const hearing = createHearing(() => now);
  for (const sequence of sequences) {
    hearing.hear(1, sequence & 0xffff);
    now += everyMs;
  }
  now += 1_000;
  return {
    hearing,
    pass(ms: number) {
      now += ms;
    },
  };
}

const counted = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);

it('hears no loss in a row without gaps', () => {
  expect(hear(counted(100, 200)).hearing.take()).toMatchObject({ packets: 100, loss: 0 });
});

it('hears the gaps as loss', () => {
  const gappy = counted(0, 200).filter((n) => n % 5 !== 3);
  expect(hear(gappy).hearing.take().loss).toBeCloseTo(0.2, 2);
});

it('counts across the end of the number range', () => {
  expect(hear(counted(65_500, 65_600)).hearing.take()).toMatchObject({ packets: 100, loss: 0 });
});

it('takes packets that overtook each other for what they are', () => {
  const shuffled = counted(0, 200).map((n) => (n % 20 < 10 ? n + 10 : n - 10));
  const { hearing } = hear([0, ...shuffled.filter((n) => n > 0)]);
  expect(hearing.take().loss).toBe(0);
});

it('gives a late packet time before it counts as lost', () => {
  let now = 0;
  const hearing = createHearing(() => now);
  for (const sequence of counted(0, 100).filter((n) => n % 2 === 0)) {
    hearing.hear(1, sequence);
    now += everyMs;
  }
  for (const sequence of counted(60, 100).filter((n) => n % 2 === 1)) hearing.hear(1, sequence);
  expect(hearing.take().loss).toBeLessThan(0.5);
  now += 1_000;
  expect(hearing.take().loss).toBeLessThan(0.35);
});

it('begins anew with a stream that does', () => {
  expect(hear([...counted(0, 50), ...counted(30_000, 30_050)]).hearing.take().loss).toBe(0);
});

it('answers for the time since the last look, and nothing heard is not loss', () => {
  const { hearing } = hear(counted(0, 50));
  hearing.take();
  expect(hearing.take()).toMatchObject({ packets: 0, loss: 0 });
});

it('is silent when everything stops at once, but not before the first media', () => {
  expect(hear([]).hearing.isSilent()).toBe(false);
  const { hearing, pass } = hear(counted(0, 50));
  expect(hearing.isSilent()).toBe(true);
  hearing.hear(1, 50);
  pass(500);
  expect(hearing.isSilent()).toBe(false);
});

it('is not silent while it still checks the way: it stopped because the other end did not answer', () => {
  const { hearing, pass } = hear(counted(0, 50));
  hearing.notice();
  pass(2_500);
  expect(hearing.isSilent()).toBe(false);
  pass(1_000);
  expect(hearing.isSilent()).toBe(true);
});
