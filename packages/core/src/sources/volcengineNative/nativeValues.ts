export type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** A field that Electron spells in snake_case and phones in camelCase, or `undefined`. */
export function field(of: unknown, name: string): unknown {
  if (!isRecord(of)) return undefined;
  return of[name] ?? of[name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())];
}

export interface NativeStream {
  userId: unknown;
  isScreen: boolean;
  streamId?: string;
  /** What follows the stream in the arguments. */
  rest: readonly unknown[];
}

/** Who and what: `(streamId, info, …)` in Electron, `(key, …)` or `(roomId, userId, …)` on phones. */
export function streamOf(args: readonly unknown[]): NativeStream {
  const [first, second] = args;
  if (isRecord(first)) return { ...described(first), rest: args.slice(1) };
  const rest = args.slice(2);
  if (!isRecord(second)) return { userId: second, isScreen: false, rest };
  return { ...described(second), ...(typeof first === 'string' && { streamId: first }), rest };
}

function described(info: Fields): Pick<NativeStream, 'userId' | 'isScreen'> {
  const isScreen = field(info, 'stream_index') === 1 || field(info, 'is_screen') === true;
  return { userId: field(info, 'user_id') ?? field(info, 'uid'), isScreen };
}
