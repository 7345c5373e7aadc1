import type {
  ActionId,
  BuiltInPromptKind,
  CallDiagnosisCause,
  CallSign,
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

/** Every word of prompts and their buttons, in one language. */
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
  reasons: Readonly<Record<EndReason, string>>;
  networks: Readonly<Record<NetworkType, string>>;
  labels: Readonly<Record<'dismiss' | 'notifications', string>>;
  /** Words of indicators, panels and checks. English ones stand in where a language brings none. */
  details?: DetailMessages;
}

/** Words that only those pay for who show more than prompts. */
export interface DetailMessages {
  qualities: Readonly<Record<Quality, string>>;
  presences: Readonly<Record<Presence | 'unknown', string>>;
  phases: Readonly<Record<Phase, string>>;
  causes: Readonly<Record<CallDiagnosisCause, string>>;
  labels: Readonly<Record<DetailLabel, string>>;
  /** What a diagnosis was made from. A sign without a word is shown as it is, in English. */
  signs?: Readonly<Partial<Record<CallSign, string>>>;
}

/** Headings and controls of indicators, panels and checks. */
export type DetailLabel =
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
  | 'evidence'
  | 'confidence'
  | 'copied'
  | 'notCopied'
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
  readonly [Section in keyof Messages]?: Section extends 'details'
    ? { readonly [Part in keyof DetailMessages]?: Partial<DetailMessages[Part]> }
    : Messages[Section] extends string
      ? string
      : Partial<Messages[Section]>;
};
