import { readRecordings } from './recording.ts';
import { replay } from './replay.ts';

const [folder = '', only = ''] = process.argv.slice(2);
for (const recording of readRecordings(folder).filter(({ file }) => file.includes(only))) {
  const named = await replay(recording);
  for (const [side, spans] of Object.entries(named)) {
    const text = spans
      .map(
        ({ cause, from, to, why }) => `${cause}@${from}–${to}${process.env.WHY ? ` [${why}]` : ''}`,
      )
      .join('  ');
    console.log(`${recording.file} ${side} heal ${recording.t1 - recording.t0}: ${text}`);
  }
}
