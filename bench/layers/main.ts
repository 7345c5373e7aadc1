import { parseArgs } from 'node:util';
import { readRecordings, recordingsFolder } from '../diagnosis/recording.ts';
import { faults } from './faults.ts';
import { measure, type Told } from './measure.ts';
import { writePages } from './pages.ts';
import { sdkModels } from './sdkModels.ts';
import { sdkTable, untrueList, untrueTable } from './table.ts';

// When the right words are on screen with an SDK alone and with each layer more, for every recorded fault:
// `pnpm bench:layers`; with --write into README.md and docs/layers.md.
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const told: Told[] = [];
for (const recording of readRecordings(recordingsFolder))
  if (faults.some(({ file }) => file === recording.file))
    told.push(...(await measure(recording, sdkModels)));

if (values.write) writePages(told);
else
  console.log(
    [
      ...sdkModels.flatMap((model) => [`\n${model.title}`, sdkTable(model, told)]),
      untrueTable(sdkModels, told),
      untrueList(sdkModels, told),
    ].join('\n'),
  );
