import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import type { WatchedConnection } from '../../packages/core/src/sources/webrtc/webrtc.ts';
import { createBrowserHost } from './browserHost.ts';
import { type CallServer, createCallServer, passOn } from './callServer.ts';
import { createPageClock } from './clocks.ts';
import { createDeeds } from './deeds.ts';
import { createHub } from './hub.ts';
import { createMediaServer } from './mediaServer.ts';
import { createNetwork } from './network.ts';
import type { Parts } from './parts.ts';
import { createPost } from './post.ts';
import { createFetch } from './probes.ts';
import type { Shown } from './promptRecord.ts';
import { createRandom, seedOf } from './random.ts';
import { createRoster } from './roster.ts';
import { createScreen, type Screen } from './screen.ts';
import { createSdk, type Sdk } from './sdk.ts';
import type { Session } from './session.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSocket, type Socket } from './socket.ts';
import { statsReport } from './statsReport.ts';
import { createTruth, type Truth } from './truth.ts';
import type { Variant } from './variants.ts';
import { camera, isMesh, peopleOf, speech, usualCall, type World } from './world.ts';

export interface Played {
  truth: Truth;
  screens: readonly { person: string; variant: string; shown: readonly Shown[] }[];
}

const usualStepMs = 20;
const startsAt = 1_700_000_000_000;

/** Lives through one world, once for all the sets of witnesses. */
export async function play(world: World, variants: readonly Variant[]): Promise<Played> {
  const clock = createFakeClock(startsAt);
  const now = () => clock.now() - startsAt;
  const parts = createParts(world, now);
  const arrivals = new Map<string, number>();
  const sessions = createSessions(parts, {
    noteArrival: (from, to) => arrivals.set(`${from}>${to}`, now()),
  });
  const sockets = new Map<string, Socket>();
  const mediaSockets = new Map<string, Socket>();
  const server = createCallServer(parts, sockets);
  const pages = parts.people.map((person) =>
    createPage(person, parts, { clock, sessions, server, sockets, mediaSockets }),
  );
  const mediaServer = createMediaServer(parts, sessions, mediaSockets);
  const sdks = new Map(pages.map(({ person, sdk }) => [person, sdk]));
  const truth = createTruth({ parts, arrivals, sockets, mediaSockets, sdks });
  const screens = pages.flatMap(({ open }) => variants.map((variant) => open(variant, now)));
  const steps = [
    () => parts.network.moveTo(now()),
    () => parts.post.handOver(now()),
    sessions.step,
    ...pages.map(({ step }) => step),
    server.step,
    mediaServer.step,
    truth.step,
    () => closeGone(screens, parts),
  ];
  while (now() < world.endMs) {
    clock.advance(parts.stepMs);
    for (const step of steps) step();
    await settle();
  }
  for (const screen of screens) screen.close();
  return {
    truth,
    screens: screens.map(({ person, variant, shown }) => ({
      person,
      variant: variant.name,
      shown: shown(),
    })),
  };
}

