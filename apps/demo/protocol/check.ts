/** Answers whether a value from the outside is what a field wants. */
export type Check = (value: unknown) => boolean;

export type Fields = Record<string, Check>;

/** A message whose every field was checked, or the reason it was not taken. */
export type Parsed<T> = { message: T } | { refused: Refusal };

export interface Refusal {
  code: string;
  message: string;
}

export const isBoolean: Check = (value) => typeof value === 'boolean';

export const isText =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= max;

export const isNumber =
  (min: number, max: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;

export const isOneOf =
  (...choices: string[]): Check =>
  (value) =>
    typeof value === 'string' && choices.includes(value);

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields and no others. */
export const isShape =
  (fields: Fields): Check =>
  (value) =>
    isRecord(value) &&
    Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
    Object.entries(fields).every(([key, check]) => check(value[key]));

/** Reads one JSON message against a table of what each type of message may carry. */
export function parseMessage<T extends { type: string }>(
  text: string,
  table: Record<T['type'], Fields>,
): Parsed<T> {
  const value = readJson(text);
  if (!isRecord(value)) return refuse('notJson', 'A message must be one JSON object.');

  const type = value['type'];
  if (typeof type !== 'string' || !Object.hasOwn(table, type)) {
    return refuse(
      'unknownType',
      `Unknown message type. Known types: ${Object.keys(table).join(', ')}.`,
    );
  }
  const fields: Fields = table[type as T['type']];
  for (const [name, check] of Object.entries(fields)) {
    if (!check(value[name]))
      return refuse(
        'badField',
        `The field "${name}" of a "${type}" message is missing or not valid.`,
      );
  }
  const known = Object.keys(fields).filter((name) => value[name] !== undefined);
  return {
    message: Object.fromEntries([['type', type], ...known.map((name) => [name, value[name]])]) as T,
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const refuse = (code: string, message: string) => ({ refused: { code, message } });
