import { describe, expect, it } from 'vitest';
import { createFakePage } from './fakePage.test.helper.ts';
import { observationAt } from './observation.ts';
import { observeConnections } from './observeConnections.ts';

const methods = ['setRemoteDescription', 'addIceCandidate', 'getStats'] as const;

function observedPage() {
  const page = createFakePage();
  const { prototype } = page.RTCPeerConnection;
  const before = methods.map((name) => Object.getOwnPropertyDescriptor(prototype, name));
  const undo = observeConnections(page);
  const now = () => methods.map((name) => Object.getOwnPropertyDescriptor(prototype, name));
  return { ...page, prototype, before, now, undo, known: () => observationAt(page)?.open() ?? [] };
}

describe('a connection is noticed', () => {
  it('when it is told of its other end', () => {
    const { open, known } = observedPage();
    const connection = open();
    expect(known()).toEqual([connection]);
  });

  it('when it was opened before, the next time anything is asked of it', () => {
    const page = createFakePage();
    const early = page.open();
    const undo = observeConnections(page);
    expect(observationAt(page)?.open()).toEqual([]);
    void early.getStats();
    expect(observationAt(page)?.open()).toEqual([early]);
    undo();
  });

  it('from a constructor captured before, and of a subclass declared before', () => {
    const page = createFakePage();
    const Captured = page.RTCPeerConnection;
    class Sub extends page.RTCPeerConnection {
      override addIceCandidate(candidate: string): string {
        return super.addIceCandidate(`${candidate}!`);
      }
    }
    const undo = observeConnections(page);
    const one = new Captured();
    const other = new Sub();
    one.addIceCandidate('a');
    expect(other.addIceCandidate('a')).toBe('a!');
    expect(observationAt(page)?.open()).toEqual([one, other]);
    undo();
  });

  it('where a library has put a subclass in the place of the constructor, before or after', () => {
    for (const replaceFirst of [true, false]) {
      const page = createFakePage();
      const Native = page.RTCPeerConnection;
      const host = { RTCPeerConnection: Native };
      const replace = () => {
        host.RTCPeerConnection = class extends Native {};
      };
      if (replaceFirst) replace();
      const undo = observeConnections(host);
      if (!replaceFirst) replace();
      const all = [new Native(), new host.RTCPeerConnection()];
      for (const connection of all) connection.addIceCandidate('a');
      expect(observationAt(host)?.open()).toEqual(all);
      undo();
    }
  });

  it('once', () => {
    const { open, known } = observedPage();
    const connection = open();
    connection.addIceCandidate('a');
    void connection.getStats();
    expect(known()).toHaveLength(1);
  });

  it('not when it is only tried out', () => {
    const { RTCPeerConnection, known } = observedPage();
    new RTCPeerConnection().getTransceivers();
    expect(known()).toEqual([]);
  });

  it('not when it is closed', () => {
    const { open, known } = observedPage();
    const connection = open();
    connection.close();
    expect(known()).toEqual([]);
    connection.addIceCandidate('late');
    expect(known()).toEqual([]);
  });

  it('not when it is none at all', () => {
    const { prototype, known } = observedPage();
    for (const odd of [undefined, null, 7, {}, prototype])
      expect(() => prototype.addIceCandidate.call(odd as never, 'a')).not.toThrow();
    expect(known()).toEqual([]);
  });
});

describe('the page', () => {
  it('gets the same results and the same errors', async () => {
    const { open } = observedPage();
    const connection = open();
    await expect(connection.setRemoteDescription({})).resolves.toBe('set');
    expect(connection.addIceCandidate('a')).toBe('a');
    expect(() => connection.addIceCandidate('wrong')).toThrow(new TypeError('wrong candidate'));
  });

  it('finds the constructor untouched, and every method with its name, length and text', () => {
    const page = createFakePage();
    const { RTCPeerConnection } = page;
    const { prototype } = RTCPeerConnection;
    const look = () => ({
      members: Object.getOwnPropertyNames(prototype),
      statics: Object.getOwnPropertyNames(RTCPeerConnection),
      text: String(RTCPeerConnection),
      methods: methods.map((name) => {
        const { value, ...flags } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
        const { name: called, length } = value as { name: string; length: number };
        return [String(value), `${value as string}`, called, length, flags];
      }),
      isInstance: new RTCPeerConnection() instanceof RTCPeerConnection,
    });
    const before = look();
    const undo = observeConnections(page);
    expect(look()).toEqual(before);
    expect(page.RTCPeerConnection).toBe(RTCPeerConnection);
    expect(RTCPeerConnection.generateCertificate()).toBe('certificate');
    undo();
  });
});

describe('undoing', () => {
  it('puts the very same methods back', () => {
    const { before, now, undo } = observedPage();
    expect(now()).not.toEqual(before);
    undo();
    expect(now()).toEqual(before);
  });

  it('waits for the last who observes, and counts each once', () => {
    const page = observedPage();
    const undoOther = observeConnections(page);
    page.undo();
    page.undo();
    const connection = page.open();
    expect(page.known()).toEqual([connection]);
    undoOther();
    expect(page.now()).toEqual(page.before);
    page.open();
    expect(page.known()).toEqual([connection]);
  });

  it('leaves what others have wrapped meanwhile, and only passes on', () => {
    const { prototype, undo, known, RTCPeerConnection } = observedPage();
    const ours = prototype.addIceCandidate;
    prototype.addIceCandidate = function (candidate) {
      return ours.call(this, `${candidate}!`);
    };
    const theirs = prototype.addIceCandidate;
    undo();
    const connection = new RTCPeerConnection();
    expect(prototype.addIceCandidate).toBe(theirs);
    expect(connection.addIceCandidate('a')).toBe('a!');
    expect(known()).toEqual([]);
  });

  it('keeps what others had wrapped before', () => {
    const page = createFakePage();
    const { prototype } = page.RTCPeerConnection;
    const native = prototype.addIceCandidate;
    const wrapped = function (this: typeof prototype, candidate: string) {
      return native.call(this, `${candidate}!`);
    };
    prototype.addIceCandidate = wrapped;
    const undo = observeConnections(page);
    expect(page.open().addIceCandidate('a')).toBe('a!');
    undo();
    expect(prototype.addIceCandidate).toBe(wrapped);
  });
});

describe('nothing happens and nothing throws', () => {
  const throwing = {
    get RTCPeerConnection(): never {
      throw new Error('of another origin');
    },
  };
  it.each<[string, Parameters<typeof observeConnections>[0]]>([
    ['on a server', {}],
    ['in Node', globalThis],
    ['where there is only a name', { RTCPeerConnection: undefined }],
    ['where it is no constructor', { RTCPeerConnection: () => {} }],
    ['in a frame of another origin', throwing],
  ])('%s', (_where, host) => {
    expect(() => observeConnections(host)()).not.toThrow();
  });

  it('where the methods are sealed', () => {
    const page = createFakePage();
    Object.freeze(page.RTCPeerConnection.prototype);
    expect(() => observeConnections(page)()).not.toThrow();
  });

  it('when the module that observes on import is loaded on a server', async () => {
    const { stopObserving } = await import('./observeOnImport.ts');
    expect(stopObserving).not.toThrow();
  });
});
