export type { FakeClock } from './createFakeClock.ts';
export { createFakeClock } from './createFakeClock.ts';
export type { FakeSource, FakeSourceOptions } from './createFakeSource.ts';
export { createFakeSource } from './createFakeSource.ts';
