import { randomBytes } from 'node:crypto';
import { afterEach, expect, it, jest } from '@jest/globals';
import mongoose from 'mongoose';
import { MailModel } from '../modules/notifications/admin.ts';
import { completeMails, configureMail, sendMail } from '../modules/notifications/index.ts';
import { guestOrderKey, mailOrder, withOrderKey } from '../modules/ordering/index.ts';
import { SIGNATURE_HEADER, signCallback } from '../modules/payments/index.ts';
import { logger } from '../platform/logger.ts';
import { redacted } from '../platform/redact.ts';
import { httpBrowser } from '../testing/http-browser.ts';
import { partsOf, startMailServer } from '../testing/mail-server.ts';
import { buildOrder } from '../testing/orders.ts';
import { newId } from '../testing/panel.ts';
import { LOG_TOKEN, useWholeApp } from '../testing/whole-app.ts';
import { EVENTS_TOKEN } from './sign-in/testing.ts';

/*
 * Everything that opens something is used, rightly and wrongly, with its value known; then trail, outbox, mails, journals and log lines are
 * searched for it.
 */
const CARD_SECRET = `card-${randomBytes(12).toString('hex')}`;
const { panel, shop, callbackOf, cookiesOf } = useWholeApp({ CARD_TEST_SECRET: CARD_SECRET });
afterEach(() => void jest.restoreAllMocks());

const secrets = new Map<string, string>();
const kept = (of: string, value: string): string => {
  if (value.length < 8) throw new Error(`${of} is too short to be looked for`);
  secrets.set(of, value);
  return value;
};

/** Log lines as they are written, whatever the level. */
function listen(): string[] {
  const lines: string[] = [];
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)
    jest.spyOn(logger, level).mockImplementation(((...said: unknown[]) => {
      lines.push(JSON.stringify(redacted(said)));
    }) as never);
  return lines;
}

const json = (headers: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  'x-counterfoil': 'panel',
  'sec-fetch-site': 'same-origin',
  ...headers,
});

async function signIns(): Promise<void> {
  const password = kept('a password', 'counterfoil-demo');
  const wrong = kept('a wrong password', 'my-other-password-2041');
  const browser = httpBrowser();
  const callback = await callbackOf(browser, 'admin@counterfoil.test', { password });
  kept('the code of a sign-in', callback.searchParams.get('code') ?? '');
  kept('the state of a sign-in', callback.searchParams.get('state') ?? '');
  await browser.open(callback);
  await browser.open(callback);
  await httpBrowser().open(callback);
  kept('a session', browser.cookie('cf_panel') ?? '');
  const page = await httpBrowser().open(panel('/admin'));
  expect(page.status).toBe(200);
  const stranger = httpBrowser();
  await stranger.submit(await stranger.open(panel('/admin')), { login: 'admin@counterfoil.test', password: wrong });
  await stranger.open(panel(`/admin/auth/callback?code=${kept('a made-up code', 'made-up-code-4711')}&state=nonsense`));
}

async function programs(cookie: string): Promise<void> {
  const values = { name: 'Archive', role: 'support', expiresInDays: '30', scopes: ['auditLogs.list'] };
  const made = await fetch(panel('/admin/api/resources/serviceTokens/actions/new'), {
    method: 'POST',
    headers: json({ cookie }),
    body: JSON.stringify({ values, requestKey: newId() }),
  });
  const { shownOnce, record } = (await made.json()) as { shownOnce: string; record: { id: string } };
  const token = kept('a service token', shownOnce);
  const unknown = kept('an unknown token', `cf_${randomBytes(32).toString('base64url')}`);
  kept('the log’s token', LOG_TOKEN);
  for (const secret of [token, unknown, LOG_TOKEN, kept('a wrong bearer', 'a-bearer-of-nothing-at-all')])
    for (const path of [
      '/api/v1/audit',
      '/audit/log/checkpoint',
      `/api/v1/orders?token=${secret}`,
      `/admin/nowhere?token=${secret}`,
    ])
      await fetch(panel(path), { headers: { authorization: `Bearer ${secret}` } });
  await fetch(panel(`/admin/api/resources/serviceTokens/records/${record.id}/revoke`), {
    method: 'POST',
    headers: json({ cookie }),
    body: JSON.stringify({ values: {}, revision: 1 }),
  });
  await fetch(panel('/api/v1/audit'), { headers: { authorization: `Bearer ${token}` } });
  for (const secret of [
    kept('the provider’s token', EVENTS_TOKEN),
    kept('a wrong provider’s token', 'not-the-events-token'),
  ])
    await fetch(panel('/webhooks/identity-provider'), {
      method: 'POST',
      headers: json({ authorization: `Bearer ${secret}` }),
      body: JSON.stringify([
        { log_id: newId(), data: { type: 'fp', user_name: kept('what was typed as a login', 'hunter2-hunter2') } },
      ]),
    });
}

