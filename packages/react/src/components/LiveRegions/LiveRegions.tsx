import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import { useStore } from 'zustand';
import { useNetworkStatus } from '../../context/useNetworkStatus.ts';
import { useClock } from '../../hooks/useClock.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { promptText } from '../../messages/promptText.ts';

// Text that arrives together with its region, or with a role, is often not read out.
const laterMs = 100;

/** The pair of regions that says what core wants announced. Empty from the start; roles never move. */
export function LiveRegions(): ReactElement | null {
  const inBrowser = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  return inBrowser ? <Regions /> : null;
}

function Regions(): ReactElement {
  const clock = useClock();
  const messages = useMessages();
  const announcement = useStore(useNetworkStatus().prompts, (state) => state.announcement);
  const polite = useRef<HTMLDivElement>(null);
  const assertive = useRef<HTMLDivElement>(null);
  const text = announcement ? promptText(announcement, messages) : '';
  const urgent = announcement?.live === 'assertive';

  // Written past React: the words come and go without a commit, the regions stay what they are.
  useEffect(
    () =>
      clock.after(laterMs, () => {
        if (assertive.current) assertive.current.textContent = urgent ? text : '';
        if (polite.current) polite.current.textContent = urgent ? '' : text;
      }),
    [clock, text, urgent],
  );

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a role that style sheets and tests can see */}
      <div ref={polite} role="status" aria-live="polite" lang={messages.language} style={unseen} />
      {/* No aria-live here: VoiceOver on iOS says an alert that has one twice. */}
      <div ref={assertive} role="alert" lang={messages.language} style={unseen} />
    </>
  );
}

const subscribeToNothing = () => () => {};

const unseen: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};
