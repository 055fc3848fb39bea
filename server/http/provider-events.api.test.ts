import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { AuditLog } from '../modules/audit/admin.ts';
import { UserModel } from '../modules/identity/admin.ts';
import { httpBrowser } from '../testing/http-browser.ts';
import { EVENTS_TOKEN, useSignIn } from './sign-in/testing.ts';

const { panel, signIn, signedIn, signIns } = useSignIn();

const event = (type: string, more: Record<string, unknown> = {}, log_id = `log-${new mongoose.Types.ObjectId()}`) => ({
  log_id,
  data: { log_id, type, date: '2026-03-01T10:00:00.000Z', ip: '203.0.113.9', user_agent: 'A browser', ...more },
});

function deliver(body: string, authorization = `Bearer ${EVENTS_TOKEN}`, type = 'application/json') {
  const headers = { 'content-type': type, ...(authorization ? { authorization } : {}) };
  return fetch(panel('/webhooks/identity-provider'), { method: 'POST', headers, body });
}

/** Waits for what the provider reports while nobody waits for it. */
async function reported(count: number) {
  for (let tries = 0; tries < 200; tries++) {
    const entries = await signIns();
    if (entries.length >= count) return entries;
    await new Promise((done) => setTimeout(done, 50));
  }
  return signIns();
}

describe('a sign-in that fails at the provider', () => {
  it('with a wrong password is on record with the account it was tried on, and never what was typed', async () => {
    await signedIn('support');
    await AuditLog.collection.deleteMany({});
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'support@counterfoil.test', 'a wrong password');
    const user = await UserModel.findOne({ subject: 'embedded|support' }).lean();
    const entries = await reported(1);
    expect(entries).toMatchObject([
      {
        kind: 'sign-in',
        action: 'users.sign-in',
        outcome: 'refused',
        cause: 'wrong_password',
        entityId: String(user?._id),
        performedBy: { kind: 'guest', id: null },
        detail: { door: 'panel', toldBy: 'provider', type: 'fp' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('a wrong password');
  });

  it('with a login that is no account is on record without the login', async () => {
    await signIn(httpBrowser(), panel('/admin/whoami'), 'hunter2-typed-into-the-wrong-box', 'x');
    const entries = await reported(1);
    expect(entries).toMatchObject([{ outcome: 'refused', cause: 'unknown_account', entityId: null }]);
    expect(JSON.stringify(entries)).not.toContain('hunter2');
  });
});

describe('the route for reported sign-ins', () => {
  it.each([
    ['a JSON array', (list: object[]) => JSON.stringify(list), 'application/json'],
    ['JSON lines', (list: object[]) => list.map((one) => JSON.stringify(one)).join('\n'), 'application/x-ndjson'],
    [
      'JSON lines called JSON',
      (list: object[]) => list.map((one) => JSON.stringify(one)).join('\n'),
      'application/json',
    ],
  ])('takes %s, and of it only failed sign-ins', async (_form, write, type) => {
    const events = [event('fp'), event('s'), event('limit_wc'), event('gd_auth_failed'), event('seacft')];
    expect((await deliver(write(events), undefined, type)).status).toBe(204);
    const entries = await signIns();
    expect(entries.map(({ cause }) => cause).sort()).toEqual([
      'account_blocked',
      'wrong_password',
      'wrong_second_factor',
    ]);
    expect(entries[0]).toMatchObject({ ip: '203.0.113.9', userAgent: 'A browser', source: 'api' });
  });

  it('takes a single object, and the token without "Bearer" as well', async () => {
    expect((await deliver(JSON.stringify(event('f')), EVENTS_TOKEN)).status).toBe(204);
    expect(await signIns()).toMatchObject([{ cause: 'refused_by_provider' }]);
  });

  it('keeps an event once, however often and however many at once it is delivered', async () => {
    const body = JSON.stringify([event('fp'), event('fu')]);
    await Promise.all(Array.from({ length: 6 }, () => deliver(body)));
    await deliver(body);
    expect(await signIns()).toHaveLength(2);
  });

  it.each([
    ['no token', ''],
    ['another token', 'Bearer another-token-altogether'],
  ])('with %s takes nothing, and says so on record', async (_what, authorization) => {
    const answer = await deliver(JSON.stringify([event('fp')]), authorization);
    expect(answer.status).toBe(401);
    expect(await signIns()).toEqual([]);
    expect(await AuditLog.find({ action: 'users.reportSignIn' }).lean()).toMatchObject([
      { kind: 'refusal', outcome: 'refused', cause: 'unauthenticated' },
    ]);
  });

  it.each([
    ['no JSON', 'not json'],
    ['an empty body', ''],
    ['an event without a type', JSON.stringify([event('fp'), { log_id: 'x', data: {} }])],
    ['an event without an id', JSON.stringify([{ data: { type: 'fp' } }])],
  ])('with %s records no sign-in: 400', async (_what, body) => {
    const answer = await deliver(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'bad_events' });
    expect(await signIns()).toEqual([]);
  });
});
