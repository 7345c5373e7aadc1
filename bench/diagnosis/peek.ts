import { parseArgs } from 'node:util';
import type { Interval } from './interval.ts';
import { readRecordings, recordingsFolder } from './recording.ts';
import { replay } from './replay.ts';
import { parseWithout } from './witnesses.ts';
import { wordName } from './word.ts';

// What each screen concluded and told, stretch by stretch:
// `pnpm bench:peek [part of a name] [--why] [--without browser,probes] [--recordings DIR]`.
const { values, positionals } = parseArgs({
  options: {
    recordings: { type: 'string', default: recordingsFolder },
    why: { type: 'boolean', default: false },
    without: { type: 'string', default: '' },
  },
  allowPositionals: true,
});
const [only = ''] = positionals;

for (const recording of readRecordings(values.recordings)) {
  if (!recording.file.includes(only)) continue;
  const screens = Object.entries(await replay(recording, parseWithout(values.without)));
  console.log(
    `\n${recording.file}: ${recording.what}, healed after ${recording.t1 - recording.t0} ms`,
  );
  for (const [side, { causes, prompts }] of screens) {
    const concluded = causes.map((named) => describe(named.cause, named));
    const said = prompts.map((shown) => describe(wordName(shown), shown));
    console.log(`  ${side} concludes  ${concluded.join('  ') || '–'}`);
    console.log(`  ${side} says       ${said.join('  ') || '–'}`);
  }
}

function describe(name: string, { from, to, why }: Interval & { why: string }): string {
  return `${name} ${from}–${to}${values.why ? ` [${why}]` : ''}`;
}
