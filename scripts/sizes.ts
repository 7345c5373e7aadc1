import { gzipSync } from 'node:zlib';
import { build, type Metafile, transform } from 'esbuild';
import { concatenatedStyles } from './styles.ts';
import { packagePath } from './workspace.ts';

export const kB = 1024;

export interface App {
  name: string;
  code: string;
  /** Bytes, minified and compressed. */
  budget: number;
}

export interface Size {
  min: number;
  gzip: number;
  metafile: Metafile;
}

const core = `
  export { createNetworkStatus } from '@netcue/core';
  export { volcengine } from '@netcue/core/volcengine';`;
const screen = `${core}
  export { NetworkStatusProvider, NetworkBanner, NetworkToaster } from '@netcue/react';`;

/** What apps import. Each budget is a ratchet: what it is today, and a little room. */
export const apps = {
  core: { name: 'core with one source', budget: 22.9 * kB, code: core },
  hooks: {
    name: 'provider, three hooks and one source',
    budget: 24.5 * kB,
    code: `${core}
      export {
        NetworkStatusProvider, useConnectionState, useNetworkQuality, useRemoteUserPresence,
      } from '@netcue/react/hooks';`,
  },
  screen: {
    name: 'banner, toaster and one source',
    budget: 35.9 * kB,
    code: screen,
  },
  more: {
    name: '… and bars, badge, webrtc, browser, reachability',
    budget: 48.7 * kB,
    code: `${screen}
      export { SignalBars, RemoteUserBadge } from '@netcue/react';
      export { webrtc } from '@netcue/core/webrtc';
      export { browser } from '@netcue/core/browser';
      export { reachability } from '@netcue/core/reachability';`,
  },
  hook: {
    name: 'one hook and the provider',
    budget: 3.6 * kB,
    code: `export { NetworkStatusProvider, useConnectionState } from '@netcue/react';`,
  },
} satisfies Record<string, App>;

export const styles = { name: 'styles.css', budget: 3.1 * kB };

/** What a user's bundle holds of the code, React and SDKs left out: of what is built, or right from the sources. */
export async function sizeOf(code: string, conditions: string[] = []): Promise<Size> {
  const result = await build({
    stdin: { contents: code, resolveDir: packagePath('react') + '/../..' },
    bundle: true,
    conditions,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    metafile: true,
    logLevel: 'error',
  });
  const { contents } = result.outputFiles[0]!;
  return { min: contents.length, gzip: compressed(contents), metafile: result.metafile };
}

/** What `@netcue/react/styles.css` adds to an app's own styles. */
export async function sizeOfStyles(): Promise<Omit<Size, 'metafile'>> {
  const { code } = await transform(concatenatedStyles(), { loader: 'css', minify: true });
  return { min: Buffer.byteLength(code), gzip: compressed(code) };
}

const compressed = (content: string | Uint8Array) => gzipSync(content, { level: 9 }).length;
