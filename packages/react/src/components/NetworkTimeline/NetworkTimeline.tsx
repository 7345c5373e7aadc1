import type { TimelineEntry } from '@netcue/core';
import { useState } from 'react';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { useDetailMessages } from '../../hooks/useDetailMessages.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { useNetworkTimeline } from '../../hooks/useNetworkTimeline.ts';
import type { DetailLabel } from '../../messages/messages.ts';
import { CopyDiagnostics } from '../NetworkDetails/CopyDiagnostics.tsx';
import { classes } from '../surface/PromptSurface.tsx';
import { describeEntry, timeOfDay } from './describeEntry.ts';

export interface NetworkTimelineProps {
  className?: string;
  style?: CSSProperties;
  /** Draws one entry. */
  children?: (entry: TimelineEntry) => ReactNode;
}

const kinds: Readonly<Record<TimelineEntry['kind'], DetailLabel>> = {
  event: 'events',
  diagnosis: 'diagnoses',
  presence: 'presenceChanges',
  prompt: 'promptDecisions',
};

/** For developers: what was heard, what was concluded, what was shown or kept quiet, and why. Newest first. */
export function NetworkTimeline(props: NetworkTimelineProps): ReactElement {
  const { className, style, children } = props;
  const { language } = useMessages();
  const { labels } = useDetailMessages();
  const { entries } = useNetworkTimeline();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const toggle = (kind: string) =>
    setHidden(hidden.includes(kind) ? hidden.filter((one) => one !== kind) : [...hidden, kind]);
  const shown = entries.filter(({ kind }) => !hidden.includes(kind)).reverse();
  return (
    <section
      className={classes('netcue netcue-timeline', className)}
      style={style}
      lang={language}
      aria-label={labels.timeline}
    >
      <div className="netcue-timeline-bar">
        {Object.entries(kinds).map(([kind, label]) => (
          <button
            key={kind}
            type="button"
            className="netcue-action"
            data-kind={kind}
            aria-pressed={!hidden.includes(kind)}
            onClick={() => toggle(kind)}
          >
            {labels[label]}
          </button>
        ))}
        <CopyDiagnostics />
      </div>
      {shown.length === 0 && <p>{labels.nothingYet}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the only way to scroll it from the keyboard */}
      <ol tabIndex={0} aria-label={labels.timeline}>
        {shown.map((entry) => (
          <li key={entry.seq} data-kind={entry.kind}>
            {children ? children(entry) : <Entry entry={entry} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry }: { entry: TimelineEntry }): ReactElement {
  const { title, note } = describeEntry(entry);
  return (
    <details>
      <summary>
        <time>{timeOfDay(entry.at)}</time>
        <b>{title}</b>
        <span>{note}</span>
      </summary>
      <pre>{JSON.stringify(entry.detail, null, 2)}</pre>
    </details>
  );
}
