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
  const hears = Object.entries(report.hears)
    .map(([userId, how]) => [userId, hearing.indexOf(how)] as const)
    .sort(([, one], [, other]) => other - one);
  for (let count = hears.length; ; count -= 1) {
    const text = JSON.stringify({
      nc: version,
      u: levelOf(report.uplink),
      d: levelOf(report.downlink),
      h: count ? Object.fromEntries(hears.slice(0, count)) : undefined,
      l: report.leaving ? 1 : undefined,
      s: report.suspended ? 1 : undefined,
    });
    if (count === 0 || bytesOf(text) <= maxBytes) return text;
  }
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
  const entries = Object.entries(value).map(([userId, how]) => [userId, hearing[how as number]]);
  return entries.every(([, how]) => how !== undefined) ? Object.fromEntries(entries) : undefined;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
