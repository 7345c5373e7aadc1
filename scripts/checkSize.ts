import { sizeByFolder } from './sizeByFolder.ts';
import { type App, apps, kB, sizeOf, sizeOfStyles, styles } from './sizes.ts';
import { entriesOf, report } from './workspace.ts';

// `--folders` also shows where the bytes of each app are.
const showsFolders = process.argv.includes('--folders');

const shown = (bytes: number) => `${(bytes / kB).toFixed(2)} kB`;
const sizesOfApps = await Promise.all(
  Object.values(apps).map(async (app: App) => ({ ...app, ...(await sizeOf(app.code)) })),
);
const sizes = [...sizesOfApps, { ...styles, ...(await sizeOfStyles()) }];
console.table(
  sizes.map(({ name, min, gzip, budget }) => ({
    what: name,
    min: shown(min),
    'min+gzip': shown(gzip),
    budget: shown(budget),
  })),
);
if (showsFolders) for (const app of Object.values(apps)) await showFolders(app);

async function showFolders({ name, code }: App): Promise<void> {
  console.log(`\n${name}, by folder of the sources (gzip: its share of the whole)`);
  const parts = await sizeByFolder(code);
  console.table(
    parts.map(({ folder, min, gzip, largest }) => ({
      folder,
      min: shown(min),
      gzip: shown(gzip),
      'largest files, kB': largest,
    })),
  );
}

/** A source must bring no SDK along: whatever it pulls in is ours or zustand. */
async function foreignInputs(entry: string): Promise<string[]> {
  const subpath = entry === 'index' ? '' : `/${entry}`;
  const { metafile } = await sizeOf(`export * from '@netcue/core${subpath}';`);
  const own = /^(<stdin>|packages\/core\/dist\/.*|.*\/zustand\/.*)$/;
  return Object.keys(metafile.inputs).filter((input) => !own.test(input));
}

const foreign = await Promise.all(
  entriesOf('core').map(async (entry) => [entry, await foreignInputs(entry)] as const),
);
for (const [entry, inputs] of foreign)
  if (inputs.length > 0) console.error(`@netcue/core ${entry} pulls in ${inputs.join(', ')}`);

report({
  ...Object.fromEntries(sizes.map(({ name, gzip, budget }) => [name, gzip <= budget])),
  'no entry of core pulls in an SDK': foreign.every(([, inputs]) => inputs.length === 0),
});
