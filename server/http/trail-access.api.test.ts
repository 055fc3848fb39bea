import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { AuditLog } from '../modules/audit/admin.ts';
import { auditLogRouter, auditRoutes, sequence } from '../modules/audit/index.ts';
import { logKey } from '../modules/audit/log/signed-note.policy.ts';
import { createServiceToken, createUser } from '../modules/identity/index.ts';
import { fixedClock, setClock } from '../platform/clock.ts';
import { contextOf, useDatabase } from '../testing/harness.ts';
import { authenticateBearer } from './middleware/authenticate-bearer.ts';
import { problemHandler } from './middleware/problem.ts';
import { requestContext } from './middleware/request-context.ts';
import { publicApi } from './public-api.ts';

/* Reading the trail and the log is on record itself, by the names of those who read, without an entry for every poll. */
const LOG_TOKEN = 'the-token-of-the-log-readers';
const MINUTE = 60_000;
useDatabase();

const time = fixedClock(new Date('2026-03-02T10:00:30Z'));
let server: Server;
let base = '';
let program = { secret: '', id: '' };

beforeAll(async () => {
  const app = express();
  const contextFor = (req: express.Request) => req.ctx;
  app.use(requestContext({ hopSecret: 'the-secret-of-the-hop', trustProxy: 0 }));
  app.use(authenticateBearer({ auditLogToken: LOG_TOKEN, calls: { burst: 120, perMinute: 1_200 } }));
  app.use((req, _res, next) => {
    if (req.get('x-test-person')) req.ctx = { ...req.ctx, actor: contextOf('support').actor };
    next();
  });
  app.use('/audit/log', auditLogRouter({ contextOf: contextFor, token: LOG_TOKEN }));
  app.use('/api', publicApi({ routes: auditRoutes, version: '0', contextOf: contextFor, checkAnswers: true }));
  app.use(problemHandler(contextFor));
  server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createUser(contextOf('admin'), { email: 'ada@example.org', username: 'ada', roles: ['shopper'] });
  const scopes = ['auditLogs.list', 'auditLogs.export', 'auditLogs.readLog'];
  const made = await createServiceToken(contextOf('admin'), {
    name: 'Archive',
    role: 'support',
    scopes,
    expiresInDays: 1,
  });
  program = { secret: made.secret, id: String(made.token._id) };
  await sequence(logKey('test/audit/log', Buffer.alloc(32, 7)));
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(async () => {
  await AuditLog.collection.deleteMany({ kind: { $in: ['access', 'refusal'] } });
  time.set(new Date(Math.ceil(Date.now() / (60 * MINUTE)) * 60 * MINUTE + 30_000));
  setClock(time);
});
afterEach(() => setClock());

const read = async (path: string, headers: Record<string, string>): Promise<number> => {
  const answer = await fetch(`${base}${path}`, { headers });
  await answer.text();
  return answer.status;
};
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const onRecord = async () =>
  (await AuditLog.find({ kind: 'access' }).lean())
    .map(({ action, performedBy }) => `${action} by ${performedBy.name}`)
    .sort();

describe.each([
  ['the log’s own token', () => LOG_TOKEN, 'audit log token'],
  ['a service token', () => program.secret, 'Archive'],
])('by %s', (_what, secret, name) => {
  it('polls of the trail are one entry an hour', async () => {
    for (const after of [0, 10, 20, 29]) {
      time.advance(after * MINUTE);
      expect(await read('/api/v1/audit?order=oldest', bearer(secret()))).toBe(200);
      expect(await read('/api/v1/audit?entity=users', bearer(secret()))).toBe(200);
    }
    expect(await onRecord()).toEqual([`auditLogs.list by ${name}`]);
    time.advance(30 * MINUTE);
    await read('/api/v1/audit', bearer(secret()));
    expect(await onRecord()).toHaveLength(2);
  });

  it('checkpoints and proofs are one entry an hour, tiles none', async () => {
    for (const path of ['/tile/entries/000.p/2', '/tile/0/000.p/2', '/tile/0/007'])
      await read(`/audit/log${path}`, bearer(secret()));
    expect(await onRecord()).toEqual([]);
    for (let polls = 0; polls < 3; polls++) {
      expect(await read('/audit/log/checkpoint', bearer(secret()))).toBe(200);
      expect(await read('/audit/log/proof/consistency?first=1&second=2', bearer(secret()))).toBe(200);
      time.advance(15 * MINUTE);
    }
    expect(await onRecord()).toEqual([`auditLogs.readLog by ${name}`]);
    time.advance(30 * MINUTE);
    await read('/audit/log/checkpoint', bearer(secret()));
    expect(await onRecord()).toHaveLength(2);
  });

  it('the whole trail as lines is an export', async () => {
    expect(await read('/api/v1/audit', { ...bearer(secret()), accept: 'application/x-ndjson' })).toBe(200);
    expect(await onRecord()).toEqual([`auditLogs.export by ${name}`]);
  });
});

it('a person who reads is on record once a filter and minute, and once for the log', async () => {
  const person = { 'x-test-person': 'support' };
  for (const path of ['/api/v1/audit', '/api/v1/audit?outcome=refused', '/api/v1/audit', '/audit/log/checkpoint'])
    expect(await read(path, person)).toBe(200);
  await read('/audit/log/checkpoint', person);
  expect(await onRecord()).toEqual([
    'auditLogs.list by Test support',
    'auditLogs.list by Test support',
    'auditLogs.readLog by Test support',
  ]);
  time.advance(MINUTE);
  await read('/audit/log/checkpoint', person);
  expect(await onRecord()).toHaveLength(4);
});
