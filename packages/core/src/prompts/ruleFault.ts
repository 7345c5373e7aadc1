import type { PromptRule } from './promptRule.ts';

const numbers = [
  'priority',
  'delayMs',
  'holdMs',
  'settleMs',
  'flapMaxMs',
  'showForMs',
  'snoozeMs',
  'stickiness',
] as const satisfies readonly (keyof PromptRule)[];

/** What an app wrote into a rule that is no number, in words. Nothing can be decided by it. */
export function ruleFault(rule: PromptRule): string | undefined {
  const { oneToOne, prolonged } = rule;
  const values = [
    ...numbers.map((name) => [name, rule[name]] as const),
    ['oneToOne.delayMs', oneToOne?.delayMs] as const,
    ['prolonged.afterMs', prolonged?.afterMs] as const,
  ];
  for (const [name, value] of values)
    if (value !== undefined && !isNumber(value)) return `${name} is no number: ${inWords(value)}`;
  return undefined;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** Some values refuse to be printed. */
export function inWords(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'unprintable';
  }
}
