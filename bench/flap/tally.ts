/** What a person had to look at and listen to. */
export interface Tally {
  changes: number;
  announcements: number;
}

/** Counts how often a text on screen, and a text read out, becomes another one. */
export function createTally(): Tally & { see(text: string): void; hear(text: string): void } {
  let seen = '';
  let heard = '';
  return {
    changes: 0,
    announcements: 0,
    see(text) {
      if (text !== seen) this.changes += 1;
      seen = text;
    },
    // An emptied live region says nothing.
    hear(text) {
      if (text !== heard && text !== '') this.announcements += 1;
      heard = text;
    },
  };
}
