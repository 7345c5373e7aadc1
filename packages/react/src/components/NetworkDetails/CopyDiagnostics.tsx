import { useState } from 'react';
import type { ReactElement } from 'react';
import { useNetworkStatus } from '../../context/useNetworkStatus.ts';
import { useDetailMessages } from '../../hooks/useDetailMessages.ts';
import { useMessages } from '../../hooks/useMessages.ts';

/** Puts the timeline, without user names, on the clipboard. */
export function CopyDiagnostics(): ReactElement {
  const { timeline } = useNetworkStatus();
  const { actions } = useMessages();
  const { labels } = useDetailMessages();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(timeline.export()).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button type="button" className="netcue-action" onClick={copy}>
      {copied ? labels.copied : actions.copyDetails}
    </button>
  );
}
