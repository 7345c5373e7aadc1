import { round } from '../numbers.ts';
import { calls, measureLooks } from './measureLooks.ts';

console.log(
  'A look at the statistics of a healthy call, without getStats itself; two looks a second.\n',
);
const rows = [];
for (const call of Object.values(calls)) {
  const { name, wholeMs, readingMs, percent } = await measureLooks(call);
  rows.push({
    call: name,
    'reading, ms': round(readingMs),
    'with store, diagnosis and prompts, ms': round(wholeMs),
    '% of a core': round(percent),
  });
}
console.table(rows);
