import { useEffect, useState } from 'react';

/** Minutes and seconds since a moment, as a clock shows them. */
export function Elapsed({ since, label }: { since: number; label: string }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="elapsed" role="timer" aria-label={label} aria-live="off">
      {describe(Math.max(0, Math.floor((now - since) / 1_000)))}
    </time>
  );
}

function describe(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
