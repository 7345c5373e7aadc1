import type { ReactElement } from 'react';
import type { ShownPrompt } from '../../hooks/shownPrompt.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { Icon, iconOf } from './Icon.tsx';

export interface PromptContentProps {
  view: ShownPrompt;
  /** Stands between the text and the buttons. */
  children?: ReactElement | false;
}

/** What a prompt looks like unless the app draws it: icon, text, actions, dismiss. */
export function PromptContent({ view, children }: PromptContentProps): ReactElement {
  const { dismiss: dismissLabel } = useMessages().labels;
  return (
    <>
      <span className="netcue-disc">
        <Icon name={iconOf(view.prompt)} />
      </span>
      <span className="netcue-text">{view.text}</span>
      {children}
      {view.actions.length > 0 && (
        <span className="netcue-actions">
          {view.actions.map(({ id, label, run }) => (
            <button key={id} type="button" className="netcue-action" data-action={id} onClick={run}>
              {label}
            </button>
          ))}
        </span>
      )}
      {view.dismiss && (
        <button
          type="button"
          className="netcue-dismiss"
          aria-label={dismissLabel}
          onClick={view.dismiss}
        >
          <Icon name="dismiss" />
        </button>
      )}
    </>
  );
}
