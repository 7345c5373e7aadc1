import type { Surface } from '@netcue/core';
import { useCallback, useRef } from 'react';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import type { ShownPrompt } from '../../hooks/shownPrompt.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { useExit } from './useExit.ts';
import type { Drawn, Lingering } from './useLingering.ts';

/** What every component that shows prompts takes. */
export interface PromptComponentProps {
  className?: string;
  style?: CSSProperties;
  /** Draws the content; the element around it, and what it tells CSS, stay. */
  children?: (view: ShownPrompt) => ReactNode;
}

interface PromptSurfaceProps {
  as?: 'div' | 'li';
  surface: Surface;
  drawn: Drawn;
  onGone: Lingering['remove'];
  className?: string;
  style?: CSSProperties;
  children: ReactNode;
}

/** The one element a visible prompt is. On its way out it is no prompt any more, only a picture of one. */
export function PromptSurface(props: PromptSurfaceProps): ReactElement {
  const { as: Tag = 'div', surface, drawn, onGone, className, style, children } = props;
  const { key, view, leaving } = drawn;
  const { kind, severity, userId } = view.prompt;
  const element = useRef<HTMLElement>(null);
  const gone = useCallback(() => onGone(key), [onGone, key]);
  useExit(element, leaving, gone);
  return (
    <Tag
      ref={element as never}
      className={classes('netcue', `netcue-${surface}`, className)}
      style={style}
      lang={useMessages().language}
      data-netcue-prompt={leaving ? undefined : kind}
      data-leaving={leaving ? kind : undefined}
      data-severity={severity}
      data-surface={surface}
      data-user-id={userId}
    >
      {children}
    </Tag>
  );
}

/** Class names, without the absent ones. */
export function classes(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
