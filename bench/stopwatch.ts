// The system counts computing time in ticks.
const tickMs = 10;

/**
 * Milliseconds of work since the start. What other programs took meanwhile is left out where it shows: a thread
 * cannot have worked for much longer than its computing time.
 */
export function startStopwatch(): () => number {
  const began = performance.now();
  const computed = computedMs();
  return () => Math.min(performance.now() - began, computedMs() - computed + tickMs);
}

function computedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
