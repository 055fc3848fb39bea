import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import mongoose from 'mongoose';
import { z } from 'zod';
import { AuditLog } from '../modules/audit/admin.ts';
import { auditLogRouter, runOperation } from '../modules/audit/index.ts';
import { createServiceToken, meRoutes, revokeServiceToken } from '../modules/identity/index.ts';
import { defineRoute } from '../platform/api-route.ts';
import { contextOf, useDatabase } from '../testing/harness.ts';
import { authenticate } from './middleware/authenticate.ts';
import { authenticateBearer, WRONG_TOKENS } from './middleware/authenticate-bearer.ts';
import { problemHandler } from './middleware/problem.ts';
import { requestContext } from './middleware/request-context.ts';
import { requireSameOrigin } from './middleware/same-origin.ts';
import { publicApi } from './public-api.ts';

const LOG_TOKEN = 'the-token-of-the-log-readers';
const admin = contextOf('admin');
const servers: Server[] = [];
let base = '';
/** Another instance of the server: they share the database and nothing else. */
let otherBase = '';
let secret = '';
let tokenId = '';

useDatabase();

const listThings = defineRoute({
  method: 'get',
  path: '/things',
  operationId: 'listThings',
  summary: '',
  tag: 'test',
  access: { resource: 'orders', action: 'list' },
  answers: { 200: { description: '', schema: z.looseObject({}) } },
  handle: async ({ ctx }) => ({ body: { ...ctx.actor, source: ctx.source } }),
});
const noteThing = defineRoute({
  ...listThings,
  method: 'post',
  operationId: 'noteThing',
  access: { resource: 'orders', action: 'addNote' },
  handle: async ({ ctx }) => {
    await runOperation(ctx, { action: 'orders.addNote', entity: 'orders', entityId: 'o1' }, async () => undefined);
    return { body: {} };
  },
});

/** Few enough to be used up in a test. */
const CALLS = { burst: 40, perMinute: 1 };

async function anInstance(): Promise<string> {
  const app = express();
  const contextFor = (req: express.Request) => req.ctx;
  app.use(requestContext({ hopSecret: 'the-secret-of-the-hop', trustProxy: 0 }));
  // Somebody else's session beside the token, as a browser would have one.
  app.use((req, _res, next) => {
    if (req.get('cookie'))
      req.signInState = { subject: 'sub', at: new Date(), secondFactor: true, end: () => undefined };
    next();
  });
  app.use(authenticateBearer({ calls: CALLS }));
  app.use(authenticate);
  app.use(requireSameOrigin({ serverUrl: 'http://office.test', storefrontUrl: 'http://shop.test' }));
  app.use('/audit/log', auditLogRouter({ contextOf: contextFor, token: LOG_TOKEN }));
  app.use(
    '/api',
    publicApi({
      routes: [listThings, noteThing, ...meRoutes],
      version: '0.0.0',
      contextOf: contextFor,
      checkAnswers: true,
    }),
  );
  app.get('/admin', (req, res) => void res.json(req.ctx.actor));
  app.use(problemHandler(contextFor));
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  [base, otherBase] = [await anInstance(), await anInstance()];
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});
beforeEach(async () => {
  const order = { role: 'support' as const, scopes: ['orders.list', 'orders.addNote'], expiresInDays: 1 };
  const made = await createServiceToken(admin, { ...order, name: `Program ${Math.random()}` });
  [secret, tokenId] = [made.secret, String(made.token._id)];
  await AuditLog.collection.deleteMany({});
  await mongoose.connection.collection('limits').deleteMany({});
});

const call = async (path: string, headers: Record<string, string> = {}, method = 'GET', at = base) => {
  const answer = await fetch(`${at}${path}`, { method, headers });
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  return { status: answer.status, body, headers: answer.headers };
};
const bearer = (token = secret) => ({ authorization: `Bearer ${token}` });
const refusals = () => AuditLog.find({ kind: 'refusal' }).lean();

