import { expect, it } from 'vitest';
import { apps, sizeOf } from './sizes.ts';

/** The modules of ours that end up in an app: `react/hooks/useClock`. */
async function carriedBy(code: string): Promise<string[]> {
  const { metafile } = await sizeOf(code, ['netcue-source']);
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const [, name, module] = /packages\/(\w+)\/src\/(.*)\.tsx?$/.exec(path) ?? [];
      return module && bytesInOutput > 0 ? [`${name}/${module}`] : [];
    }),
  );
}

const calls = /^core\/(createNetworkStatus|store|sources|state|witnesses)/;
// Icons are drawn by them.
const components = /^react\/components/;
// What an empty screen is, is known to all.
const prompts = /^core\/prompts\/(?!promptState)/;
const texts = /^react\/messages/;
// What reads media, probes and the others' reports.
const witnesses =
  /^core\/(witnesses|diagnosis\/(findStalled|ownReport|signs\/(media|probe|peer)|weakness\/(capacity|loss|path|measure))|state\/(media|probe|peer)Reducers)/;

it.each([
  ['one hook of the DOM package', `export { useConnectionState } from '@netcue/react';`],
  ['one hook of facts', `export { useNetworkQuality } from '@netcue/react';`],
])('%s carries no component, no icon, no prompts, no texts and no call', async (_, code) => {
  const carried = await carriedBy(code);
  expect(carried).toContain('react/context/useProvided');
  for (const kind of [components, prompts, texts, calls])
    expect(carried.filter((module) => kind.test(module))).toEqual([]);
});

it('a provider that draws nothing, with hooks of facts, carries neither prompts nor texts', async () => {
  const carried = await carriedBy(apps.hooks.code);
  expect(carried).toContain('core/diagnosis/diagnose');
  for (const kind of [components, prompts, texts])
    expect(carried.filter((module) => kind.test(module))).toEqual([]);
});

it('core with an SDK carries no prompts and no witness', async () => {
  const carried = await carriedBy(apps.core.code);
  expect(carried).toContain('core/store/createNetworkStore');
  for (const kind of [prompts, witnesses])
    expect(carried.filter((module) => kind.test(module))).toEqual([]);
});

it.each([
  ['webrtc', 'media'],
  ['reachability', 'probe'],
  ['peer-reports', 'peer'],
])('%s carries its own witness and no other', async (entry, name) => {
  const carried = await carriedBy(`export * from '@netcue/core/${entry}';`);
  expect(carried.filter((module) => /witnesses/.test(module))).toEqual([
    `core/witnesses/${name}Witness`,
  ]);
});

it('what shows prompts carries them, and words for them', async () => {
  const carried = await carriedBy(apps.screen.code);
  for (const module of ['core/prompts/defaultRules', 'react/messages/enPrompts'])
    expect(carried).toContain(module);
});
