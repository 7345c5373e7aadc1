/** What one direction of a person's link does to packets. */
export interface Impairment {
  /** Average share of packets lost, 0 to 1. */
  loss: number;
  /** Mean number of packets lost in a row; 1 means independent losses. */
  burst: number;
  delayMs: number;
  jitterMs: number;
  /** kbit/s; 0 means unlimited. */
  rateKbps: number;
  /** Lets nothing through. */
  swallow: boolean;
}

/** Everything the lab does to one person. */
export interface Harm {
  up: Impairment;
  down: Impairment;
  /** The signalling socket stays open and answers nothing. */
  signalingSilent: boolean;
  /** The call server's `/ping` never answers this person. */
  serverSilent: boolean;
  /** The stand-in for another host on the internet never answers this person. */
  otherHostSilent: boolean;
}

export type HarmChange = Partial<Omit<Harm, 'up' | 'down'>> & {
  up?: Partial<Impairment>;
  down?: Partial<Impairment>;
};

export const cleanImpairment: Impairment = {
  loss: 0,
  burst: 1,
  delayMs: 0,
  jitterMs: 0,
  rateKbps: 0,
  swallow: false,
};

export const noHarm: Harm = {
  up: cleanImpairment,
  down: cleanImpairment,
  signalingSilent: false,
  serverSilent: false,
  otherHostSilent: false,
};

/** Largest value the lab accepts for each number. */
export const impairmentRange = {
  loss: { min: 0, max: 1 },
  burst: { min: 1, max: 100 },
  delayMs: { min: 0, max: 3_000 },
  jitterMs: { min: 0, max: 2_000 },
  rateKbps: { min: 0, max: 100_000 },
} as const satisfies Record<Exclude<keyof Impairment, 'swallow'>, { min: number; max: number }>;

export function changeHarm(harm: Harm, change: HarmChange): Harm {
  return {
    ...harm,
    ...change,
    up: { ...harm.up, ...change.up },
    down: { ...harm.down, ...change.down },
  };
}

export function isHarmless(harm: Harm): boolean {
  const clean = (link: Impairment) =>
    !link.swallow &&
    link.loss === 0 &&
    link.delayMs === 0 &&
    link.jitterMs === 0 &&
    link.rateKbps === 0;
  return (
    clean(harm.up) &&
    clean(harm.down) &&
    !harm.signalingSilent &&
    !harm.serverSilent &&
    !harm.otherHostSilent
  );
}
