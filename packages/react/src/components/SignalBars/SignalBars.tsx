import type { Quality } from '@netcue/core';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { useDetailMessages } from '../../hooks/useDetailMessages.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { useNetworkQuality } from '../../hooks/useNetworkQuality.ts';
import type { NetworkQuality } from '../../hooks/useNetworkQuality.ts';
import { fill, isolatedName } from '../../messages/promptText.ts';
import { classes } from '../surface/PromptSurface.tsx';

export interface SignalBarsProps {
  /** A remote user; this device without one. */
  userId?: string;
  /** Whose bars these are, for the text alternative. */
  name?: string;
  /** One direction instead of the worst. */
  direction?: 'uplink' | 'downlink';
  className?: string;
  style?: CSSProperties;
  /** Draws the content instead of the bars. */
  children?: (quality: NetworkQuality, text: string) => ReactNode;
}

/**
 * Network quality at a glance: a different shape for every level, a text for who cannot see it.
 *
 * @example <SignalBars userId={userId} name={userName} />
 */
export function SignalBars(props: SignalBarsProps): ReactElement {
  const { userId, name, direction, className, style, children } = props;
  const messages = useMessages();
  const { labels, qualities } = useDetailMessages();
  const level = useNetworkQuality(userId, (quality) => quality[direction ?? 'level']);
  const text = fill(labels[name === undefined ? 'quality' : 'qualityOf'], {
    name: isolatedName(name, messages),
    quality: qualities[level],
  });
  return (
    <span
      className={classes('netcue netcue-bars', className)}
      style={style}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn, not loaded
      role="img"
      aria-label={text}
      lang={messages.language}
      data-quality={level}
    >
      {children ? <Drawn userId={userId} text={text} draw={children} /> : <Bars level={level} />}
    </span>
  );
}

/** Who draws more than the level hears of every sample. */
function Drawn(props: {
  userId: string | undefined;
  text: string;
  draw: NonNullable<SignalBarsProps['children']>;
}): ReactNode {
  return props.draw(useNetworkQuality(props.userId), props.text);
}

const filledBars: Readonly<Record<Quality, number>> = {
  unknown: 0,
  down: 0,
  vbad: 1,
  bad: 2,
  poor: 3,
  good: 4,
  excellent: 5,
};

function Bars({ level }: { level: Quality }): ReactElement {
  return (
    <svg viewBox="0 0 22 16" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((index) => (
        <line
          key={index}
          x1={2 + index * 4.5}
          x2={2 + index * 4.5}
          y1={14}
          y2={11.2 - index * 2.3}
          data-filled={index < filledBars[level]}
        />
      ))}
      {level === 'down' && <path d="M2.2 2.4l4.8 4.8M7 2.4L2.2 7.2" />}
    </svg>
  );
}
