import { readFileSync } from 'node:fs';

type Exports = Record<string, string | { 'netcue-source': string; default: string }>;

/**
 * What a package exports, as build entries: `{ volcengine: 'src/sources/volcengine/volcengine.ts' }`.
 * The exports map is the only list, so an entry cannot be exported and not built, or the other way round.
 */
export function packageEntries(packageJson: URL): Record<string, string> {
  const { exports } = JSON.parse(readFileSync(packageJson, 'utf8')) as { exports: Exports };
  return Object.fromEntries(
    Object.values(exports).flatMap((target) =>
      typeof target === 'string'
        ? []
        : [[target.default.replace('./dist/', '').replace('.js', ''), target['netcue-source']]],
    ),
  );
}
