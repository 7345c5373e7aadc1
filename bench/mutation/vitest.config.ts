import { defineConfig } from 'vitest/config';

// What a mutant of a folder has to get past: the tests of that folder, without those that read the docs and without
// the random ones, which would make every verdict a matter of luck.
const tests = process.env.NETCUE_TESTS ?? 'prompts/**/*.test.ts';

export default defineConfig({
  resolve: { conditions: ['netcue-source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['netcue-source', 'module', 'node', 'development|production'] } },
  test: {
    environment: 'node',
    include: [`packages/core/src/${tests}`],
    exclude: ['**/node_modules/**', '**/*Properties.test.ts', '**/*Docs.test.ts'],
  },
});
