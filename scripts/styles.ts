import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const reactPackage = fileURLToPath(new URL('../packages/react/', import.meta.url));

/** Every style sheet of @netcue/react in its order: shared ones first, then the components', by name. */
function styleSheets(): string[] {
  return ['src/styles/*.css', 'src/components/**/*.css']
    .flatMap((pattern) => globSync(pattern, { cwd: reactPackage }).sort())
    .map((file) => reactPackage + file);
}

export function concatenatedStyles(): string {
  return styleSheets()
    .map((file) => readFileSync(file, 'utf8').trim())
    .join('\n\n')
    .concat('\n');
}

/** Lets stories and tests import `@netcue/react/styles.css` without building it. */
export function netcueStyles(): Plugin {
  const id = '@netcue/react/styles.css';
  const resolved = '\0netcue-styles.js';
  return {
    name: 'netcue-styles',
    enforce: 'pre',
    resolveId: (source) => (source === id ? resolved : null),
    load: (loaded) =>
      loaded === resolved
        ? styleSheets()
            .map((file) => `import ${JSON.stringify(file)};`)
            .join('\n')
        : null,
  };
}
