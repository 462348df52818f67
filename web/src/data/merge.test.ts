import { describe, expect, it } from 'vitest';
import { differences, merged } from './merge';

const base = { name: 'Alice', email: 'a@example.com', theme: 'dark' };

describe('two versions of a form', () => {
  it('differ where their values do, and each field proposes the side that changed it', () => {
    const mine = { ...base, name: 'Alice L.' };
    const saved = { ...base, email: 'b@example.com' };
    expect(differences(base, mine, saved)).toEqual([
      { field: 'name', mine: 'Alice L.', saved: 'Alice', proposed: 'mine' },
      { field: 'email', mine: 'a@example.com', saved: 'b@example.com', proposed: 'saved' },
    ]);
  });

  it('propose mine where both sides changed a field, and nothing where both agree', () => {
    const mine = { ...base, name: 'A', theme: 'light' };
    const saved = { ...base, name: 'B', theme: 'light' };
    expect(differences(base, mine, saved)).toEqual([{ field: 'name', mine: 'A', saved: 'B', proposed: 'mine' }]);
  });

  it('become one by the choice for each field; what was not asked stays as saved', () => {
    const mine = { ...base, name: 'A', email: 'mine@example.com' };
    const saved = { ...base, name: 'B', email: 'saved@example.com', theme: 'light' };
    expect(merged(mine, saved, { name: 'mine', email: 'saved' })).toEqual({
      name: 'A',
      email: 'saved@example.com',
      theme: 'light',
    });
  });
});