async function payments(): Promise<void> {
  const event = {
    id: newId(),
    type: 'payment.captured',
    payment: 'order:x:y',
    amount: 1,
    currency: 'GBP',
    reference: 'c-1',
  };
  const text = JSON.stringify(event);
  kept('the provider’s secret', CARD_SECRET);
  for (const secret of [CARD_SECRET, 'another-secret-of-a-card']) {
    const signature = signCallback(secret, text, new Date());
    kept(`a signature by ${secret.slice(0, 4)}`, signature.split('v1=')[1] ?? '');
    await fetch(panel('/api/v1/payments/callbacks/card_test'), {
      method: 'POST',
      headers: json({ [SIGNATURE_HEADER]: signature }),
      body: text,
    });
  }
}

/** A guest's order is mailed about, opened by its link, and tried with a wrong one. */
async function orderLinks(): Promise<void> {
  const order = await buildOrder({ guest: { name: 'Gus Guest', email: 'gus@example.org' } });
  const key = kept('the key of an order', guestOrderKey(order.id));
  const server = await startMailServer();
  configureMail({ smtpUrl: server.url });
  completeMails(withOrderKey);
  await mailOrder('order.placed', { orderId: order.id }, newId());
  const mail = await MailModel.findOne({ order: order.id }).orFail();
  await sendMail({ mailId: String(mail._id), round: mail.round });
  // Its reader has it, in both forms.
  const [sent] = server.received.map(({ raw }) => partsOf(raw));
  expect([sent?.text.includes(key), sent?.html.includes(key)]).toEqual([true, true]);
  await server.close();
  configureMail({});
  for (const orderKey of [key, kept('a wrong key', `wrong-${key.slice(6)}`)])
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PUT', '/address', { nonsense: orderKey }],
      ['POST', '/cancel', { reason: 'ordered twice' }],
    ] as const)
      await fetch(shop(`/api/v1/orders/${order.name}${path}`), {
        method,
        headers: json({ 'order-key': orderKey }),
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
}

it('no password, code, session, token, signature or key gets into the trail, the outbox, the mails or the log lines', async () => {
  const lines = listen();
  await signIns();
  const cookie = await cookiesOf('admin');
  for (const pair of cookie.split('; ')) kept(`the cookie ${pair.split('=')[0]}`, pair.slice(pair.indexOf('=') + 1));
  await programs(cookie);
  await payments();
  await orderLinks();
  // A form that says too much is refused with what it said.
  await fetch(panel('/admin/api/resources/suppliers/actions/new'), {
    method: 'POST',
    headers: json({ cookie }),
    body: JSON.stringify({ values: { name: '', password: kept('a password in a form', 'typed-into-a-form-1') } }),
  });

  expect(secrets.size).toBeGreaterThan(18);
  const places = ['auditLogs', 'outbox', 'mails', 'operations', 'idempotencyKeys', 'orders', 'payments'];
  const stored = await Promise.all(
    places.map(
      async (name) => [name, JSON.stringify(await mongoose.connection.collection(name).find({}).toArray())] as const,
    ),
  );
  expect(stored.find(([name]) => name === 'auditLogs')?.[1].length).toBeGreaterThan(5_000);
  const found = [...secrets].flatMap(([of, value]) =>
    [...stored, ['log lines', lines.join('\n')] as const]
      .filter(([, text]) => text.includes(value) || text.includes(encodeURIComponent(value)))
      .map(([place]) => `${of} in ${place}`),
  );
  expect(found).toEqual([]);
}, 60_000);
