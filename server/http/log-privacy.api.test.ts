import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { createServiceToken } from '../modules/identity/index.ts';
import { logger } from '../platform/logger.ts';
import { contextOf } from '../testing/harness.ts';
import { httpBrowser } from '../testing/http-browser.ts';
import { buildProduct } from '../testing/stock.ts';
import { useWholeApp } from '../testing/whole-app.ts';

/*
 * What a working day leaves in the process's log, at its most talkative: people sign in, get passwords wrong, prove a second factor and buy
 * things, and the database fails them with everything they typed in the error's text. None of it may be in the log.
 */
const app = useWholeApp();
const lines: string[] = [];
const stream = (logger as unknown as Record<symbol, unknown>)[pino.symbols.streamSym];
const level = logger.level;

beforeAll(() => {
  logger.level = 'trace';
  (logger as unknown as Record<symbol, unknown>)[pino.symbols.streamSym] = {
    write: (line: string) => lines.push(line),
  };
});
afterAll(() => {
  logger.level = level;
  (logger as unknown as Record<symbol, unknown>)[pino.symbols.streamSym] = stream;
});

const ADDRESS = {
  name: 'Grace Quillfeather',
  line1: '7 Ledger Lane',
  city: 'Much Wenlock',
  postcode: 'TF13 6AA',
  country: 'GB',
};
const GUEST = { name: 'Grace Quillfeather', email: 'grace.quillfeather@example.org' };
const WRONG_PASSWORD = 'my-other-password-77';

it('holds no password, code, token, cookie, e-mail or address, though it holds what failed', async () => {
  const secrets: string[] = [
    'counterfoil-demo',
    WRONG_PASSWORD,
    '246810',
    ...Object.values(ADDRESS).filter((text) => text.length > 3),
    GUEST.email,
    'admin@counterfoil.test',
    'shopper@counterfoil.test',
    app.config().SESSION_SECRET,
    app.config().HOP_SECRET,
    app.config().OIDC_PANEL_CLIENT_SECRET,
  ];
  const { id } = await buildProduct({ onHand: 50 });
  const order = { name: 'Watched program', role: 'support' as const, scopes: ['orders.list'], expiresInDays: 1 };
  const { secret } = await createServiceToken(contextOf('admin'), order);
  secrets.push(secret);

  const office = httpBrowser();
  await app.signIn(office, app.panel('/admin'), 'admin@counterfoil.test', WRONG_PASSWORD);
  const staff = httpBrowser();
  await app.signIn(staff, app.panel('/admin'), 'admin@counterfoil.test');
  await staff.submit(await staff.open(app.panel('/admin/auth/step-up')), { code: '246810' });
  secrets.push(String(staff.cookie('cf_panel')));
  const shopper = await app.cookiesOf('shopper');
  secrets.push(...shopper.split('; ').map((pair) => pair.split('=').slice(1).join('=')));

  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const sent = {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'idempotency-key': `key-of-${path}`,
      cookie: shopper,
      ...headers,
    };
    const answer = await fetch(app.shop(`/api/v1${path}`), {
      method,
      headers: sent,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    await answer.text();
    return answer.status;
  };
  const checkout = { address: ADDRESS, paymentMethod: 'card_test' };
  expect(await call('PUT', `/cart/lines/${id}`, { quantity: 1 })).toBe(200);
  expect(await call('POST', '/checkout', { ...checkout, address: { ...ADDRESS, postcode: '' } })).toBe(422);
  expect(await call('POST', '/orders/lookup', { name: 'CF-1', email: GUEST.email })).toBe(404);
  expect(await call('GET', '/orders', undefined, { authorization: `Bearer ${secret.slice(0, -1)}!` })).toBe(401);
  expect(await call('GET', '/orders', undefined, { authorization: `Bearer ${secret}` })).toBe(403);

  // The database refuses with all that it was given in its words.
  const words = `E11000 duplicate key { email: "${GUEST.email}" } at mongodb://root:${WRONG_PASSWORD}@db/x for Bearer ${secret}`;
  const broken = jest.spyOn(mongoose.connection, 'transaction').mockImplementation(async () => {
    throw Object.assign(new Error(words), { address: ADDRESS, guest: GUEST, headers: { cookie: shopper } });
  });
  expect(await call('POST', '/checkout', checkout, { 'idempotency-key': 'another-key' })).toBe(500);
  broken.mockRestore();
  expect(await call('POST', '/checkout', checkout, { 'idempotency-key': 'a-third-key' })).toBe(201);

  const log = lines.join('\n');
  expect(log).toContain('E11000 duplicate key');
  expect(secrets.filter((text) => text.length < 4)).toEqual([]);
  expect(secrets.filter((text) => log.includes(text))).toEqual([]);
}, 60_000);
