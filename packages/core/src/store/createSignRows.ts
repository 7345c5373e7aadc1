import { coreSigns } from '../diagnosis/coreSigns.ts';
import type { SignRow } from '../diagnosis/observation.ts';

/** The signs that are read now: the core's own and what the attached sources brought. */
export interface SignRows {
  all(): readonly SignRow[];
  /** Returns how to take them away again. */
  add(rows: readonly SignRow[]): () => void;
}

export function createSignRows(): SignRows {
  const brought = new Set<{ rows: readonly SignRow[] }>();
  let all: readonly SignRow[] = coreSigns;

  // Two sources of a kind bring the same rows.
  const collect = () => {
    all = [...new Set([...coreSigns, ...[...brought].flatMap(({ rows }) => rows)])];
  };

  return {
    all: () => all,
    add(rows) {
      const bringing = { rows };
      brought.add(bringing);
      collect();
      return () => {
        brought.delete(bringing);
        collect();
      };
    },
  };
}
