import { round } from '../numbers.ts';
import { type Growth, measureGrowth } from './measureGrowth.ts';
import { measureOneFact } from './measureOneFact.ts';
import { subjects } from './subjects.ts';
import { growthOf, isLinear, sizes } from './verdict.ts';

console.log(
  'Microseconds of core for each user, by the size of the room. Linear: no more in the largest',
);
console.log('than three times what it is in the cheapest of the smaller ones.\n');
console.table(
  subjects.map((subject) => {
    const row = toRow(measureGrowth(subject, sizes));
    console.error(row.what, row.verdict);
    return row;
  }),
);

console.log('One fact about one of them, while half of the room …, in microseconds.');
console.table(
  measureOneFact(10, 10_000).map(({ name, small, large }) => ({
    'half of them': name,
    'room of 10': round(small),
    'room of 10,000': round(large),
    times: round(large / small),
  })),
);

function toRow(growth: Growth) {
  return {
    what: growth.name,
    ...Object.fromEntries(
      sizes.map((size) => [
        size,
        growth.perUser[size] === undefined ? '–' : round(growth.perUser[size]),
      ]),
    ),
    times: round(growthOf(growth)),
    verdict: isLinear(growth) ? 'linear' : 'SUPERLINEAR',
  };
}
