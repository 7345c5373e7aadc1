import { type Quality, qualityLevels } from '../../events/quality.ts';

/** What one client tells the others. */
export interface PeerReport {
  uplink?: Quality;
  downlink?: Quality;
  /** By user id; who is missing is heard well or not measured. */
  hears: Readonly<Record<string, 'well' | 'badly' | 'notAtAll'>>;
  leaving?: boolean;
  suspended?: boolean;
}

/** Longest message in UTF-8 bytes, both ways. */
const maxBytes = 200;
const version = 1;
const hearing = ['well', 'badly', 'notAtAll'] as const;

/**
 * One line of JSON: `{ nc: version, u, d: quality 0 (excellent) to 5 (down), h: { userId: 0 well | 1 badly | 2 not at all },
 * l: 1 leaving, s: 1 suspended }`; absent means unknown or no. Users that do not fit are left out, those heard well first.
 */
export function encodePeerReport(report: PeerReport): string {
  const message = {
    nc: version,
    u: levelOf(report.uplink),
    d: levelOf(report.downlink),
    l: report.leaving ? 1 : undefined,
    s: report.suspended ? 1 : undefined,
  };
  const room = maxBytes - bytesOf(JSON.stringify({ ...message, h: {} }));
  const hears = Object.fromEntries(worstFirst(report.hears, room));
  return JSON.stringify(Object.keys(hears).length ? { ...message, h: hears } : message);
}

/** As many as fit into so many bytes. */
function worstFirst(hears: PeerReport['hears'], room: number): [userId: string, how: number][] {
  const all = Object.entries(hears)
    .map(([userId, how]): [string, number] => [userId, hearing.indexOf(how)])
    .filter(([, how]) => how >= 0)
    .sort(([, one], [, other]) => other - one);
  const kept: typeof all = [];
  let left = room;
  for (const entry of all) {
    // With the colon, the digit and the comma.
    const bytes = bytesOf(JSON.stringify(entry[0])) + 3;
    if (bytes <= left) {
      kept.push(entry);
      left -= bytes;
    }
    if (left < 5) break;
  }
  return kept;
}

/** The report in a message, or `undefined` for anything that is not one. Never throws. */
export function decodePeerReport(text: unknown): PeerReport | undefined {
  if (typeof text !== 'string' || text.length > maxBytes || bytesOf(text) > maxBytes)
    return undefined;
  const message = parse(text);
  if (message?.['nc'] !== version) return undefined;
  const hears = hearsOf(message['h']);
  const uplink = qualityOf(message['u']);
  const downlink = qualityOf(message['d']);
  if (!hears || uplink === null || downlink === null) return undefined;
  return {
    ...(uplink && { uplink }),
    ...(downlink && { downlink }),
    hears,
    ...(message['l'] === 1 && { leaving: true }),
    ...(message['s'] === 1 && { suspended: true }),
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && !Array.isArray(message)
      ? (message as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function levelOf(quality: Quality | undefined): number | undefined {
  const level = qualityLevels.indexOf(quality as (typeof qualityLevels)[number]);
  return level < 0 ? undefined : level;
}

/** `null` for a value outside the scale. */
function qualityOf(level: unknown): Quality | undefined | null {
  if (level === undefined) return undefined;
  return (typeof level === 'number' && qualityLevels[level]) || null;
}

function hearsOf(value: unknown): PeerReport['hears'] | undefined {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).map(([userId, how]) => [
    userId,
    typeof how === 'number' ? hearing[how] : undefined,
  ]);
  return entries.every(([, how]) => how !== undefined) ? Object.fromEntries(entries) : undefined;
}

/** In UTF-8; not every host has a TextEncoder. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
