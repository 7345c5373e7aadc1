import type { NetworkStatus, Prompt } from '../../packages/core/src/index.ts';

/** One prompt as it stood on one screen. */
export interface Shown {
  kind: string;
  about: readonly string[];
  betweenUs: boolean;
  from: number;
  to: number;
  /** The signs it was shown for. */
  why: string;
}

/** Writes down every prompt, from its first to its last moment on screen. */
export function createPromptRecord(
  { prompts }: NetworkStatus,
  now: () => number,
): { shown(): readonly Shown[]; close(): void } {
  const spans: Shown[] = [];
  const open = new Map<string, Shown>();
  const follow = () => {
    const { banner, toasts, badges } = prompts.getState();
    const all = [...(banner ? [banner] : []), ...toasts, ...badges.values()];
    const present = new Map(all.map((prompt) => [keyOf(prompt), prompt]));
    for (const [key, span] of open) {
      if (present.has(key)) continue;
      span.to = now();
      open.delete(key);
    }
    for (const [key, prompt] of present) {
      if (open.has(key)) continue;
      const span = describe(prompt, now());
      open.set(key, span);
      spans.push(span);
    }
  };
  const stop = prompts.subscribe(follow);
  follow();
  return {
    shown: () => spans,
    close() {
      stop();
      for (const span of open.values()) span.to = now();
      open.clear();
    },
  };
}

const isBetweenUs = ({ params }: Prompt<string>): boolean =>
  'betweenUs' in params && params.betweenUs === true;

/** The same prompt with other words is another one for its reader. */
function keyOf(prompt: Prompt<string>): string {
  return `${prompt.id} ${isBetweenUs(prompt)}`;
}

function describe(prompt: Prompt<string>, from: number): Shown {
  const { kind, userId, userIds, evidence } = prompt;
  return {
    kind,
    about: userIds ?? (userId ? [userId] : []),
    betweenUs: isBetweenUs(prompt),
    from,
    to: Number.POSITIVE_INFINITY,
    why: evidence.map(({ sign, value = '' }) => `${sign} ${value}`.trim()).join(', '),
  };
}
