import { defineConfig } from 'tsdown';
import { packageEntries } from '../../scripts/packageEntries.ts';

export default defineConfig({
  entry: packageEntries(new URL('package.json', import.meta.url)),
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  tsconfig: 'tsconfig.build.json',
  dts: { sourcemap: true },
  sourcemap: true,
  // A file for each module: bundlers leave out the whole of what is not used, instead of proving it line by line.
  unbundle: true,
  clean: true,
  logLevel: 'warn',
});
