/**
 * A view that gives back its previous object for as long as the fields stay the same. What it is read off never changes in
 * place: React asks several times for each render, and of the same object only the first costs.
 */
export function steadily<From, View extends object>(
  view: (from: From) => View,
): (from: From) => View {
  let seen: From | undefined;
  let last: View | undefined;
  return (from) => {
    if (last && from === seen) return last;
    seen = from;
    const next = view(from);
    if (!last || !sameFields(last, next)) last = next;
    return last;
  };
}

function sameFields<View extends object>(one: View, other: View): boolean {
  const keys = Object.keys(other) as (keyof View)[];
  return (
    keys.length === Object.keys(one).length && keys.every((key) => Object.is(one[key], other[key]))
  );
}
