/** One thing that happened, was concluded or was decided. */
export interface TimelineEntry {
  /** Unix milliseconds. */
  at: number;
  /** Order among entries of the same millisecond. */
  seq: number;
  kind: 'event' | 'diagnosis' | 'presence' | 'prompt';
  /** JSON-safe detail; its shape depends on `kind`. */
  detail: Readonly<Record<string, unknown>>;
}

/** The bounded record behind every decision. */
export interface Timeline {
  /** Oldest first. */
  entries(): readonly TimelineEntry[];
  /** JSON text: events, diagnoses and prompt decisions; user names only when asked for. */
  export(options?: { userNames?: boolean }): string;
}

/** What `Timeline.export` writes. */
export interface ExportedTimeline {
  netcue: 1;
  /** False when older entries had to go: then a replay starts in the middle. */
  complete: boolean;
  entries: readonly TimelineEntry[];
}
