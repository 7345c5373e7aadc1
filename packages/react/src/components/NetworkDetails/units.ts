/** Nobody measured it. Never drawn as zero. */
const notMeasured = '–';

export function asMilliseconds(value: number | undefined): string {
  return value === undefined ? notMeasured : `${Math.round(value)} ms`;
}

/** A share of 0..1; one decimal below 10 %. */
export function asPercent(share: number | undefined): string {
  if (share === undefined) return notMeasured;
  const percent = share * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}

export function asBitrate(kbps: number | undefined): string {
  if (kbps === undefined) return notMeasured;
  return kbps < 1000 ? `${Math.round(kbps)} kbit/s` : `${(kbps / 1000).toFixed(1)} Mbit/s`;
}
