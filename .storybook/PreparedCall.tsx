import type { NetworkStatus } from '@netcue/core';
import { NetworkStatusProvider } from '@netcue/react';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { CallStage } from './CallStage.tsx';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';

interface PreparedCallProps {
  language: Language;
  stage: 'call' | 'plain';
  create: () => NetworkStatus;
  children: ReactNode;
}

/** A call that stands still. */
export function PreparedCall(props: PreparedCallProps): ReactElement {
  const { language, stage, create, children } = props;
  const [network] = useState(create);
  return (
    <NetworkStatusProvider network={network} locale={languages[language]}>
      {stage === 'call' ? <CallStage>{children}</CallStage> : children}
    </NetworkStatusProvider>
  );
}
