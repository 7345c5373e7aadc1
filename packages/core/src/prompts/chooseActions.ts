import type { ActionId } from './prompt.ts';
import type { PromptView } from './promptView.ts';

type Fits = (call: PromptView['call'], now: number) => boolean;

/** Advice, and when it would help: nobody is told to stop what they are not doing. */
const advice: Partial<Record<ActionId, Fits>> = {
  audioOnly: ({ sending, diagnosis }) =>
    sending.video || sending.screen || !sending.known || diagnosis.cause !== 'weakUplink',
  cameraOff: ({ sending }) => sending.video || !sending.known,
  stopSharing: ({ sending }) => sending.screen || !sending.known,
  effectsOff: ({ sending }) => sending.effects || !sending.known,
  pauseIncomingVideo: () => true,
  joinAudioOnly: () => true,
};

const possible: Partial<Record<ActionId, Fits>> = {
  ...advice,
  rejoin: ({ connection: { ended } }, now) =>
    ended?.rejoinAllowed !== false && !((ended?.forbiddenUntil ?? 0) > now),
};

/** The actions to offer now: only what the app can do and what fits, and one advice at a time. */
export function chooseActions(
  { call, actions }: PromptView,
  wanted: readonly ActionId[],
  now: number,
): ActionId[] {
  const able = wanted.filter(
    (action) =>
      // The kit does this one itself.
      (action === 'muteInThisCall' || actions.has(action)) &&
      (possible[action]?.(call, now) ?? true),
  );
  const first = able.find((action) => advice[action]);
  return able.filter((action) => !advice[action] || action === first);
}
