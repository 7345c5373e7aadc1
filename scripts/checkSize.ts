import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { entriesOf, packagePath, report } from './workspace.ts';

const kB = 1024;

// A ratchet: what the whole pipe weighs today, and a little room. The first plan, 6 and 12 kB, was made before
// the diagnosis, the thirty prompts with their rules, and the timeline existed; see docs/architecture.md.
const budgets = [
  {
    name: 'core with one source',
    budget: 31 * kB,
    code: `
      export { createNetworkStatus } from '@netcue/core';
      export { volcengine } from '@netcue/core/volcengine';`,
  },
  {
    name: 'core, banner, toaster and one source',
    budget: 36 * kB,
    code: `
      export { createNetworkStatus } from '@netcue/core';
      export { volcengine } from '@netcue/core/volcengine';
      export { NetworkStatusProvider, NetworkBanner, NetworkToaster } from '@netcue/react';`,
  },
  {
    name: 'one hook and the provider',
    budget: 5 * kB,
    code: `export { NetworkStatusProvider, useConnectionState } from '@netcue/react';`,
  },
];

/** What a user's bundle holds of the code, React and SDKs left out, minified. */
async function bundle(code: string) {
  const result = await build({
    stdin: { contents: code, resolveDir: packagePath('react') + '/../..' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    metafile: true,
    logLevel: 'error',
  });
  const { contents } = result.outputFiles[0]!;
  return { min: contents.length, gzip: gzipSync(contents, { level: 9 }).length, result };
}

const sizes = await Promise.all(
  budgets.map(async ({ name, budget, code }) => ({ name, budget, ...(await bundle(code)) })),
);
const shown = (bytes: number) => `${(bytes / kB).toFixed(2)} kB`;
console.table(
  sizes.map(({ name, min, gzip, budget }) => ({
    what: name,
    min: shown(min),
    'min+gzip': shown(gzip),
    budget: shown(budget),
  })),
);

/** A source must bring no SDK along: whatever it pulls in is ours or zustand. */
async function foreignInputs(entry: string): Promise<string[]> {
  const subpath = entry === 'index' ? '' : `/${entry}`;
  const { result } = await bundle(`export * from '@netcue/core${subpath}';`);
  const inputs = Object.keys(result.metafile.inputs);
  const own = /^(<stdin>|packages\/core\/dist\/.*|.*\/zustand\/.*)$/;
  return inputs.filter((input) => !own.test(input));
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
