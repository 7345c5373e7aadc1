import { expectTypeOf, it } from 'vitest';

// Must fail: it proves that the type tests beside it are checked at all. See scripts/checkTypeTests.ts.
it('is wrong on purpose', () => {
  expectTypeOf<string>().toEqualTypeOf<number>();
});
