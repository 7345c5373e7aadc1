import type { ActionId } from './prompt.ts';
import type { PromptView } from './promptView.ts';

// Nobody is told to stop what they are not doing.
const stops = { cameraOff: 'video', stopSharing: 'screen', effectsOff: 'effects' } as const;
const advice: readonly ActionId[] = [
  'audioOnly',
  'cameraOff',
  'stopSharing',
  'effectsOff',
  'pauseIncomingVideo',
  'joinAudioOnly',
];

/** The actions to offer now: only what the app can do and what fits, and one advice at a time. */
export function chooseActions(
  { call, actions }: PromptView,
  wanted: readonly ActionId[],
  now: number,
): ActionId[] {
  const { known, ...sending } = call.sending;
  const { ended } = call.connection;
  const fits = (action: ActionId) => {
    if (action === 'rejoin')
      return ended?.rejoinAllowed !== false && !((ended?.forbiddenUntil ?? 0) > now);
    if (action === 'audioOnly' && call.diagnosis.cause === 'weakUplink')
      return !known || sending.video || sending.screen;
    const what = stops[action as keyof typeof stops];
    return !what || !known || sending[what];
  };
  let advised = false;
  return wanted.filter((action) => {
    // The kit does this one itself.
    if (action !== 'muteInThisCall' && !actions.has(action)) return false;
    if (!fits(action) || (advised && advice.includes(action))) return false;
    advised ||= advice.includes(action);
    return true;
  });
}
