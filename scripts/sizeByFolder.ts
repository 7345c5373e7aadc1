import { sep } from 'node:path';
import { kB, sizeOf } from './sizes.ts';

interface Part {
  folder: string;
  min: number;
  /** Its share of what the whole is compressed to. */
  gzip: number;
  largest: string;
}

/** Where an app's bytes are, by folder of the sources; largest first. */
export async function sizeByFolder(code: string): Promise<Part[]> {
  const { metafile, gzip, min } = await sizeOf(code, ['netcue-source']);
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output!.inputs).map(([path, { bytesInOutput }]) => ({
    path,
    bytes: bytesInOutput,
  }));
  const folders = Object.groupBy(files, ({ path }) => folderOf(path));
  return Object.entries(folders)
    .map(([folder, own = []]) => {
      const sum = own.reduce((total, { bytes }) => total + bytes, 0);
      const largest = own.toSorted((one, other) => other.bytes - one.bytes).slice(0, 3);
      return {
        folder,
        min: sum,
        gzip: (gzip * sum) / min,
        largest: largest.map(({ path, bytes }) => `${nameOf(path)} ${inkB(bytes)}`).join(', '),
      };
    })
    .filter((part) => part.min > 0)
    .toSorted((one, other) => other.min - one.min);
}

/** `core/diagnosis/signs`; a package that is not ours by its name. */
function folderOf(path: string): string {
  const foreign = path.split('node_modules/').at(-1);
  if (foreign !== path) return foreign!.split('/')[0]!;
  const [, name, inner = ''] = /packages\/(\w+)\/src\/(.*)/.exec(path.split(sep).join('/')) ?? [];
  if (!name) return 'glue';
  const [folder, second, third] = inner.split('/');
  if (!second) return `${name}, root`;
  return third ? `${name}/${folder}/${second}` : `${name}/${folder}`;
}

function nameOf(path: string): string {
  return path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');
}

function inkB(bytes: number): string {
  return (bytes / kB).toFixed(1);
}
