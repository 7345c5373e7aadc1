import { describe, expect, it } from 'vitest';
import { plainlyPresent } from '../diagnosis/diagnoseRemote.ts';
import { initialQuality } from '../state/initialCall.ts';
import { createUserDirectory } from './createUserDirectory.ts';
import type { RemoteUser } from './networkStatus.ts';

const user = (userId: string, change: Partial<RemoteUser> = {}): RemoteUser => ({
  ...plainlyPresent,
  userId,
  joinedAt: 0,
  here: true,
  published: [],
  quiet: false,
  quality: initialQuality,
  fallback: false,
  ...change,
});

describe('the directory', () => {
  it('lists who is here, in the order they came', () => {
    const users = createUserDirectory();
    for (const userId of ['maya', 'jon', 'zoe']) users.set(user(userId));
    users.set(user('jon', { here: false }));
    expect(users.ids()).toEqual(['maya', 'zoe']);
    expect(users.get('jon')?.here).toBe(false);
    expect(users.get('nobody')).toBeUndefined();
  });

  it('has a new list and revision only when somebody comes or goes', () => {
    const users = createUserDirectory();
    users.set(user('maya'));
    const [ids, revision] = [users.ids(), users.revision()];
    users.set(user('maya', { name: 'Maya' }));
    expect([users.ids(), users.revision()]).toEqual([ids, revision]);
    expect(users.ids()).toBe(ids);
    users.set(user('maya', { here: false }));
    expect(users.ids()).toEqual([]);
    expect(users.revision()).toBe(revision + 1);
    users.delete('maya');
    users.set(user('jon', { here: false }));
    expect(users.revision()).toBe(revision + 1);
  });

  it('tells the subscribers of one user once, and nobody else', () => {
    const users = createUserDirectory();
    const told: string[] = [];
    for (const userId of ['maya', 'jon']) users.subscribe(userId, () => told.push(userId));
    users.set(user('maya'));
    users.set(user('jon'));
    expect(told).toEqual([]);
    users.flush();
    users.set(user('maya', { name: 'M' }));
    users.set(user('maya', { name: 'Maya' }));
    users.flush();
    users.flush();
    expect(told).toEqual(['maya', 'jon', 'maya']);
  });

  it('tells nobody who unsubscribed, also while telling', () => {
    const users = createUserDirectory();
    const told: string[] = [];
    const stop = users.subscribe('maya', () => {
      told.push('first');
      stop();
    });
    users.subscribe('maya', () => told.push('second'));
    users.set(user('maya'));
    users.flush();
    users.set(user('maya', { name: 'Maya' }));
    users.flush();
    expect(told).toEqual(['first', 'second', 'second']);
    stop();
    expect(told).toHaveLength(3);
  });

  it('keeps a subscription over a stay in which nobody listened', () => {
    const users = createUserDirectory();
    const told: string[] = [];
    users.subscribe('maya', () => told.push('old'))();
    users.subscribe('maya', () => told.push('new'));
    users.set(user('maya'));
    users.flush();
    expect(told).toEqual(['new']);
  });

  it('tells the subscribers of those it forgets', () => {
    const users = createUserDirectory();
    const told: string[] = [];
    for (const userId of ['maya', 'jon', 'zoe']) {
      users.set(user(userId));
      users.subscribe(userId, () => told.push(`${userId} ${users.get(userId) ? 'here' : 'gone'}`));
    }
    users.flush();
    told.length = 0;
    users.delete('maya');
    users.delete('maya');
    users.clear();
    users.flush();
    expect(told).toEqual(['maya gone', 'jon gone', 'zoe gone']);
    expect(users.ids()).toEqual([]);
  });

  it('has a new revision when it forgets somebody who was here, and none when there was nobody', () => {
    const users = createUserDirectory();
    users.clear();
    expect(users.revision()).toBe(0);
    users.set(user('maya'));
    users.delete('maya');
    expect(users.revision()).toBe(2);
    users.set(user('maya'));
    users.clear();
    expect(users.revision()).toBe(4);
    expect(users.ids()).toEqual([]);
  });
});
