import { createNetworkStatus } from '@netcue/core';
import type { NetworkStatus, BuiltInPromptKind, PromptState } from '@netcue/core';
import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useMessages } from '../hooks/useMessages.ts';
import { NetworkStatusProvider } from '../components/NetworkStatusProvider/NetworkStatusProvider.tsx';
import { createPromptShelf } from './promptShelf.ts';

export interface EachPromptProps {
  kinds: readonly BuiltInPromptKind[];
  shownBy: (kind: BuiltInPromptKind) => Partial<PromptState>;
  children: ReactNode;
}

/** The same component once for each prompt, every one in a call of its own. */
export function EachPrompt({ kinds, shownBy, children }: EachPromptProps): ReactElement {
  const locale = useMessages();
  const shelves = useMemo(
    () =>
      kinds.map((kind): [string, NetworkStatus] => [
        kind,
        createPromptShelf(createNetworkStatus(), shownBy(kind)).network,
      ]),
    [kinds, shownBy],
  );
  return (
    <div className="shelf">
      {shelves.map(([kind, network]) => (
        <section key={kind} aria-label={kind}>
          <h3>{kind}</h3>
          <NetworkStatusProvider network={network} locale={locale} announce={false}>
            {children}
          </NetworkStatusProvider>
        </section>
      ))}
    </div>
  );
}
