import type { Browser } from 'playwright';
import { en } from '../../packages/react/src/messages/en.ts';
import { CallScreen } from '../../apps/demo/e2e/CallScreen.ts';
import type { SeenPrompt } from '../../apps/demo/e2e/promptRecord.ts';
import type { Expected, Fault } from './faults.ts';

/** What one screen showed during one fault; all times in milliseconds. */
export interface Row {
  fault: string;
  what: string;
  screen: string;
  right: string;
  shownMs: number | null;
  by: number | null;
  clearedMs: number | null;
  clearedBy: number | null;
  /** Prompts that should not have been there: kind@shown+lasted. */
  wrong: string[];
  verdict: 'ok' | 'wrong' | 'late' | 'missing' | 'stays';
}

/** Weak prompts are held back for ten seconds after joining. */
const warmUpMs = 11_000;
const watchAfterHealMs = 6_000;

/** Confirmations after an outage are always welcome. */
const confirmations = ['local.restored', 'weak.restored', 'remote.returned'];

/** One real call between two pages that suffers one fault. */
export async function measure(
  browser: Browser,
  baseURL: string,
  fault: Fault,
  room: string,
): Promise<Row[]> {
  const ana = await CallScreen.join(browser, room, 'Ana', baseURL, fault);
  const bo = await CallScreen.join(browser, room, 'Bo', baseURL);
  try {
    await ana.sees(bo);
    await bo.sees(ana);
    await pause(warmUpMs);
    const faultAt = Date.now();
    await fault.begin(ana, bo);
    await pause(fault.lastsMs);
    const healAt = fault.heal ? Date.now() : null;
    await fault.heal?.(ana);
    if (fault.heal) await pause(watchAfterHealMs);
    const rows: Row[] = [];
    for (const [screen, expected] of [
      [ana, fault.ana],
      [bo, fault.bo],
    ] as const) {
      const seen = await screen.promptsSeen().catch(() => null);
      if (seen) rows.push(judge(fault, screen.name, expected, seen, faultAt, healAt));
    }
    return rows;
  } finally {
    await ana.close();
    await bo.close();
  }
}

function judge(
  fault: Fault,
  screen: string,
  expected: Expected,
  shown: readonly SeenPrompt[],
  faultAt: number,
  healAt: number | null,
): Row {
  const seen = shown.filter((prompt) => !isNeutral(prompt) || expected.right.includes(prompt.kind));
  const found = seen.filter(({ kind }) => expected.right.includes(kind));
  const first = found[0];
  const welcome = [
    ...expected.right,
    ...(expected.meanwhile ?? []),
    ...(fault.heal ? confirmations : []),
  ];
  const wrong = seen.filter(({ kind }) => !welcome.includes(kind));
  const stays = found.some(({ goneAt }) => goneAt === null);
  const lastGone = Math.max(...found.map(({ goneAt }) => goneAt ?? 0));
  const row = {
    fault: fault.id,
    what: fault.what,
    screen,
    right: expected.right.join(' or ') || '(nothing)',
    shownMs: first ? first.shownAt - faultAt : null,
    by: expected.by ?? null,
    clearedMs: healAt !== null && first && !stays ? lastGone - healAt : null,
    clearedBy: (first && fault.clearedBy) ?? null,
    wrong: wrong.map(
      ({ kind, shownAt, goneAt }) =>
        `${kind}@${shownAt - faultAt}+${(goneAt ?? Date.now()) - shownAt}`,
    ),
  };
  return { ...row, verdict: verdictOf(row) };
}

/** Blames neither side, and is as true on the other screen. */
function isNeutral({ text }: SeenPrompt): boolean {
  return text.includes(en.weakBetweenUs);
}

function verdictOf({
  wrong,
  right,
  shownMs,
  by,
  clearedMs,
  clearedBy,
}: Omit<Row, 'verdict'>): Row['verdict'] {
  if (wrong.length > 0) return 'wrong';
  if (right !== '(nothing)' && shownMs === null) return 'missing';
  if (shownMs !== null && by !== null && shownMs > by) return 'late';
  if (clearedBy !== null && (clearedMs === null || clearedMs > clearedBy)) return 'stays';
  return 'ok';
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
