import { isProved } from './isProved.ts';

export type Verify = (response: Response) => boolean | Promise<boolean>;

/** What came back; `proved`: nobody in between can have said it. */
export interface Answer {
  response: unknown;
  proved: boolean;
}

/** Rejects where nobody answered. */
export type Ask = (signal: AbortSignal) => Promise<Answer>;

/** How one host is asked so that as much as possible shows whose answer it is. */
interface Asking {
  url: string;
  fetch: typeof globalThis.fetch;
  /** Where nothing else shows whose answer it is. */
  verify?: Verify | undefined;
  /** The `fetch` that was handed in misbehaves. */
  warn(error: unknown): void;
}

// The answer may be opaque. Nothing else may be set: Chromium refuses a no-cors request that does not follow redirects.
const unread = { method: 'HEAD', mode: 'no-cors' } as const;
const readable = { method: 'HEAD', mode: 'cors' } as const;
const read = { method: 'GET', mode: 'cors' } as const;

/**
 * A host without a certificate that lets its answers be read is known by that: a captive portal's answers let nobody read
 * them. Once one has been read, an answer that cannot be is not the host's own.
 */
export function createAsker({ url, fetch, verify, warn }: Asking): Ask {
  let isReadable = false;
  const ask = (how: RequestInit, signal: AbortSignal): Promise<Response> => {
    try {
      return Promise.resolve(fetch(url, { ...how, ...plain, signal }));
    } catch (error) {
      warn(error);
      throw error;
    }
  };
  const askReadably = async (signal: AbortSignal): Promise<Answer | undefined> => {
    try {
      const response = await ask(readable, signal);
      // The page's own host may be answered for like any other.
      isReadable = response?.type === 'cors';
      return { response, proved: isReadable };
    } catch (error) {
      if (isReadable || signal.aborted) throw error;
      return undefined;
    }
  };
  return async (signal) => {
    if (verify) return { response: await ask(read, signal), proved: true };
    if (isProved(url)) return { response: await ask(unread, signal), proved: true };
    return (await askReadably(signal)) ?? { response: await ask(unread, signal), proved: false };
  };
}

const plain = { cache: 'no-store', credentials: 'omit' } as const;
