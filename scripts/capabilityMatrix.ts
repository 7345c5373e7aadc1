import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { capabilityLines, lagLines } from '../packages/core/src/sources/describeSource.ts';
import { sdkSources } from '../packages/core/src/sources/sdkSources.ts';
import { entriesOf } from './workspace.ts';

// Writes what every SDK source declares into the README; with --check it only compares.

const file = new URL('../README.md', import.meta.url);
const start = '<!-- capabilities: written by scripts/capabilityMatrix.ts -->';
const end = '<!-- /capabilities -->';
const notAnSdk = [
  'index',
  'browser',
  'reachability',
  'webrtc',
  'peer-reports',
  'observed',
  'observe-on-import',
  'standard',
  'telemetry',
  'testing',
];

/** One row per capability, one column per source. */
function matrix(): string {
  const sources = Object.values(sdkSources);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['', ...Object.keys(sdkSources).map((name) => `\`${name}\``)]),
    row(['---', ...sources.map(() => '---')]),
    ...[...capabilityLines, ...lagLines].map(({ what, says }) => row([what, ...sources.map(says)])),
  ].join('\n');
}

/** The text with everything between the markers replaced, or `undefined` without markers. */
function withMatrix(text: string): string | undefined {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) return undefined;
  return `${text.slice(0, from)}${start}\n\n${matrix()}\n\n${text.slice(to)}`;
}

function problem(text: string, wanted: string | undefined, isCheck: boolean): string | undefined {
  const missing = entriesOf('core').filter((name) => !notAnSdk.includes(name) && !sdkSources[name]);
  if (missing.length > 0) return `sdkSources.ts lacks ${missing.join(', ')}, which core exports.`;
  if (wanted === undefined) return `README.md needs the lines\n${start}\n${end}`;
  return isCheck && wanted !== text
    ? 'The capability matrix in README.md is out of date: run `node scripts/capabilityMatrix.ts`.'
    : undefined;
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const text = readFileSync(file, 'utf8');
const wanted = withMatrix(text);
const trouble = problem(text, wanted, values.check);
if (trouble) {
  console.error(trouble);
  process.exitCode = 1;
} else if (wanted !== undefined && wanted !== text) {
  writeFileSync(file, wanted);
}
