import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packageEntries } from './packageEntries.ts';

const root: string = fileURLToPath(new URL('..', import.meta.url));

/** The packages that are published. */
export const published = ['core', 'react'] as const;

export const packagePath = (name: string): string => `${root}packages/${name}`;

export function entriesOf(name: string): string[] {
  return Object.keys(packageEntries(new URL(`file://${packagePath(name)}/package.json`)));
}

/** Runs a command from node_modules/.bin with its output shown; true when it succeeded. */
export function succeeds(command: string, args: string[], cwd: string = root): boolean {
  const path = `${root}node_modules/.bin:${process.env.PATH}`;
  const env = { ...process.env, PATH: path };
  return spawnSync(command, args, { cwd, env, stdio: 'inherit' }).status === 0;
}

/** Ends with failure when any of the named checks is false. */
export function report(results: Record<string, boolean>): void {
  for (const [name, ok] of Object.entries(results)) console.log(`${ok ? '✓' : '✗'} ${name}`);
  const all = Object.values(results);
  process.exitCode = all.length > 0 && all.every(Boolean) ? 0 : 1;
}
