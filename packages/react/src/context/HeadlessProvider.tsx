import type { ReactElement, ReactNode } from 'react';
import { NetworkContext } from './NetworkContext.ts';
import { useProviding } from './useProviding.ts';
import type { ProvidingOptions } from './useProviding.ts';

export interface HeadlessProviderProps extends ProvidingOptions {
  children?: ReactNode;
}

/** Hands the network status of one call to every hook inside. Draws nothing. */
export function HeadlessProvider({ children, ...options }: HeadlessProviderProps): ReactElement {
  return (
    <NetworkContext.Provider value={useProviding(options)}>{children}</NetworkContext.Provider>
  );
}
