import { report, succeeds } from './workspace.ts';

const projects = [
  'tsconfig.json',
  '.storybook/tsconfig.json',
  'packages/core/tsconfig.build.json',
  'packages/core/tsconfig.json',
  'packages/react/tsconfig.build.json',
  'packages/react/tsconfig.json',
  'compat/react18/tsconfig.json',
  'apps/demo/tsconfig.json',
];

report(
  Object.fromEntries(
    projects.map((project) => [project, succeeds('tsc', ['--noEmit', '--project', project])]),
  ),
);
