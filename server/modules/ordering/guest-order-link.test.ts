import { beforeEach, describe, expect, test } from '@jest/globals';
import { configureOrdering, guestOrderKey, guestOrderLink, opensOrder, withOrderKey } from './index.ts';

const ORDER = { id: '507f1f77bcf86cd799439011', name: 'CF-10482' };
const OTHER = '507f1f77bcf86cd799439012';

beforeEach(() => configureOrdering({ linkSecret: 'a-secret-of-the-tests', storefrontUrl: 'https://shop.example.com' }));

describe('the signed link to an order', () => {
  test('leads to the order on the storefront, with a key that opens it once it is sent', () => {
    const stored = guestOrderLink(ORDER.name);
    expect(opensOrder(ORDER.id, new URL(stored).searchParams.get('key') ?? '')).toBe(false);
    const link = new URL(withOrderKey(`See ${stored}`, ORDER.id).slice('See '.length));
    expect(link.origin + link.pathname).toBe('https://shop.example.com/orders/CF-10482');
    expect(opensOrder(ORDER.id, link.searchParams.get('key') ?? '')).toBe(true);
  });

  test('opens no other order', () => {
    expect(opensOrder(OTHER, guestOrderKey(ORDER.id))).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['a shortened key', guestKeyShort],
    ['a key with one other letter', changedKey],
  ])('with %s stays closed', (_what, key) => {
    expect(opensOrder(ORDER.id, typeof key === 'string' ? key : key())).toBe(false);
  });

  test('stays closed once the secret is another one', () => {
    const key = guestOrderKey(ORDER.id);
    configureOrdering({ linkSecret: 'another-secret-of-the-tests' });
    expect(opensOrder(ORDER.id, key)).toBe(false);
  });
});

function guestKeyShort(): string {
  return guestOrderKey(ORDER.id).slice(0, -1);
}

function changedKey(): string {
  const key = guestOrderKey(ORDER.id);
  return (key.startsWith('A') ? 'B' : 'A') + key.slice(1);
}
