import type {
  ActionId,
  BuiltInPromptKind,
  CallDiagnosisCause,
  Cause,
  NetworkType,
  OwnActions,
  Phase,
  Presence,
  PromptKind,
  PromptParams,
  Quality,
} from '@netcue/core';

/** Why the server ended this device's part in a call. Any other cause reads as `unknown`. */
export type EndReason = Extract<
  Cause,
  | 'kicked'
  | 'bannedUser'
  | 'bannedIp'
  | 'bannedChannel'
  | 'duplicateLogin'
  | 'tokenExpired'
  | 'tokenInvalid'
  | 'rejected'
  | 'roomClosed'
  | 'serverRequest'
  | 'serverError'
  | 'serverShutdown'
  | 'licence'
  | 'capacity'
  | 'role'
  | 'unknown'
>;

/** What a message may mention: names are isolated, reasons and networks already in words. */
export type MessageParams<Kind extends PromptKind> = {
  readonly [Param in keyof PromptParams[Kind]]: PromptParams[Kind][Param] extends string
    ? string
    : PromptParams[Kind][Param];
};

/** A text with `{param}` in it, or a function where wording depends on the values (plurals, neutral forms). */
export type Message<Kind extends PromptKind> = string | ((params: MessageParams<Kind>) => string);

/** One message for each of the kit's prompts, and for your own kinds as you add them. */
export type PromptMessages = {
  readonly [Kind in BuiltInPromptKind]: Message<Kind>;
} & {
  readonly [Kind in Exclude<PromptKind, BuiltInPromptKind>]?: Message<Kind>;
};

/** Every word the kit can show, in one language. */
export interface Messages {
  /** BCP 47 tag; set as `lang` on what is drawn, so that a screen reader picks the right voice. */
  language: string;
  prompts: PromptMessages;
  /** Said instead of any `weak.*` prompt when a loss cannot be pinned on one side of a one-to-one. */
  weakBetweenUs: string;
  /** Stands in for a name nobody knows. */
  someone: string;
  actions: Readonly<Record<Exclude<ActionId, keyof OwnActions>, string>> & {
    readonly [Action in keyof OwnActions]?: string;
  };
  qualities: Readonly<Record<Quality, string>>;
  reasons: Readonly<Record<EndReason, string>>;
  networks: Readonly<Record<NetworkType, string>>;
  presences: Readonly<Record<Presence | 'unknown', string>>;
  phases: Readonly<Record<Phase, string>>;
  causes: Readonly<Record<CallDiagnosisCause, string>>;
  labels: Readonly<Record<LabelId, string>>;
}

/** Words of the components' own controls and headings. */
export type LabelId =
  | 'dismiss'
  | 'notifications'
  | 'quality'
  | 'qualityOf'
  | 'details'
  | 'uplink'
  | 'downlink'
  | 'roundTrip'
  | 'loss'
  | 'jitter'
  | 'bitrate'
  | 'network'
  | 'connection'
  | 'cause'
  | 'evidence'
  | 'confidence'
  | 'copied'
  | 'timeline'
  | 'events'
  | 'diagnoses'
  | 'presenceChanges'
  | 'promptDecisions'
  | 'nothingYet'
  | 'precall'
  | 'precallStart'
  | 'precallRunning'
  | 'precallGood'
  | 'precallFailed';

/** Words of your own: give only the ones that differ. */
export type MessageOverrides = {
  readonly [Section in keyof Messages]?: Messages[Section] extends string
    ? string
    : Partial<Messages[Section]>;
};

type Section = string | Readonly<Record<string, unknown>>;

/** A catalogue with some of its words replaced. */
export function mergeMessages(base: Messages, overrides: MessageOverrides): Messages {
  const replaced = overrides as Readonly<Record<string, Section | undefined>>;
  const entries = Object.entries(base as unknown as Record<string, Section>).map(
    ([key, section]) => {
      const own = replaced[key] ?? {};
      return [
        key,
        typeof section === 'string' || typeof own === 'string'
          ? (replaced[key] ?? section)
          : { ...section, ...own },
      ];
    },
  );
  return Object.fromEntries(entries) as Messages;
}
