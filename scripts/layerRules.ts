/** Who may import whom inside a package. A layer always sees itself; a name not listed is not a layer. */
export const layers: Record<'core' | 'react', Record<string, string[]>> = {
  core: {
    events: [],
    clock: [],
    // A source brings the witness that reads its facts.
    sources: ['events', 'clock', 'witnesses', 'diagnosis/witness.ts', 'diagnosis/ownReport.ts'],
    state: ['events'],
    diagnosis: ['state', 'events'],
    witnesses: ['diagnosis', 'state', 'events'],
    prompts: ['diagnosis', 'state', 'events', 'clock'],
    timeline: ['prompts', 'diagnosis', 'state', 'events', 'clock'],
    // The store attaches sources but never names one.
    store: ['timeline', 'prompts', 'diagnosis', 'state', 'events', 'clock', 'sources/source.ts'],
    telemetry: ['store', 'prompts', 'diagnosis', 'state', 'events', 'clock'],
    testing: ['*'],
    // The composition root.
    'createNetworkStatus.ts': ['*'],
    'index.ts': ['*'],
  },
  react: {
    clock: [],
    messages: [],
    context: ['clock', 'messages'],
    hooks: ['context', 'clock', 'messages'],
    components: ['hooks', 'context', 'clock', 'messages'],
    testing: ['*'],
    'index.ts': ['*'],
  },
};

/** Packages that source files may import, and from where. `types` allows `import type` alone. */
export const packages: { name: RegExp; from: RegExp; types?: true }[] = [
  { name: /^zustand(\/|$)/, from: /^packages\/core\/src\/store\// },
  // Every SDK is an optional peer: a value import would make it a real dependency.
  {
    name: /^(?!react(-dom)?(\/|$)|zustand|@netcue\/)/,
    from: /^packages\/core\/src\/sources\//,
    types: true,
  },
  { name: /^@opentelemetry\/api$/, from: /^packages\/core\/src\/telemetry\//, types: true },
  { name: /^zustand(\/|$)/, from: /^packages\/react\/src\// },
  { name: /^@netcue\/core(\/|$)/, from: /^packages\/react\/src\// },
  { name: /^react(\/|$)/, from: /^packages\/react\/src\// },
  // Hooks run in React Native too.
  { name: /^react-dom(\/|$)/, from: /^packages\/react\/src\/(components|testing)\// },
  { name: /^@testing-library\//, from: /^packages\/react\/src\/testing\// },
];

/** Time comes from the clock that is passed in, so that tests own it. */
export const timers: RegExp =
  /^((window|globalThis|self)\.)?(setTimeout|setInterval|Date\.now|performance\.now)$/;
export const mayTouchTimers: RegExp = /\/src\/(clock|testing)\//;

/** What an SDK passes to a callback is known to its own source alone: one door for any, and no second. */
export const mayTakeAny: RegExp = /\/src\/sources\/listen\.ts$/;

export const isTest = (path: string): boolean => /\.(test|test-d|stories|contract)\./.test(path);
