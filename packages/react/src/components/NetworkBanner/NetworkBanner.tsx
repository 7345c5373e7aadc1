import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { KindActionHandlers } from '../../context/actionHandlers.ts';
import { useNetworkBanner } from '../../hooks/useNetworkBanner.ts';
import { PromptContent } from '../surface/PromptContent.tsx';
import { PromptSurface } from '../surface/PromptSurface.tsx';
import type { PromptComponentProps } from '../surface/PromptSurface.tsx';
import { useLingering } from '../surface/useLingering.ts';

export interface NetworkBannerProps extends PromptComponentProps {
  /** `top` and `bottom` float over the app without moving it; `inline` stands where you put it. */
  placement?: 'top' | 'bottom' | 'inline';
  /** Handlers for this banner; the provider's serve the rest. */
  actions?: KindActionHandlers;
}

/**
 * The most important thing to say about this device's network, if there is one.
 *
 * @example <NetworkBanner actions={{ leave: hangUp, retry: reconnect }} />
 */
export function NetworkBanner(props: NetworkBannerProps): ReactElement | null {
  const { placement = 'top', actions, className, style, children } = props;
  const view = useNetworkBanner(actions);
  // One key for all: a prompt that replaces another does so in place.
  const views = useMemo(() => new Map(view ? [['banner', view]] : []), [view]);
  const { drawn, remove } = useLingering(views);
  const [banner] = drawn;
  if (!banner) return null;
  return (
    <div className="netcue-banner-area" data-placement={placement}>
      <PromptSurface
        surface="banner"
        drawn={banner}
        onGone={remove}
        className={className}
        style={style}
      >
        {children ? children(banner.view) : <PromptContent view={banner.view} />}
      </PromptSurface>
    </div>
  );
}
