import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { KindActionHandlers } from '../../context/actionHandlers.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { useNetworkToasts } from '../../hooks/useNetworkToasts.ts';
import { PromptContent } from '../surface/PromptContent.tsx';
import { PromptSurface } from '../surface/PromptSurface.tsx';
import type { PromptComponentProps } from '../surface/PromptSurface.tsx';
import { useLingering } from '../surface/useLingering.ts';

export interface NetworkToasterProps extends PromptComponentProps {
  /** The corner the toasts stand in; `start` is the left in a left-to-right page. */
  placement?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end';
  /** Handlers for these toasts; the provider's serve the rest. */
  actions?: KindActionHandlers;
}

/**
 * Passing notices: somebody dropped, you are back, your network is weak. None leaves while pointed at or focused.
 *
 * @example <NetworkToaster actions={{ cameraOff: stopCamera }} />
 */
export function NetworkToaster(props: NetworkToasterProps): ReactElement | null {
  const { placement = 'bottom-start', actions, className, style, children } = props;
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const { labels } = useMessages();
  const toasts = useNetworkToasts(actions);
  const views = useMemo(() => new Map(toasts.map((view) => [view.prompt.id, view])), [toasts]);
  const { drawn, leave, remove } = useLingering(views, pointed || focused);

  // Gone with its element is the event that would have said that it lost pointer or focus.
  const letGo = () => {
    setFocused(false);
    if (drawn.length === 1) setPointed(false);
  };
  const dismissing = (key: string, dismiss: () => void) => () => {
    leave(key);
    letGo();
    dismiss();
  };

  if (drawn.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens only to whether somebody is reading
    <ol
      className="netcue-toaster"
      data-placement={placement}
      aria-label={labels.notifications}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {drawn.map((one) => {
        const { dismiss } = one.view;
        const view = { ...one.view, dismiss: dismiss && dismissing(one.key, dismiss) };
        return (
          <PromptSurface
            key={one.key}
            as="li"
            surface="toast"
            drawn={one}
            onGone={remove}
            className={className}
            style={style}
          >
            {children ? children(view) : <PromptContent view={view} />}
          </PromptSurface>
        );
      })}
    </ol>
  );
}
