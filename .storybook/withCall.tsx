import { createNetworkStatus } from '@netcue/core';
import type { PromptState } from '@netcue/core';
import { NetworkStatusProvider } from '@netcue/react';
import { en } from '@netcue/react/locales/en';
import { zhCN } from '@netcue/react/locales/zh-CN';
import type { Decorator } from '@storybook/react-vite';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { createPromptShelf } from '../packages/react/src/testing/promptShelf.ts';
import { CallStage } from './CallStage.tsx';

const locales = { en, 'zh-CN': zhCN };

interface CallProps {
  language: keyof typeof locales;
  stage: 'call' | 'plain';
  shown: Partial<PromptState> | undefined;
  children: ReactNode;
}

/** The call around a story. `parameters.shown` puts prompts up by hand. */
export const withCall: Decorator = (Story, { globals, parameters }) => (
  <Call language={globals.locale} stage={parameters.stage ?? 'call'} shown={parameters.shown}>
    <Story />
  </Call>
);

function Call({ language, stage, shown, children }: CallProps): ReactElement {
  const [{ network }] = useState(() => createPromptShelf(createNetworkStatus(), shown));
  return (
    <NetworkStatusProvider network={network} locale={locales[language]}>
      {stage === 'call' ? <CallStage>{children}</CallStage> : children}
    </NetworkStatusProvider>
  );
}
