import { describe, expect, it } from '@jest/globals';
import { maskValue, presentFor } from './masking.ts';

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
});
