import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Every optional peer, as an app would install it: a range that no version fits stops npm. */
function peersInstall(name: string): boolean {
  const folder = `${packagePath(name)}/temp/peers`;
  const { peerDependencies = {} } = JSON.parse(
    readFileSync(`${packagePath(name)}/package.json`, 'utf8'),
  ) as { peerDependencies?: Record<string, string> };
  // The other package of this workspace is not published yet.
  const foreign = Object.entries(peerDependencies).filter(([peer]) => !peer.startsWith('@netcue/'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const app = { name: 'app', private: true, dependencies: Object.fromEntries(foreign) };
  writeFileSync(`${folder}/package.json`, JSON.stringify(app));
  const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  return succeeds('npm', ['install', ...flags], folder);
}

report(
  Object.fromEntries(
    published.flatMap((name) => {
      const tarball = pack(name);
      return [
        ...Object.entries(checks).map(([check, [command = '', ...args]]) => [
          `${check} @netcue/${name}`,
          tarball !== '' && succeeds(command, [...args, tarball]),
        ]),
        [`npm installs the peers of @netcue/${name}`, peersInstall(name)],
      ];
    }),
  ),
);
