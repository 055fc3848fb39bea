import { describe, expect, it } from '@jest/globals';
import { maskPerformer, maskValue, presentFor } from './masking.ts';

describe('masking', () => {
  it('shows that a value is there, not the value', () => {
    expect(maskValue('Ana Lopez')).toBe('A•••');
    expect(maskValue('ana@example.org')).toBe('a•••@•••');
    expect(maskValue(447700900123)).toBe('•••');
    expect(maskValue(new Date(0))).toBe('•••');
    expect(maskValue('')).toBe('');
    expect(maskValue(null)).toBeNull();
  });

  it('reaches into an address, line by line', () => {
    expect(maskValue({ line1: '1 High Street', lines: ['x'], line2: null })).toEqual({
      line1: '1•••',
      lines: ['x•••'],
      line2: null,
    });
  });

  it('leaves out what a role never sees, masks what is personal, keeps the rest', () => {
    const user = { _id: 'u1', username: 'customer-1', email: 'ana@example.org', subject: 'auth0|1', unheardOf: 1 };
    expect(presentFor(['support'], 'users', user)).toEqual({ _id: 'u1', username: 'customer-1', email: 'a•••@•••' });
    expect(presentFor(['admin'], 'users', user)).toEqual({ ...user, unheardOf: undefined });
    expect(presentFor([], 'users', user)).toEqual({});
  });

  it('hides who did something where that is a customer, from whoever sees no customer’s name; staff and what is unmasked stay', () => {
    const ana = { kind: 'user', id: 'u1', name: 'Ana Lopez' };
    const nameFor = (who: Parameters<typeof maskPerformer>[0], performer = ana, roles = ['shopper']) =>
      maskPerformer(who, performer, roles).name;
    expect(nameFor(['support'])).toBe('A•••');
    expect(nameFor(['admin'])).toBe('Ana Lopez');
    expect(nameFor(['support'], ana, ['support'])).toBe('Ana Lopez');
    expect(nameFor({ id: 's1', roles: ['support'], unmasked: new Map([['users:u1', 1]]) })).toBe('Ana Lopez');
    expect(nameFor({ id: 'u1', roles: ['support'] })).toBe('Ana Lopez');
    expect(nameFor(['support'], { kind: 'system', id: null as never, name: 'import' }, [])).toBe('import');
    expect(nameFor(['support'], { kind: 'user', id: null as never, name: '[erased]' }, [])).toBe('[erased]');
  });
});
