import { isWeak } from '../events/quality.ts';
import type { RemoteUser } from './networkStatus.ts';

/** What has to be known of a remote to count and to watch them. Read off facts and judgement; true as long as these stand. */
export interface UserStanding {
  /** In the call: who said goodbye is as good as gone. */
  here: boolean;
  publishes: boolean;
  /** Should be heard now. */
  awaited: boolean;
  /** What is said and seen of them counts in the view of all. */
  counted: boolean;
  /** Time, or our own side, may change what is judged of them although nothing is said. */
  watched: boolean;
  /** Their presence may change by time alone. */
  waiting: boolean;
  /** Their media should come, and has not for longer than any pause between packets. */
  stalled: boolean;
  /** There may be something to tell of them. */
  troubled: boolean;
  /** When they went, by the word of anybody; a goodbye is enough. */
  leftAt?: number;
}

const shortStallMs = 400;

/** Nobody. */
export const noStanding: UserStanding = {
  here: false,
  publishes: false,
  awaited: false,
  counted: false,
  watched: false,
  waiting: false,
  stalled: false,
  troubled: false,
};

export function userStanding(user: RemoteUser): UserStanding {
  const { presence, published, quiet, quality, report, flow, heldLeave, fallback, diagnosis } =
    user;
  const leaving = !!report?.leaving;
  const here = user.here && !leaving;
  const publishes = here && published.length > 0;
  // Who sleeps sends nothing.
  const awaited = publishes && !quiet && !report?.suspended;
  const talked = user.said !== undefined && user.said.phase !== 'connected';
  const held = user.here && heldLeave !== undefined;
  const away = here && presence !== 'present';
  const doubted = here && diagnosis.cause === 'none' && isHeldWeak(quality);
  const told = away || held || fallback || talked || diagnosis.cause !== 'none';
  const counted = held || (here && (told || flow !== undefined || report !== undefined));
  return {
    here,
    publishes,
    awaited,
    counted,
    watched: counted || doubted,
    waiting: away || held || doubted,
    stalled: counted && awaited && (flow?.silentMs ?? 0) >= shortStallMs,
    troubled: told || !!diagnosis.withdrawn,
    leftAt: user.here ? (leaving ? report.at : undefined) : user.leftAt,
  };
}

/** A level that is said once counts when it has stood for a while: time alone tells. */
function isHeldWeak({ uplink, overall }: RemoteUser['quality']): boolean {
  return [uplink, overall].some(({ held, steady }) => held && isWeak(steady));
}
