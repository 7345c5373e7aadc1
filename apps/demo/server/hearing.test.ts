import { expect, it } from 'vitest';
import { createHearing } from './hearing.ts';

function hear(sequences: number[]) {
  const hearing = createHearing();
  for (const sequence of sequences) hearing.hear(1, sequence);
  return hearing;
}

const counted = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);

it('hears no loss in a row without gaps', () => {
  expect(hear(counted(100, 200)).take()).toMatchObject({ packets: 100, loss: 0 });
});

it('hears the gaps as loss', () => {
  expect(hear(counted(0, 100).filter((n) => n % 5 !== 0)).take().loss).toBeCloseTo(0.19, 1);
});

it('counts across the end of the number range', () => {
  expect(hear(counted(65_500, 65_600).map((n) => n & 0xffff)).take()).toMatchObject({
    packets: 100,
    loss: 0,
  });
});

it('takes a late packet for a late packet', () => {
  expect(hear([1, 2, 4, 3, 5]).take()).toMatchObject({ packets: 5, loss: 0 });
});

it('answers for the time since the last look, and nothing heard is not loss', () => {
  const hearing = hear(counted(0, 50));
  hearing.take();
  expect(hearing.take()).toMatchObject({ packets: 0, loss: 0 });
});

it('is silent a while after the last packet, but not before the first', () => {
  let now = 0;
  const hearing = createHearing(() => now);
  now = 5_000;
  expect(hearing.isSilent()).toBe(false);
  hearing.hear(1, 1);
  now += 500;
  expect(hearing.isSilent()).toBe(false);
  now += 500;
  expect(hearing.isSilent()).toBe(true);
  hearing.hear(1, 2);
  expect(hearing.isSilent()).toBe(false);
});
