import type { PromptHook } from './promptHook.ts';

/** The shape Sentry and its kin take. Names and parameters are left out: they may be personal. */
export interface Breadcrumb {
  category: 'netcue';
  level: 'error' | 'warning' | 'info';
  message: string;
  /** Seconds since 1970. */
  timestamp: number;
  data: { rule: string; began: number; evidence: string };
}

/**
 * A breadcrumb per prompt, so that a crash report tells what the network was doing.
 *
 * @example onPrompt: leaveBreadcrumb(Sentry.addBreadcrumb)
 */
export function leaveBreadcrumb(add: (breadcrumb: Breadcrumb) => void): PromptHook {
  return ({ kind, severity, shownAt, rule, began, evidence }) =>
    add({
      category: 'netcue',
      level: severity === 'success' ? 'info' : severity,
      message: kind,
      timestamp: shownAt / 1_000,
      data: { rule, began, evidence: evidence.map(({ sign }) => sign).join(', ') },
    });
}
