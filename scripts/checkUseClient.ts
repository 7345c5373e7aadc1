import { readFileSync } from 'node:fs';
import { entriesOf, packagePath, report } from './workspace.ts';

// What these export needs the browser's React; everything else must stay usable on a server.
const clientEntries = ['react/index', 'react/hooks'];

const isClient = (file: string) => /^(['"])use client\1;?\s*$/m.test(firstLine(file));
const firstLine = (file: string) => readFileSync(file, 'utf8').split('\n')[0] ?? '';

report(
  Object.fromEntries(
    ['core', 'react'].flatMap((name) =>
      entriesOf(name).map((entry) => {
        const expected = clientEntries.includes(`${name}/${entry}`);
        const found = isClient(`${packagePath(name)}/dist/${entry}.js`);
        return [
          `${name}/${entry} ${expected ? "starts with 'use client'" : 'does not'}`,
          found === expected,
        ];
      }),
    ),
  ),
);
