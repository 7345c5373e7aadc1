import type { ReactElement } from 'react';
import type { ShownPrompt } from '../../hooks/shownPrompt.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { Elapsed } from './Elapsed.tsx';
import { Icon, iconOf } from './Icon.tsx';

/** What a prompt looks like unless the app draws it: icon, text, how long it takes, actions, dismiss. */
export function PromptContent({ view }: { view: ShownPrompt }): ReactElement {
  const { prompt, text, actions, dismiss } = view;
  const { labels } = useMessages();
  const icon = iconOf(prompt);
  return (
    <>
      <span className="netcue-disc">
        <Icon name={icon} />
      </span>
      <span className="netcue-text">{text}</span>
      {icon === 'waiting' && <Elapsed since={prompt.began} />}
      {actions.length > 0 && (
        <span className="netcue-actions">
          {actions.map(({ id, label, run }) => (
            <button key={id} type="button" className="netcue-action" data-action={id} onClick={run}>
              {label}
            </button>
          ))}
        </span>
      )}
      {dismiss && (
        <button
          type="button"
          className="netcue-dismiss"
          aria-label={labels.dismiss}
          onClick={dismiss}
        >
          <Icon name="dismiss" />
        </button>
      )}
    </>
  );
}
