import type { TimelineEntry } from '@netcue/core';

/** An entry in one line: what happened, and to whom or why. */
export interface EntryLine {
  title: string;
  note: string;
}

type Detail = TimelineEntry['detail'];

const lines: Readonly<Record<TimelineEntry['kind'], (detail: Detail) => EntryLine>> = {
  event: ({ type, userId, source, phase, outcome, health }) => ({
    title: words(type, phase ?? outcome ?? health),
    note: words(userId, source),
  }),
  diagnosis: ({ cause, confidence }) => ({
    title: words(cause),
    note: typeof confidence === 'number' ? `${Math.round(confidence * 100)} %` : '',
  }),
  presence: ({ userId, presence }) => ({ title: words(userId, presence), note: '' }),
  prompt: ({ id, what, rule }) => ({ title: words(id, what), note: words(rule) }),
};

export function describeEntry({ kind, detail }: TimelineEntry): EntryLine {
  return lines[kind](detail);
}

/** 12:04:31.207, in the reader's time zone. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const clockTime = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${clockTime}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function words(...parts: unknown[]): string {
  return parts.filter((part) => typeof part === 'string' && part).join(' ');
}
