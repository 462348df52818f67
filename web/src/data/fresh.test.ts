import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../session/session', () => ({ onForget: () => undefined, userId: () => undefined }));
vi.stubGlobal('localStorage', undefined);
const { FreshValues } = await import('./fresh');

const HOUR = 60 * 60 * 1000;

class MemoryStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

describe('fresh values', () => {
  let storage: MemoryStorage;
  let now: number;
  const tab = () => new FreshValues(storage, () => now);

  beforeEach(() => {
    storage = new MemoryStorage();
    now = 1_000;
  });

  it('keeps the greatest, as a later change may be given an earlier time', () => {
    tab().changed('alice', 20);
    tab().changed('alice', 10);
    expect(tab().of('alice')).toBe(20);
  });

  it('is shared by tabs and not by users', () => {
    tab().changed('alice', 20);
    expect(tab().of('alice')).toBe(20);
    expect(tab().of('bob')).toBeUndefined();
  });

  it('is left out an hour after the last change, and not before', () => {
    tab().changed('alice', 20);
    now += HOUR - 1;
    expect(tab().of('alice')).toBe(20);
    tab().changed('alice', 21);
    now += HOUR - 1;
    expect(tab().of('alice')).toBe(21);
    now += 1;
    expect(tab().of('alice')).toBeUndefined();
  });

  it('has a next value, which no copy at the edge was stored under', () => {
    expect(tab().unused('alice')).toBe(1);
    tab().changed('alice', 20);
    expect(tab().unused('alice')).toBe(21);
  });

  it('is forgotten for one user', () => {
    tab().changed('alice', 20);
    tab().changed('bob', 30);
    tab().forget('alice');
    expect(tab().of('alice')).toBeUndefined();
    expect(tab().of('bob')).toBe(30);
  });
});
