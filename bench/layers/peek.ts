import { parseArgs } from 'node:util';
import { readRecordings, recordingsFolder } from '../diagnosis/recording.ts';
import { replay } from '../diagnosis/replay.ts';
import { judgeTrial } from '../diagnosis/trial.ts';
import { wordName } from '../diagnosis/word.ts';
import { layers } from './layers.ts';
import { modelledSources } from './modelledSources.ts';
import { sdkModels } from './sdkModels.ts';

// Every word of some calls, judged: `node bench/layers/peek.ts [part of a name] [--sdk NAME] [--layer a] [--why]`.
const { values, positionals } = parseArgs({
  options: {
    sdk: { type: 'string', default: '' },
    layer: { type: 'string', default: 'abcd' },
    why: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [part = ''] = positionals;
const recordings = readRecordings(recordingsFolder).filter(({ file }) => file.includes(part));
const models = sdkModels.filter(({ source }) => source.includes(values.sdk));
const chosen = layers.filter(({ letter }) => values.layer.includes(letter));

for (const recording of recordings)
  for (const model of models)
    for (const { letter, without } of chosen) {
      const name = `${recording.file} ${model.source} ${letter}`;
      const makeSources = modelledSources(model);
      for (const { side, verdict, words } of await judgeTrial(recording, without, makeSources)) {
        const said = words.map(
          ({ name: word, from, to, verdict: judged, why = '' }) =>
            `\n    ${judged} ${word} ${from}–${to} ${why}`,
        );
        console.log(`${name} ${side} ${verdict}${said.join('')}`);
      }
      if (!values.why) continue;
      for (const [side, said] of Object.entries(await replay(recording, without, makeSources)))
        for (const shown of said.prompts)
          console.log(`  ${side} ${wordName(shown)} ${shown.from}–${shown.to}: ${shown.why}`);
    }
