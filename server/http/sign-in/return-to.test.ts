import { describe, expect, it } from '@jest/globals';
import { safeReturnTo } from './return-to.ts';

const panel = { baseUrl: 'http://localhost:4000', home: '/admin', within: '/admin', authPath: '/admin/auth' };
const shop = { baseUrl: 'http://localhost:3000', home: '/', within: '/', authPath: '/auth' };

describe('the way back after sign-in', () => {
  it.each(['/admin', '/admin/resources/products?page=2#x', '/admin/pages/trail'])(
    'leads to %s in the panel',
    (path) => {
      expect(safeReturnTo(path, panel)).toBe(path);
    },
  );

  it.each(['/', '/cart', '/p/red-lantern?x=1'])('leads to %s in the shop', (path) => {
    expect(safeReturnTo(path, shop)).toBe(path);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/./\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    'javascript:alert(1)',
    '/auth/logout',
    '/AUTH/logout',
    '',
    undefined,
    ['/cart'],
    `/${'a'.repeat(3000)}`,
  ])('leads to the start page instead of %j', (wanted) => {
    expect(safeReturnTo(wanted, shop)).toBe('/');
  });

  it('stays within the panel', () => {
    for (const wanted of ['/', '/api/v1/me', '/administrator', '/admin/../healthz', '/admin/auth/logout']) {
      expect(safeReturnTo(wanted, panel)).toBe('/admin');
    }
  });
});
