import type {
  CallDiagnosis,
  CallDiagnosisCause,
  CallEvidence,
  CallSign,
  RemoteDiagnosis,
} from '../diagnosis/diagnosis.ts';
import { initialCall, initialQuality } from '../state/initialCall.ts';
import type { CallFacts, ConnectionState } from '../state/networkState.ts';
import { decidePrompts } from './decidePrompts.ts';
import { dismissPrompt } from './dismissPrompt.ts';
import type { ActionId, Prompt } from './prompt.ts';
import type { PromptDecision } from './promptDecision.ts';
import { emptyMemory, type PromptMemory } from './promptMemory.ts';
import { defaultPolicy, type PromptPolicy } from './promptPolicy.ts';
import type { PromptRemote, PromptView } from './promptView.ts';

/** When the call of a test is joined: long enough ago for the warm-up to be over. */
export const start = 1_000_000;

export const healthy: CallDiagnosis = {
  cause: 'none',
  began: 0,
  since: 0,
  confidence: 1,
  evidence: [],
};

/** The sign behind every cause that a test names. */
const seen: CallSign = 'no packet on any connection';

type CallChange = {
  [Key in keyof CallFacts]?: CallFacts[Key] extends object
    ? Partial<CallFacts[Key]>
    : CallFacts[Key];
};

/** One person's call, driven by hand: change what is true, let time pass, see what is on screen. */
export interface PromptCall {
  now: number;
  view: PromptView;
  memory: PromptMemory;
  decisions: PromptDecision[];
  recheckAt: number;
  /** Changes facts of the call. */
  set(change: CallChange): void;
  connection(change: Partial<ConnectionState>): void;
  /** Names what is wrong from now on. */
  diagnose(cause: CallDiagnosisCause, more?: Partial<CallDiagnosis>): void;
  remote(userId: string, change?: Partial<PromptRemote>): void;
  /** What is wrong with a remote from now on. */
  blame(userId: string, cause: RemoteDiagnosis['cause'], more?: Partial<PromptRemote>): void;
  forget(userId: string): void;
  offer(...actions: ActionId[]): void;
  group(size: number): void;
  dismiss(id: string, forThisCall?: boolean): void;
  look(): void;
  /** Lets time pass, looking again whenever it was asked to. */
  wait(ms: number): void;
  banner(): string | undefined;
  bannerPrompt(): Prompt<string> | null;
  toasts(): string[];
  badges(): string[];
  /** Ids of everything that is drawn. */
  screen(): string[];
  find(id: string): Prompt<string> | undefined;
  /** `what id (rule)` of all decisions so far. */
  log(): string[];
}

export function promptCall(policy: PromptPolicy = defaultPolicy): PromptCall {
  const remotes = new Map<string, PromptRemote>();
  const call: PromptCall = {
    now: start,
    view: {
      call: {
        ...initialCall,
        connection: {
          ...initialCall.connection,
          phase: 'connected',
          everConnected: true,
          connectedAt: start - 60_000,
        },
        diagnosis: healthy,
      },
      remotes: [],
      remoteCount: 1,
      actions: new Set(),
    },
    memory: emptyMemory,
    decisions: [],
    recheckAt: Infinity,
    set(change) {
      const merged: Record<string, unknown> = { ...call.view.call };
      for (const [key, value] of Object.entries(change))
        merged[key] = typeof value === 'object' ? { ...(merged[key] as object), ...value } : value;
      call.view = { ...call.view, call: merged as unknown as PromptView['call'] };
      call.look();
    },
    connection: (change) => call.set({ connection: { since: call.now, ...change } }),
    diagnose(cause, more = {}) {
      const evidence: CallEvidence[] = cause === 'none' ? [] : [{ sign: seen, at: call.now }];
      const diagnosis = { ...healthy, cause, began: call.now, since: call.now, evidence, ...more };
      call.view = { ...call.view, call: { ...call.view.call, diagnosis } };
      call.look();
    },
    remote(userId, change = {}) {
      const before = remotes.get(userId) ?? {
        userId,
        name: userId.toUpperCase(),
        joinedAt: start,
        here: true,
        published: ['audio'],
        quiet: false,
        quality: initialQuality,
        fallback: false,
        presence: 'present',
        since: start,
        diagnosis: healthy as unknown as RemoteDiagnosis,
      };
      remotes.set(userId, { ...before, ...change });
      call.view = { ...call.view, remotes: [...remotes.values()] };
      call.look();
    },
    blame(userId, cause, more = {}) {
      const presence = (
        {
          interrupted: 'interrupted',
          dropped: 'dropped',
          weak: 'unstable',
          none: 'present',
        } as const
      )[cause];
      call.remote(userId, {
        presence,
        leftAt: cause === 'dropped' ? call.now : undefined,
        leaveReason: cause === 'dropped' ? 'dropped' : undefined,
        diagnosis: {
          cause,
          began: call.now,
          since: call.now,
          confidence: 1,
          evidence: [{ sign: `seen ${cause}`, at: call.now }],
        },
        ...more,
      });
    },
    forget(userId) {
      remotes.delete(userId);
      call.view = { ...call.view, remotes: [...remotes.values()] };
      call.look();
    },
    offer(...actions) {
      call.view = { ...call.view, actions: new Set(actions) };
      call.look();
    },
    group(size) {
      call.view = { ...call.view, remoteCount: size };
    },
    dismiss(id, forThisCall) {
      call.memory = dismissPrompt(call.memory, id, call.now, policy, forThisCall);
      call.look();
    },
    look() {
      const decided = decidePrompts(call.view, call.memory, call.now, policy);
      call.memory = decided.memory;
      call.recheckAt = decided.recheckAt;
      if (call.recheckAt <= call.now) throw new Error('Asked to look again at once.');
      call.decisions.push(...decided.decisions);
    },
    wait(ms) {
      const until = call.now + ms;
      while (call.recheckAt <= until) {
        call.now = call.recheckAt;
        call.look();
      }
      call.now = until;
    },
    banner: () => call.memory.state.banner?.id,
    bannerPrompt: () => call.memory.state.banner,
    toasts: () => call.memory.state.toasts.map(({ id }) => id),
    badges: () => [...call.memory.state.badges.values()].map(({ id }) => id),
    screen() {
      const { banner, toasts, badges, inline } = call.memory.state;
      return [...(banner ? [banner] : []), ...toasts, ...badges.values(), ...inline].map(
        ({ id }) => id,
      );
    },
    find(id) {
      const { banner, toasts, badges, inline } = call.memory.state;
      return (
        [banner, ...toasts, ...badges.values(), ...inline].find((prompt) => prompt?.id === id) ??
        undefined
      );
    },
    log: () => call.decisions.map(({ what, id, rule }) => `${what} ${id} (${rule})`),
  };
  return call;
}
