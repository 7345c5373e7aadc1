import { packagePath, published, report, succeeds } from './workspace.ts';

const checks = {
  publint: ['publint', '--strict', '--pack', 'pnpm'],
  attw: ['attw', '--pack', '.', '--profile', 'esm-only', '--exclude-entrypoints', './styles.css'],
};

report(
  Object.fromEntries(
    published.flatMap((name) =>
      Object.entries(checks).map(([check, [command = '', ...args]]) => [
        `${check} @netcue/${name}`,
        succeeds(command, args, packagePath(name)),
      ]),
    ),
  ),
);
