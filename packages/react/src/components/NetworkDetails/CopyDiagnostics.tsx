import { useState } from 'react';
import type { ReactElement } from 'react';
import { copyText } from '../../context/copyText.ts';
import { useNetworkStatus } from '../../context/useNetworkStatus.ts';
import { useDetailMessages } from '../../hooks/useDetailMessages.ts';
import { useMessages } from '../../hooks/useMessages.ts';

/** Puts the timeline, without user names, on the clipboard. */
export function CopyDiagnostics(): ReactElement {
  const { timeline } = useNetworkStatus();
  const { actions } = useMessages();
  const { labels } = useDetailMessages();
  const [copied, setCopied] = useState<boolean>();
  const copy = () => void copyText(timeline.export()).then(setCopied);
  const label = copied ? labels.copied : copied === false ? labels.notCopied : actions.copyDetails;
  return (
    <button type="button" className="netcue-action" onClick={copy}>
      {label}
    </button>
  );
}
