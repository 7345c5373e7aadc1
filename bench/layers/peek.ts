import { parseArgs } from 'node:util';
import { readRecordings, recordingsFolder } from '../diagnosis/recording.ts';
import { judgeTrial } from '../diagnosis/trial.ts';
import { layers } from './layers.ts';
import { modelledSources } from './modelledSources.ts';
import { sdkModels } from './sdkModels.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [part = '', sdk = ''] = positionals;
for (const recording of readRecordings(recordingsFolder).filter(({ file }) => file.includes(part)))
  for (const model of sdkModels.filter(({ source }) => source.includes(sdk)))
    for (const { letter, without } of layers)
      for (const row of await judgeTrial(recording, without, modelledSources(model))) {
        const words = row.words.map(
          ({ name, from, to, verdict, why = '' }) => `${verdict} ${name} ${from}–${to} ${why}`,
        );
        console.log(
          `${row.file} ${model.source} ${letter} ${row.side} ${row.verdict}: ${words.join(' | ')}`,
        );
      }
