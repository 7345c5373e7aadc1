import { allIsWell, claims, sdkSaysSo } from './claims.ts';
import { createView, type Surroundings } from './view.ts';
import { createWindowRecord, type WindowRecord, type Windows } from './windows.ts';

/** When which words were true for whom. */
export interface Truth {
  step(): void;
  /** When it held, when it is ruled out: of a prompt of this kind about this person. */
  of(kind: string, reader: string, about: string): { holds: Windows; ruledOut: Windows };
  wellFor(reader: string): Windows;
  sdkDownFor(reader: string): Windows;
}

const everyMs = 100;
const nobody = '';

export function createTruth(surroundings: Surroundings): Truth {
  const { people, now } = surroundings.parts;
  const view = createView(surroundings);
  const records = new Map<string, WindowRecord>();
  let nextAt = 0;

  const note = (key: string, holds: boolean) => {
    const record = records.get(key) ?? createWindowRecord();
    records.set(key, record);
    record.note(holds, now());
  };
  const look = (reader: string) => {
    note(`well ${reader}`, allIsWell(view, reader));
    note(`sdk ${reader}`, sdkSaysSo(view, reader));
    for (const [kind, { holds, unless }] of Object.entries(claims)) {
      const abouts = kind.startsWith('remote.') ? people.filter((one) => one !== reader) : [nobody];
      for (const about of abouts) note(`${kind} ${reader} ${about}`, holds(view, reader, about));
      if (unless) note(`not ${kind} ${reader}`, unless(view, reader));
    }
  };
  const read = (key: string) => records.get(key)?.windows() ?? [];

  return {
    step() {
      if (now() < nextAt) return;
      nextAt = now() + everyMs;
      for (const reader of people) look(reader);
    },
    of: (kind, reader, about) => ({
      holds: read(`${kind} ${reader} ${about}`),
      ruledOut: read(`not ${kind} ${reader}`),
    }),
    wellFor: (reader) => read(`well ${reader}`),
    sdkDownFor: (reader) => read(`sdk ${reader}`),
  };
}
