import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { isTest, layers, mayTakeAny, mayTouchTimers, packages, timers } from './layerRules.ts';

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

interface Parsed {
  imports: Import[];
  problems: string[];
}

export interface LayerReport {
  modules: number;
  edges: number;
  problems: string[];
}

/** Checks every module of `files` (path → source) against the layer rules. */
export function checkModules(files: Map<string, string>): LayerReport {
  const sources = [...files].filter(([path]) => !isTest(path));
  const parsed = sources.map(([path, text]) => parse(path, text));
  const imports = parsed.flatMap((module) => module.imports);
  const inside = imports.filter(({ to }) => to.startsWith('.')).map((edge) => resolve(edge, files));
  const outside = imports.filter(({ to }) => !to.startsWith('.'));
  return {
    modules: sources.length,
    edges: inside.length,
    problems: [
      ...parsed.flatMap((module) => module.problems),
      ...sources.flatMap(([path]) => unknownLayer(path)),
      ...inside.flatMap(wrongLayer),
      ...outside.flatMap(wrongPackage),
      ...cycles(inside),
    ],
  };
}

function parse(path: string, text: string): Parsed {
  const { program, comments, errors } = parseSync(path, text);
  const imports: Import[] = [];
  const problems = errors.map((error) => `${path}: ${error.message}`);
  const add = (to: string, typeOnly: boolean) => imports.push({ from: path, to, typeOnly });
  const at = (start: number) => `${path}:${text.slice(0, start).split('\n').length}`;
  const forbidTimer = (node: { start: number; end: number }) => {
    const name = text.slice(node.start, node.end);
    if (timers.test(name) && !mayTouchTimers.test(path))
      problems.push(`${at(node.start)}: ${name} outside clock/; take a Clock instead`);
  };

  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, isTypeOnly(node)),
    ExportNamedDeclaration: (node) => node.source && add(node.source.value, isTypeOnly(node)),
    ExportAllDeclaration: (node) => add(node.source.value, isTypeOnly(node)),
    ImportExpression: (node) =>
      node.source.type === 'Literal' && add(String(node.source.value), false),
    TSImportType: (node) => add(node.source.value, true),
    TSAnyKeyword: (node) => {
      if (!mayTakeAny.test(path))
        problems.push(`${at(node.start)}: any; say what it is, or unknown`);
    },
    CallExpression: (node) => forbidTimer(node.callee),
    MemberExpression: (node) => forbidTimer(node),
  }).visit(program);

  for (const comment of comments)
    if (/@ts-(ignore|expect-error|nocheck)/.test(comment.value))
      problems.push(`${at(comment.start)}: @ts- comment; fix the type instead`);

  return { imports, problems: [...new Set(problems)] };
}

interface Kinded {
  importKind?: string;
  exportKind?: string;
}

/** `import type { A }` and `import { type A }` both vanish from the build. */
function isTypeOnly(node: Kinded & { specifiers?: object[] }): boolean {
  const names: Kinded[] = node.specifiers ?? [];
  return isTypeKind(node) || (names.length > 0 && names.every(isTypeKind));
}

const isTypeKind = (node: Kinded) => (node.importKind ?? node.exportKind) === 'type';

function resolve(edge: Import, files: Map<string, string>): Import {
  const base = posix.join(posix.dirname(edge.from), edge.to);
  const stem = base.replace(/\.js$/, '');
  const candidates = [base, `${stem}.ts`, `${stem}.tsx`, `${base}/index.ts`];
  return { ...edge, to: candidates.find((path) => files.has(path)) ?? base };
}

/** `packages/core/src/store/x.ts` → core, store, store/x.ts. */
function locate(path: string) {
  const [, pkg = '', inside = ''] = /^packages\/(core|react)\/src\/(.*)$/.exec(path) ?? [];
  const rows = layers[pkg as keyof typeof layers];
  return { pkg, inside, layer: inside.split('/')[0] ?? '', rows };
}

function unknownLayer(path: string): string[] {
  const { layer, rows } = locate(path);
  return rows?.[layer] ? [] : [`${path}: ${layer} is no layer; see scripts/layerRules.ts`];
}

function wrongLayer({ from, to }: Import): string[] {
  const here = locate(from);
  const there = locate(to);
  if (here.pkg !== there.pkg) return [`${from} → ${to}: leaves its package by a relative path`];
  if (here.layer === there.layer) return [];
  const seen = here.rows?.[here.layer] ?? [];
  const allowed = seen.some(
    (name) =>
      name === '*' ||
      name === there.layer ||
      name === there.inside ||
      there.inside.startsWith(`${name}/`),
  );
  return allowed ? [] : [`${from} → ${to}: ${here.layer} must not see ${there.layer}`];
}

function wrongPackage({ from, to, typeOnly }: Import): string[] {
  const allowed = packages.some(
    ({ name, from: where, types }) => name.test(to) && where.test(from) && (!types || typeOnly),
  );
  return allowed ? [] : [`${from} → ${to}: this package may not be imported here`];
}

/** One line for each import cycle found; type imports count. */
function cycles(edges: Import[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`cycle: ${[...trail.slice(start), path].join(' → ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const { to } of next.get(path) ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return found;
}
