import { parseArgs } from 'node:util';
import { recordingsFolder } from './recording.ts';
import { readRecordings } from './recording.ts';
import { type Named, replay } from './replay.ts';

// What each screen concluded and told, stretch by stretch: `pnpm bench:peek [part of a name] [--why] [--recordings DIR]`.
const { values, positionals } = parseArgs({
  options: { recordings: { type: 'string' }, why: { type: 'boolean' } },
  allowPositionals: true,
});
const [only = ''] = positionals;

for (const recording of readRecordings(values.recordings ?? recordingsFolder)) {
  if (!recording.file.includes(only)) continue;
  const screens = Object.entries(await replay(recording));
  console.log(
    `\n${recording.file}: ${recording.what}, healed after ${recording.t1 - recording.t0} ms`,
  );
  for (const [side, { causes, prompts }] of screens) {
    console.log(`  ${side} concludes  ${causes.map(describe).join('  ') || '–'}`);
    console.log(`  ${side} says       ${prompts.map(describe).join('  ') || '–'}`);
  }
}

function describe({ cause, from, to, why }: Named): string {
  return `${cause} ${from}–${to}${values.why ? ` [${why}]` : ''}`;
}
