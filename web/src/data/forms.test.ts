import { describe, expect, it } from 'vitest';
import { check } from './forms';

describe('forms', () => {
  it('accept what the contract accepts', () => {
    expect(check('NewProfile', { name: 'Zoë 🐚', email: 'zoe@example.com' })).toEqual({});
    expect(check('NewOrder', { lines: [{ productId: 'tea', quantity: 99 }] })).toEqual({});
  });

  it('name the field as problem documents do', () => {
    expect(check('NewOrder', { lines: [{ productId: 'tea', quantity: 100 }] })).toEqual({
      'lines[0].quantity': 'Must be 99 or less',
    });
    expect(check('NewOrder', { lines: [] })).toEqual({ lines: 'Choose at least one' });
    expect(check('NewProfile', { name: '' })).toEqual({ name: 'Fill this in', email: 'Fill this in' });
  });

  it('count code points, and refuse what cannot be seen', () => {
    expect(check('NewProfile', { name: '🐚'.repeat(100), email: 'a@b' })).toEqual({});
    expect(check('NewProfile', { name: '🐚'.repeat(101), email: 'a@b' })).toEqual({ name: 'Use at most 100 characters' });
    expect(check('NewProfile', { name: 'a\u202eb', email: 'a@b' })).toEqual({ name: 'This is not in the right form' });
  });
});
