import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Serves the built pages of one folder, and nothing outside it. */
export async function servePage(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await findFile(folder, request.url ?? '/');
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.\n');
    return;
  }
  response.writeHead(200, {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'cache-control': file.includes(`${sep}assets${sep}`)
      ? 'max-age=31536000, immutable'
      : 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') {
    response.end();
  } else if (file.endsWith('.html')) {
    response.end(withCallServer(await readFile(file, 'utf8')));
  } else {
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  }
}

/** Pages that come from the call server find it where they came from. */
const withCallServer = (html: string) =>
  html.replace('<meta name="call-server" content=""', '<meta name="call-server" content="./"');

async function findFile(folder: string, url: string): Promise<string | null> {
  const path = decodePath(url);
  if (path === null) return null;
  const file = join(folder, normalize(`/${path}`));
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return file;
  const index = join(file, 'index.html');
  return found?.isDirectory() && (await stat(index).catch(() => null))?.isFile() ? index : null;
}

function decodePath(url: string): string | null {
  try {
    const path = decodeURIComponent(new URL(url, 'http://pages').pathname);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}
