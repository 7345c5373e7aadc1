import { expect, it } from 'vitest';
import { checkModules } from './checkModules.ts';

const core = (files: Record<string, string>) => inPackage('core', files);
const react = (files: Record<string, string>) => inPackage('react', files);

function inPackage(pkg: string, files: Record<string, string>) {
  const entries = Object.entries(files);
  return checkModules(
    new Map(entries.map(([path, text]) => [`packages/${pkg}/src/${path}`, text])),
  );
}

const events = { 'events/quality.ts': 'export type Quality = string;' };

it('accepts a module that looks down', () => {
  const report = core({
    ...events,
    'state/state.ts': "import type { Quality } from '../events/quality.ts';",
    'store/store.ts': "import { createStore } from 'zustand/vanilla'; import '../state/state.ts';",
    'sources/agora/agora.ts': "import type { IAgoraRTCClient } from 'agora-rtc-sdk-ng';",
    'index.ts': "export { agora } from './sources/agora/agora.ts';",
  });
  expect(report).toEqual({ modules: 5, edges: 3, problems: [] });
});

it('counts nothing where there is nothing', () => {
  expect(core({})).toEqual({ modules: 0, edges: 0, problems: [] });
});

it.each([
  ['events/x.ts', '../clock/clock.ts', 'events must not see clock'],
  ['clock/x.ts', '../events/quality.ts', 'clock must not see events'],
  ['sources/agora/x.ts', '../../state/state.ts', 'sources must not see state'],
  ['state/x.ts', '../clock/clock.ts', 'state must not see clock'],
  ['diagnosis/x.ts', '../clock/clock.ts', 'diagnosis must not see clock'],
  ['prompts/x.ts', '../store/store.ts', 'prompts must not see store'],
  ['timeline/x.ts', '../store/store.ts', 'timeline must not see store'],
  ['store/x.ts', '../sources/agora/agora.ts', 'store must not see sources'],
  ['store/x.ts', '../testing/index.ts', 'store must not see testing'],
])('reports core/%s importing %s', (from, to, problem) => {
  const { problems } = core({ [from]: `import type { X } from '${to}';` });
  expect(problems).toEqual([expect.stringContaining(problem)]);
});

it.each([
  ['hooks/x.ts', '../components/Banner.tsx', 'hooks must not see components'],
  ['context/x.ts', '../hooks/useX.ts', 'context must not see hooks'],
  ['components/x.tsx', '../testing/render.tsx', 'components must not see testing'],
  ['hooks/x.ts', '../../../core/src/index.ts', 'leaves its package'],
])('reports react/%s importing %s', (from, to, problem) => {
  const { problems } = react({ [from]: `export * from '${to}';` });
  expect(problems).toEqual([expect.stringContaining(problem)]);
});

it.each([
  ['store/x.ts', "import { useState } from 'react';"],
  ['sources/browser/x.ts', "import type { ReactNode } from 'react';"],
  ['sources/browser/x.ts', "import type { Store } from 'zustand';"],
  ['state/x.ts', "import { createStore } from 'zustand/vanilla';"],
  ['state/x.ts', "type Hidden = import('zustand').StoreApi<never>;"],
  ['sources/agora/x.ts', "import AgoraRTC from 'agora-rtc-sdk-ng';"],
  ['sources/agora/x.ts', "const sdk = import('agora-rtc-sdk-ng');"],
  ['testing/x.ts', "import { JSDOM } from 'jsdom';"],
])('reports the package core/%s imports with: %s', (from, text) => {
  expect(core({ [from]: text }).problems).toEqual([expect.stringContaining('may not be imported')]);
});

it.each([
  ['hooks/x.ts', "import { createPortal } from 'react-dom';"],
  ['components/x.ts', "import clsx from 'clsx';"],
])('reports the package react/%s imports with: %s', (from, text) => {
  const { problems } = react({ [from]: text });
  expect(problems).toEqual([expect.stringContaining('may not be imported')]);
});

it('reports a cycle made of types alone', () => {
  const { problems } = core({
    'state/a.ts': "import type { B } from './b.ts'; export type A = B;",
    'state/b.ts': "import type { A } from './a.ts'; export type B = A;",
  });
  expect(problems).toEqual([expect.stringContaining('cycle: packages/core/src/state/a.ts')]);
});

it.each(['Date.now()', 'setTimeout(run, 1)', 'window.setInterval(run)', 'performance.now()'])(
  'reports %s outside the clock',
  (text) => {
    expect(core({ 'state/x.ts': text }).problems).toEqual([expect.stringContaining('x.ts:1:')]);
    expect(core({ 'clock/clock.ts': text, 'testing/x.ts': text }).problems).toEqual([]);
  },
);

it.each(['let x: any;', 'x as any;', '// @ts-ignore', '// @ts-expect-error later'])(
  'reports %s outside tests',
  (text) => {
    expect(core({ 'state/x.ts': `\n${text}` }).problems).toEqual([
      expect.stringContaining('x.ts:2:'),
    ]);
    expect(core({ 'state/x.test.ts': text }).problems).toEqual([]);
  },
);

it('reports a folder that no rule knows', () => {
  const { problems } = core({ 'utils/x.ts': '' });
  expect(problems).toEqual([expect.stringContaining('utils is no layer')]);
});

it('reports a file it cannot parse', () => {
  expect(core({ 'state/x.ts': 'const = ;' }).problems.length).toBeGreaterThan(0);
});
