import type { Draft } from './draft.ts';
import type { BuiltInPromptKind } from './prompt.ts';
import type { PromptRemote } from './promptView.ts';
import type { Trouble } from './trouble.ts';

type Add = (kind: BuiltInPromptKind, trouble: Trouble, userId: string) => void;

const named = {
  interrupted: 'remote.interrupted',
  dropped: 'remote.dropped',
  weak: 'remote.weak',
} as const;

/** What is wrong with one remote now. */
export function remoteTroubles(remote: PromptRemote, { tracks }: Draft, add: Add): void {
  const { userId, name = userId, presence, diagnosis, expectedEndAt, leftAt } = remote;
  const { cause, began, evidence } = diagnosis;
  const params = { name };
  const waited = tracks.get(`remote.interrupted:${userId}`)?.shownAt;
  if (cause === 'dropped')
    add(
      named[cause],
      { began: leftAt, evidence, params: { name, neutral: !remote.leaveTag } },
      userId,
    );
  else if (cause !== 'none') add(named[cause], { began, evidence, expectedEndAt, params }, userId);
  // Until a drop is certain they are still being waited for.
  if (cause === 'dropped' && waited) add('remote.interrupted', { began, evidence, params }, userId);
  if (presence === 'left' && remote.leaveReason === 'quit')
    add('remote.left', { began: leftAt, params }, userId);
  if (remote.fallback) add('remote.videoPaused', { params }, userId);
}
