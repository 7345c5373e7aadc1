import { useId, useRef, useState } from 'react';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { useDetailMessages } from '../../hooks/useDetailMessages.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { SignalBars } from '../SignalBars/SignalBars.tsx';
import { classes } from '../surface/PromptSurface.tsx';
import { DetailsPanel } from './DetailsPanel.tsx';
import { useLightDismiss } from './useLightDismiss.ts';

export interface NetworkDetailsProps {
  className?: string;
  style?: CSSProperties;
  /** Draws the content of the popover instead of the usual panel. */
  children?: () => ReactNode;
}

/**
 * Signal bars that open into the numbers: round trip, loss, jitter, bitrate, what is wrong and how we know.
 *
 * @example <NetworkDetails />
 */
export function NetworkDetails({ className, style, children }: NetworkDetailsProps): ReactElement {
  const { language } = useMessages();
  const { labels } = useDetailMessages();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useLightDismiss(root, open, () => setOpen(false));
  return (
    <div
      ref={root}
      className={classes('netcue netcue-details', className)}
      style={style}
      lang={language}
    >
      <button
        type="button"
        className="netcue-details-button"
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        <SignalBars />
        <span className="netcue-unseen">{labels.details}</span>
      </button>
      {open && (
        <section id={panelId} className="netcue-panel" aria-label={labels.details}>
          {children ? children() : <DetailsPanel />}
        </section>
      )}
    </div>
  );
}
