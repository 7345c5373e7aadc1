import { quietly } from '../listen.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** A method that tells whom it is called on. */
export interface WatchedMethod {
  /** As it was before. */
  method: Method;
  undo(): void;
}

/**
 * Notes every object a method is called on; the call itself, its result, its error, name, length and text stay what they
 * were. `undefined` where `owner` has no such method, or none that may be watched.
 */
export function watchMethod(
  owner: object,
  name: string,
  note: (self: object) => void,
): WatchedMethod | undefined {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const method = before?.value as unknown;
  if (!before || typeof method !== 'function') return undefined;
  let watching = true;
  const watched = disguised(method as Method, (self) => {
    if (watching && isInstance(owner, self)) quietly(() => note(self));
  });
  // False, not thrown, where the method is sealed.
  if (!Reflect.defineProperty(owner, name, { ...before, value: watched })) return undefined;
  return {
    method: method as Method,
    undo() {
      watching = false;
      // Whoever wrapped it meanwhile goes on calling it: then it stays, and only passes on.
      const now = Object.getOwnPropertyDescriptor(owner, name);
      if (now?.value === watched) Reflect.defineProperty(owner, name, before);
    },
  };
}

/** A proxy rather than a function: it has whatever the method has, and nothing has to be copied. */
function disguised(method: Method, note: (self: unknown) => void): Method {
  return new Proxy(method, {
    apply(target, self, args) {
      note(self);
      return Reflect.apply(target, self, args) as unknown;
    },
    get(target, key) {
      const value = Reflect.get(target, key) as unknown;
      // Asked for its text, the proxy would leave out the name.
      return key === 'toString' && typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function isInstance(owner: object, self: unknown): self is object {
  return (
    typeof self === 'object' && self !== null && Object.prototype.isPrototypeOf.call(owner, self)
  );
}
