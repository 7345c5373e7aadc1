import type { UserReducers } from './reduceUser.ts';

// Reports come every second: two and a half without one are a gap.
const reportGapMs = 2500;

/** What is remembered of the others' own reports. */
export const peerReducers: UserReducers = {
  peerReported: ({ report }, { at, uplink, downlink, hearsUs, leaving, suspended }) => {
    const isBack = report !== undefined && at - report.at > reportGapMs;
    const goesOn = report?.hearsUs === hearsUs && !isBack;
    return {
      report: {
        at,
        // What they said before a gap, they did not say through it.
        since: goesOn ? (report?.since ?? at) : at,
        backAt: isBack ? at : report?.backAt,
        uplink,
        downlink,
        hearsUs,
        leaving,
        suspended,
      },
    };
  },
};
