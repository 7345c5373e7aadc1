import { useEffect, useState } from 'react';
import { CheckIcon, LinkIcon } from './icons.tsx';
import { useTexts } from './texts.ts';

const thanksMs = 2_500;

/** Copies the address under which others join this room. */
export function CopyLinkButton({
  room,
  className = 'button',
}: {
  room: string;
  className?: string;
}) {
  const t = useTexts();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), thanksMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => void copyText(linkTo(room)).then(setCopied);
  return (
    <button type="button" className={className} onClick={copy}>
      {copied ? <CheckIcon /> : <LinkIcon />}
      <span aria-live="polite">{copied ? t.linkCopied : t.copyLink}</span>
    </button>
  );
}

/** The same page in the same room, without what is only ours. */
function linkTo(room: string): string {
  const link = new URL(window.location.href);
  for (const own of ['user', 'autojoin', 'lang', 'dir', 'media']) link.searchParams.delete(own);
  link.searchParams.set('room', room);
  return link.href;
}

async function copyText(text: string): Promise<boolean> {
  // Absent on a page that is neither local nor behind TLS.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return copyByHand(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copyByHand(text),
  );
}

function copyByHand(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
