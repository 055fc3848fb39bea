import { expect, it } from '@jest/globals';
import { readSettings } from './settings.ts';

const read = (env: Record<string, string>) => readSettings(env);

it('works without any variable on a developer’s machine', () => {
  expect(read({})).toMatchObject({
    apiUrl: 'http://localhost:4000',
    shopUrl: 'http://localhost:3000',
    currency: 'GBP',
    timeZone: 'Europe/London',
    trustedProxies: 0,
  });
});

it('takes addresses without the slash at their end', () => {
  expect(read({ STOREFRONT_URL: 'https://shop.example/' }).shopUrl).toBe('https://shop.example');
});

it.each([
  ['API_URL', '//nowhere'],
  ['STOREFRONT_URL', 'shop'],
  ['TRUST_PROXY', 'yes'],
])('names the variable that is wrong: %s', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(name);
});
