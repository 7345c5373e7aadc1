import type { Sequence } from './sequences.ts';
import { createTally, type Tally } from './tally.ts';

const texts = {
  reconnecting: 'Reconnecting…',
  connected: 'Connected',
  offline: 'You are offline',
  poor: 'Your network is poor',
  bad: 'Your network is bad',
  good: '',
};

/** What most calls do: the newest state of the SDK as a line of text, in a live region. */
export function throughNaive({ moments }: Sequence): Tally {
  const tally = createTally();
  const shown = { connection: '', quality: '', online: '' };
  for (const { connection, quality, online } of moments) {
    if (connection) shown.connection = texts[connection];
    if (quality) shown.quality = texts[quality];
    if (online !== undefined) shown.online = online ? '' : texts.offline;
    const text = Object.values(shown).filter(Boolean).join(' ');
    tally.see(text);
    tally.hear(text);
  }
  return tally;
}
