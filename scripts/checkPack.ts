import { globSync, mkdirSync, rmSync } from 'node:fs';
import { pnpm } from './run/prepare.mjs';
import { packagePath, published, report, succeeds } from './workspace.ts';

const checks = {
  publint: ['publint', '--strict'],
  attw: ['attw', '--profile', 'esm-only', '--exclude-entrypoints', './styles.css', '--'],
};

/** The package as it would be published, so that what is missing in it is found. */
function pack(name: string): string {
  const folder = `${packagePath(name)}/temp/pack`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { command, args } = pnpm('pack', '--pack-destination', folder);
  succeeds(command, args, packagePath(name));
  return globSync(`${folder}/*.tgz`)[0] ?? '';
}

report(
  Object.fromEntries(
    published.flatMap((name) => {
      const tarball = pack(name);
      return Object.entries(checks).map(([check, [command = '', ...args]]) => [
        `${check} @netcue/${name}`,
        tarball !== '' && succeeds(command, [...args, tarball]),
      ]);
    }),
  ),
);