describe('a program with a service token', () => {
  it('comes in by its own name, and the trail calls it so', async () => {
    const { status, body } = await call('/api/v1/things', bearer());
    expect([status, body]).toEqual([200, expect.objectContaining({ kind: 'token', id: tokenId, source: 'api' })]);
    expect((await call('/api/v1/things', bearer(), 'POST')).status).toBe(200);
    expect(await AuditLog.find({}).lean()).toMatchObject([
      { action: 'orders.addNote', performedBy: { kind: 'token', id: tokenId, name: body['name'] }, role: ['support'] },
    ]);
  });

  it('needs no page of ours to write from, and no cookie that comes along counts', async () => {
    for (const site of ['cross-site', 'same-site', 'none', 'same-origin']) {
      const headers = { ...bearer(), cookie: 'cf_shop=somebody', 'sec-fetch-site': site };
      expect((await call('/api/v1/things', headers, 'POST')).status).toBe(200);
    }
    expect(await AuditLog.distinct('performedBy.id')).toEqual([tokenId]);
  });

  it('is refused what its scopes do not name, with the scope it lacks, on record', async () => {
    const narrow = await createServiceToken(admin, {
      name: 'Narrow',
      role: 'support',
      scopes: ['payments.list'],
      expiresInDays: 1,
    });
    const { status, body } = await call('/api/v1/things', bearer(narrow.secret));
    expect([status, body['code'], body['detail']]).toEqual([
      403,
      'insufficient_scope',
      'This token was not given the scope orders.list.',
    ]);
    expect(await refusals()).toMatchObject([
      { action: 'orders.list', cause: 'insufficient_scope', performedBy: { name: 'Narrow', kind: 'token' } },
    ]);
  });

  it('is no person: what is about the one who is signed in is not for it', async () => {
    const wide = await createServiceToken(admin, {
      name: 'Wide',
      role: 'support',
      scopes: ['users.show'],
      expiresInDays: 1,
    });
    const { status, body } = await call('/api/v1/me', bearer(wide.secret));
    expect([status, body['code']]).toEqual([403, 'person_required']);
  });

  it('is a stranger at the panel', async () => {
    expect((await call('/admin', bearer())).body).toMatchObject({ kind: 'guest' });
  });

  it('reads the audit log only with the scope for it; the log’s own token stays what it was', async () => {
    const reader = await createServiceToken(admin, {
      name: 'Witness',
      role: 'support',
      scopes: ['auditLogs.readLog'],
      expiresInDays: 1,
    });
    // There is no checkpoint yet: whoever may read is told so.
    expect((await call('/audit/log/checkpoint', bearer(reader.secret))).status).toBe(404);
    expect((await call('/audit/log/checkpoint', bearer(LOG_TOKEN))).status).toBe(404);
    expect((await call('/audit/log/checkpoint', bearer())).status).toBe(403);
    expect((await call('/audit/log/checkpoint', bearer('nonsense'))).status).toBe(401);
  });
});

describe('a token that opens nothing', () => {
  it.each([
    ['unknown', () => 'cf_0123456789012345678901234567890123456789012'],
    ['of another kind', () => 'key-of-some-other-house'],
    ['empty', () => ''],
  ])('is answered 401 where it is %s, on record without the token, and no cookie helps', async (_what, given) => {
    const { status, body, headers } = await call('/api/v1/things', { ...bearer(given()), cookie: 'cf_shop=x' });
    expect([status, body['code'], headers.get('www-authenticate')]).toEqual([
      401,
      'token_unknown',
      'Bearer error="invalid_token"',
    ]);
    const entries = await refusals();
    expect(entries).toMatchObject([
      { action: 'serviceTokens.use', cause: 'token_unknown', performedBy: { kind: 'guest' } },
    ]);
    if (given()) expect(JSON.stringify(entries)).not.toContain(given());
  });

  it('is on record by its name where it was revoked, from the very next call on', async () => {
    expect((await call('/api/v1/things', bearer())).status).toBe(200);
    await revokeServiceToken(admin, { id: tokenId });
    const { status, body } = await call('/api/v1/things', bearer());
    expect([status, body['code']]).toEqual([401, 'token_revoked']);
    expect(await refusals()).toMatchObject([
      { cause: 'token_revoked', entityId: tokenId, performedBy: { id: tokenId } },
    ]);
  });
});

describe('calls by token without end', () => {
  const until429 = async (token: () => string, path = '/api/v1/things') => {
    for (let made = 0; ; made += 1) {
      const answer = await call(path, bearer(token()), 'GET', made % 2 === 0 ? base : otherBase);
      if (answer.status === 429) return { made, answer };
      if (made > 200) throw new Error('nothing stops them');
    }
  };

  it('are stopped where tokens are guessed, at all instances together, on record; a right token from there still opens', async () => {
    const { made, answer } = await until429(() => `cf_${randomBytes(32).toString('base64url')}`);
    expect(made).toBe(WRONG_TOKENS.burst);
    expect(answer.body).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await refusals()).map(({ cause }) => cause).sort()).toEqual(['rate_limited', 'token_unknown']);
    expect((await call('/api/v1/things', bearer())).status).toBe(200);
    expect((await call('/api/v1/things')).status).toBe(401);
  });

  it('are stopped where one token asks, at all instances together, on record; another goes on', async () => {
    const { made, answer } = await until429(() => secret);
    expect(made).toBe(CALLS.burst);
    expect(answer.body).toMatchObject({ code: 'rate_limited' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await refusals()).toMatchObject([
      { action: 'serviceTokens.use', entityId: tokenId, cause: 'rate_limited', performedBy: { kind: 'token' } },
    ]);
    const order = { role: 'support' as const, scopes: ['orders.list'], expiresInDays: 1 };
    const other = await createServiceToken(admin, { ...order, name: `Program ${Math.random()}` });
    expect((await call('/api/v1/things', bearer(other.secret))).status).toBe(200);
  });
});
