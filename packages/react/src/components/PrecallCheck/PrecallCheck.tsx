import type { Prompt, Severity } from '@netcue/core';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import type { KindActionHandlers } from '../../context/actionHandlers.ts';
import { useDetailMessages } from '../../hooks/useDetailMessages.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { usePrecallCheck } from '../../hooks/usePrecallCheck.ts';
import type { PrecallCheckState, PrecallOptions } from '../../hooks/usePrecallCheck.ts';
import { usePrompts } from '../../hooks/usePrompts.ts';
import { useShownPrompt } from '../../hooks/useShownPrompt.ts';
import type { ShownPrompt } from '../../hooks/shownPrompt.ts';
import type { DetailLabel } from '../../messages/messages.ts';
import { Icon } from '../surface/Icon.tsx';
import type { IconName } from '../surface/Icon.tsx';
import { PromptContent } from '../surface/PromptContent.tsx';
import { classes, PromptSurface } from '../surface/PromptSurface.tsx';

export interface PrecallCheckProps extends PrecallOptions {
  /** Handlers for the advice; the provider's serve the rest. */
  actions?: KindActionHandlers;
  className?: string;
  style?: CSSProperties;
  /** Draws the content instead. */
  children?: (check: PrecallCheckState) => ReactNode;
}

/**
 * A button that tests the way to the call's servers, and what came of it.
 *
 * @example
 * <PrecallCheck probe={(signal) => fetch('https://calls.example/ping', { signal })} />
 */
export function PrecallCheck(props: PrecallCheckProps): ReactElement {
  const { actions, className, style, children, ...options } = props;
  const { language } = useMessages();
  const { labels } = useDetailMessages();
  const check = usePrecallCheck(options);
  return (
    <section
      className={classes('netcue netcue-precall', className)}
      style={style}
      lang={language}
      aria-label={labels.precall}
      data-precall={check.status}
    >
      {children ? children(check) : <Check check={check} actions={actions} />}
    </section>
  );
}

interface CheckProps {
  check: PrecallCheckState;
  actions: KindActionHandlers | undefined;
}

function Check({ check: { status, run }, actions }: CheckProps): ReactElement {
  const { labels } = useDetailMessages();
  const { actions: buttons } = useMessages();
  const said = usePrompts(({ inline }) => inline.find(({ kind }) => kind === 'precall.poor'));
  const poor = useShownPrompt(said ?? tooWeak, actions);
  const isPoor = said !== undefined || status === 'poor';
  const outcome = outcomes[status];
  const text = isPoor ? poor?.text : outcome && labels[outcome.label];
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the same on every platform */}
      <div role="status" className="netcue-unseen">
        {text}
      </div>
      {isPoor && poor && <Poor view={poor} />}
      {!isPoor && outcome && <Outcome {...outcome} text={labels[outcome.label]} />}
      <button
        type="button"
        className="netcue-action"
        aria-disabled={status === 'running'}
        onClick={status === 'running' ? undefined : run}
      >
        {status === 'idle' ? labels.precallStart : buttons.testAgain}
      </button>
    </>
  );
}

function Poor({ view }: { view: ShownPrompt }): ReactElement {
  return (
    <PromptSurface surface="inline" drawn={{ key: '', view, leaving: false }} onGone={() => {}}>
      <PromptContent view={view} />
    </PromptSurface>
  );
}

interface OutcomeProps {
  icon: IconName;
  severity: Severity;
  text: string;
}

function Outcome({ icon, severity, text }: OutcomeProps): ReactElement {
  return (
    <div className="netcue netcue-inline" data-severity={severity} aria-hidden="true">
      <span className="netcue-disc">
        <Icon name={icon} />
      </span>
      <span className="netcue-text">{text}</span>
    </div>
  );
}

const outcomes: {
  readonly [Status in PrecallCheckState['status']]?: Omit<OutcomeProps, 'text'> & {
    label: DetailLabel;
  };
} = {
  running: { icon: 'waiting', severity: 'info', label: 'precallRunning' },
  good: { icon: 'success', severity: 'success', label: 'precallGood' },
  unreachable: { icon: 'offline', severity: 'error', label: 'precallFailed' },
};

/** Our own verdict, in the shape of core's. */
const tooWeak: Prompt<string> = {
  id: 'precall.poor',
  kind: 'precall.poor',
  severity: 'warning',
  surface: 'inline',
  priority: 1,
  live: 'polite',
  params: {},
  actions: ['joinAudioOnly'],
  dismissible: false,
  began: 0,
  shownAt: 0,
  rule: 'pre-call check',
  evidence: [],
};
