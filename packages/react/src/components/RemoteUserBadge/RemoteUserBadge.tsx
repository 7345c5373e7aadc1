import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { KindActionHandlers } from '../../context/actionHandlers.ts';
import { useRemoteUserBadge } from '../../hooks/useRemoteUserBadge.ts';
import { PromptContent } from '../surface/PromptContent.tsx';
import { PromptSurface } from '../surface/PromptSurface.tsx';
import type { PromptComponentProps } from '../surface/PromptSurface.tsx';
import { useLingering } from '../surface/useLingering.ts';

export interface RemoteUserBadgeProps extends PromptComponentProps {
  /** The user whose tile this is; this device's own tile without one. */
  userId?: string;
  /** Handlers for this badge; the provider's serve the rest. */
  actions?: KindActionHandlers;
}

/**
 * What a remote user's tile says about their connection: weak, interrupted, dropped, back.
 * Lies over the nearest positioned parent and lets every click through.
 *
 * @example
 * <div style={{ position: 'relative' }}>
 *   <video … />
 *   <RemoteUserBadge userId={userId} />
 * </div>
 */
export function RemoteUserBadge(props: RemoteUserBadgeProps): ReactElement | null {
  const { userId = '', actions, className, style, children } = props;
  const view = useRemoteUserBadge(userId, actions);
  const views = useMemo(() => new Map(view ? [[userId, view]] : []), [userId, view]);
  const { drawn, remove } = useLingering(views);
  const badge = drawn.find(({ key }) => key === userId);
  if (!badge) return null;
  return (
    <PromptSurface
      surface="badge"
      drawn={badge}
      onGone={remove}
      className={className}
      style={style}
    >
      {children ? (
        children(badge.view)
      ) : (
        <span className="netcue-badge-note">
          <PromptContent view={badge.view} />
        </span>
      )}
    </PromptSurface>
  );
}
