type Values = readonly (number | undefined)[];

/** The largest of the values that are known; `undefined` when none is. */
export function largest(values: Values): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length ? Math.max(...known) : undefined;
}

/** The sum of the values that are known; `undefined` when none is. */
export function total(values: Values): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length ? known.reduce((sum, value) => sum + value) : undefined;
}