/** Promises of `getStats` and `fetch` resolve between two steps of the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

function createParts(world: World, now: () => number): Parts {
  const random = createRandom(seedOf(world.name));
  const people = peopleOf[world.shape];
  const stepMs = world.stepMs ?? usualStepMs;
  const streams = Object.fromEntries(people.map((person) => [person, [speech, camera]]));
  return {
    world,
    options: { ...usualCall, ...world.call, streams: { ...streams, ...world.call?.streams } },
    people,
    network: createNetwork(world.happenings, random),
    deeds: createDeeds(world),
    post: createPost(stepMs),
    random,
    now,
    stepMs,
  };
}

interface Surroundings {
  clock: ReturnType<typeof createFakeClock>;
  sessions: Sessions;
  server: CallServer;
  sockets: Map<string, Socket>;
  mediaSockets: Map<string, Socket>;
}

interface OpenPage {
  person: string;
  sdk: Sdk;
  step(): void;
  open(variant: Variant, now: () => number): Screen;
}

function createPage(
  person: string,
  parts: Parts,
  { clock, sessions, server, sockets, mediaSockets }: Surroundings,
): OpenPage {
  const { deeds, now, options } = parts;
  const hub = createHub();
  const mail = new Map<string, (from: string, text: string) => void>();
  const browser = createBrowserHost(person, parts);
  const channel = (process: string, name: string) =>
    createSocket(
      {
        person,
        process,
        onHealth: (health) => {
          if (options.muteSockets && health !== 'alive') return;
          const lateMs = health === 'late' ? { lateMs: 1500 } : {};
          hub.say('channels', { type: 'signalingChanged', channel: name, health, ...lateMs });
        },
        onMessage: (message) =>
          passOn(hub, message, ({ variant, from, text }) => mail.get(variant)?.(from, text)),
        onRequest: (message) => process === 'server' && server.hear(person, message),
        onServerClose: () => process === 'server' && server.lose(person),
      },
      parts,
    );
  const socket = channel('server', 'app');
  sockets.set(person, socket);
  if (!isMesh(parts.world.shape)) mediaSockets.set(person, channel('sfu', 'sfu'));
  const mediaSocket = mediaSockets.get(person);
  const sdk = createSdk(person, parts, { hub, sessions, socket: mediaSocket ?? socket });
  const roster = createRoster(person, parts, hub);
  const page = {
    person,
    hub,
    clock: createPageClock(clock, person, deeds, now),
    host: browser.host,
    fetch: createFetch(person, parts, clock),
    scheme: options.scheme,
    connections: () => sessions.of(person).map((session) => watched(session, person, parts)),
    sendMail: (variant: string, text: string) =>
      socket.send({ type: 'report', variant, from: person, text }),
    onMail: (variant: string, handler: (from: string, text: string) => void) =>
      void mail.set(variant, handler),
  };
  return {
    person,
    sdk,
    open: (variant, at) => createScreen(page, variant, at),
    step() {
      if (!deeds.isPresent(person, now())) return;
      browser.step();
      socket.step();
      mediaSocket?.step();
      roster.step();
      sdk.step();
    },
  };
}

/** One connection as the page hands it to the kit. */
function watched(session: Session, person: string, parts: Parts): WatchedConnection {
  const { deeds, now, world } = parts;
  const side = session.sides.find(({ end }) => end === person) ?? session.sides[0];
  const unixMs = (at: number) => startsAt + at + deeds.clockOff(person, now(), 'all');
  const connection = connectionOf(
    session,
    () => ({
      connectionState: side.state,
      getStats: () =>
        deeds.is(person, 'stats stop', now())
          ? new Promise<never>(() => {})
          : Promise.resolve(statsReport(session, side, parts, unixMs)),
    }),
    person,
  );
  return isMesh(world.shape)
    ? { id: session.id, connection, userId: side.other }
    : { id: session.id, connection, userOf: ({ trackId = '' }) => trackId.split('-')[0] };
}

type Connection = WatchedConnection['connection'];
const connections = new WeakMap<Session, Map<string, Connection>>();

/** The same object each time, as a page would hand over; its state is read when asked for. */
function connectionOf(session: Session, make: () => Connection, person: string): Connection {
  const known = connections.get(session) ?? new Map<string, Connection>();
  connections.set(session, known);
  const connection = known.get(person) ?? {
    get connectionState() {
      return make().connectionState;
    },
    getStats: () => make().getStats(),
  };
  known.set(person, connection);
  return connection;
}

const goodbyeMs = 200;

function closeGone(screens: readonly Screen[], { deeds, now }: Parts): void {
  for (const screen of screens) {
    if (deeds.is(screen.person, 'leaves', now() + goodbyeMs)) screen.sayGoodbye();
    if (!deeds.isPresent(screen.person, now())) screen.close();
  }
}
