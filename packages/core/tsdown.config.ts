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
  clean: true,
  logLevel: 'warn',
});
