import type { QualityTrack, UserFacts } from '../state/networkState.ts';

type Report = NonNullable<UserFacts['report']>;
type Flow = NonNullable<UserFacts['flow']>;

/** The same was said once more: it is younger, and nobody who draws it has to know. */
export function isOnlyFresher(before: UserFacts, after: UserFacts): boolean {
  if (before === after) return true;
  const keys = Object.keys(after) as (keyof UserFacts)[];
  if (keys.length !== Object.keys(before).length) return false;
  return keys.every((key) => before[key] === after[key] || isFresher(key, before, after));
}

function isFresher(key: keyof UserFacts, before: UserFacts, after: UserFacts): boolean {
  if (key === 'quality') {
    const [was, is] = [before.quality, after.quality];
    return (
      isSameTrack(was.uplink, is.uplink) &&
      isSameTrack(was.downlink, is.downlink) &&
      isSameTrack(was.overall, is.overall)
    );
  }
  if (key === 'report') return isSameBut('at', before.report, after.report);
  return key === 'flow' && isSameFlow(before.flow, after.flow);
}

function isSameTrack(was: QualityTrack, is: QualityTrack): boolean {
  return (
    was === is ||
    (was.raw === is.raw &&
      was.steady === is.steady &&
      was.since === is.since &&
      was.rawSince === is.rawSince &&
      was.basis === is.basis &&
      was.held === is.held)
  );
}

function isSameFlow(was: Flow | undefined, is: Flow | undefined): boolean {
  return !!was && !!is && is.silentMs === 0 && isSameBut('lastPacketAt', was, is);
}

function isSameBut<Value extends Report | Flow>(
  ignored: keyof Value,
  was: Value | undefined,
  is: Value | undefined,
): boolean {
  if (!was || !is) return false;
  const keys = Object.keys(is) as (keyof Value)[];
  return keys.every((key) => key === ignored || was[key] === is[key]);
}
