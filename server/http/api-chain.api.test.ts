import type { Server } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { AuditLog } from '../modules/audit/admin.ts';
import { defineRoute } from '../platform/api-route.ts';
import { notFound, outOfStock, unavailable } from '../shared/errors.ts';
import { serveApi, testContextOf } from '../testing/api-app.ts';
import { guestContext, useDatabase } from '../testing/harness.ts';
import { healthRoutes } from './health.routes.ts';
import { problemHandler } from './middleware/problem.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { mountRoutes } from './mount-routes.ts';

useDatabase();

const common = { tag: 'Test', summary: '', answers: { 204: { description: '' } } };
const failing = (path: string, error: () => unknown) =>
  defineRoute({
    ...common,
    method: 'get',
    path,
    operationId: path,
    access: 'anyone',
    handle: async () => {
      throw error();
    },
  });

const routes = [
  defineRoute({
    ...common,
    method: 'post',
    path: '/orders/{id}/cancel',
    operationId: 'cancel',
    access: { resource: 'orders', action: 'cancel' },
    params: z.strictObject({ id: z.string().regex(/^\w+$/) }),
    body: z.strictObject({ reason: z.string().min(1), lines: z.array(z.strictObject({ n: z.int() })).optional() }),
    handle: async ({ params }) => {
      if (params.id === 'gone') throw notFound('order', params.id);
      return { status: 204 };
    },
  }),
  defineRoute({
    ...common,
    method: 'get',
    path: '/mine',
    operationId: 'mine',
    access: 'signed-in',
    audit: { entity: 'users', action: 'users.show' },
    answers: { 200: { description: '', schema: z.strictObject({ name: z.string() }) } },
    handle: async ({ ctx }) => ({ body: { name: ctx.actor.name } }),
  }),
  defineRoute({
    ...common,
    method: 'post',
    path: '/rare',
    operationId: 'rare',
    access: 'anyone',
    audit: { entity: 'orders', action: 'orders.place' },
    limit: { name: 'rare', burst: 2, perMinute: 1 },
    handle: async () => ({ status: 204 }),
  }),
  failing('/bug', () => new TypeError('secret inside, with a stack')),
  failing('/short', () => outOfStock([{ productId: 'p', sku: 'S', requested: 2, available: 1 }])),
  failing('/busy', () => unavailable('busy', 'Try again.')),
];
const server = serveApi(routes);
const otherInstance = serveApi(routes);
const refusals = () => AuditLog.find({ kind: 'refusal' }).lean();
const cancel = (id = 'a1', role = 'admin') =>
  request(server).post(`/api/v1/orders/${id}/cancel`).set('x-test-role', role);

beforeEach(async () => {
  await AuditLog.collection.deleteMany({});
});

describe('a route that may change something', () => {
  it('works for who may, and is not kept by caches', async () => {
    const answer = await cancel().send({ reason: 'lost' });
    expect([answer.status, answer.headers['cache-control']]).toEqual([204, 'private, no-store']);
    expect(await refusals()).toEqual([]);
  });

  it.each([
    ['nobody in particular', 'guest', { reason: 'x' }, 401, 'unauthenticated'],
    ['the wrong role', 'inventory', { reason: 'x' }, 403, 'forbidden'],
    ['a missing field', 'admin', {}, 422, 'invalid'],
    ['a field there is not', 'admin', { reason: 'x', $where: '1' }, 422, 'invalid'],
    ['an operator for a value', 'admin', { reason: { $ne: '' } }, 422, 'invalid'],
    ['no object', 'admin', [], 422, 'invalid'],
  ])('refuses %s, and puts it on record', async (_name, role, body, status, code) => {
    const answer = await cancel('a1', role).send(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await refusals()).toMatchObject([
      { entity: 'orders', entityId: 'a1', action: 'orders.cancel', cause: code, outcome: 'refused' },
    ]);
  });

  it('names fields inside fields', async () => {
    const { body } = await cancel().send({ reason: 'x', lines: [{ n: 1 }, { n: 1.5 }] });
    expect(body.errors).toEqual({ 'lines.1.n': 'This must be a whole number.' });
  });

  it('takes JSON alone, whole and not too long', async () => {
    const send = (type: string, text: string) => cancel().set('Content-Type', type).send(text);
    expect((await send('application/json', '{"reason":')).body).toMatchObject({ status: 400, code: 'bad_json' });
    expect((await send('text/plain', 'reason')).body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    expect((await send('application/x-www-form-urlencoded', 'reason=x')).body.status).toBe(415);
    const long = JSON.stringify({ reason: 'x'.repeat(200_000) });
    expect((await send('application/json', long)).body).toMatchObject({ status: 413, code: 'too_large' });
    const strange = await cancel().set('Content-Type', 'application/json').set('Content-Encoding', 'zip').send('x');
    expect(strange.body.status).toBe(415);
  });

  it('answers 404 for what is not there and for what cannot be', async () => {
    expect((await cancel('gone').send({ reason: 'x' })).body.code).toBe('not_found');
    expect((await cancel('a%20b').send({ reason: 'x' })).body.code).toBe('not_found');
  });

  it('cannot be mounted without a name for the trail', () => {
    const route = defineRoute({
      ...common,
      method: 'post',
      path: '/x',
      operationId: 'x',
      access: 'anyone',
      handle: async () => ({}),
    });
    expect(() => mountRoutes(express.Router(), [route], { contextOf: testContextOf })).toThrow('"audit"');
  });
});

it('whoever is signed in gets theirs, and nobody else', async () => {
  expect((await request(server).get('/api/v1/mine').set('x-test-role', 'shopper')).body).toEqual({
    name: 'Test shopper',
  });
  expect((await request(server).get('/api/v1/mine')).body).toMatchObject({ status: 401, code: 'unauthenticated' });
});

it('a route with a shared limit refuses one call more than it allows, on record, whichever instance it comes to', async () => {
  const call = (to: Server, role?: string) => {
    const asked = request(to).post('/api/v1/rare');
    return role ? asked.set('x-test-role', role) : asked;
  };
  expect([(await call(server)).status, (await call(otherInstance)).status]).toEqual([204, 204]);
  const refused = await call(server);
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([429, 'rate_limited', '60']);
  expect(await refusals()).toMatchObject([{ action: 'orders.place', cause: 'rate_limited', outcome: 'refused' }]);
  expect((await call(otherInstance, 'shopper')).status).toBe(204);
});

describe('a failure', () => {
  it('of ours says nothing about the inside', async () => {
    const answer = await request(server).get('/api/v1/bug');
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      type: 'urn:counterfoil:problem:internal',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal',
      detail: 'Something went wrong on our side. It has been noted.',
      requestId: 'test-request',
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('for want of stock says what is left', async () => {
    const { body } = await request(server).get('/api/v1/short');
    expect(body).toMatchObject({
      status: 409,
      code: 'out_of_stock',
      lines: [{ productId: 'p', sku: 'S', requested: 2, available: 1 }],
    });
  });

  it('that passes says when to try again', async () => {
    expect((await request(server).get('/api/v1/busy')).headers['retry-after']).toBe('5');
  });

  it('at an unknown address is a problem too', async () => {
    for (const path of ['/api/v1/nothing', '/api/v2', '/api', '/api/v1/%E0%A4%A']) {
      const answer = await request(server).get(path);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('the limit of plain reads', () => {
  const limited = (ip: (req: express.Request) => string) => {
    const contextByIp = (req: express.Request) => guestContext({ ip: ip(req) });
    const app = express();
    app.use(rateLimit({ name: 'test', perMinute: 60, burst: 3 }, contextByIp));
    app.get('/', (_req, res) => {
      res.end('ok');
    });
    app.use(problemHandler(contextByIp));
    return app;
  };

  it('lets a burst through, then says when to go on', async () => {
    const app = limited(() => '10.0.0.1');
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await request(app).get('/'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[0]?.headers).toMatchObject({ 'ratelimit-policy': '"test";q=60;w=60', ratelimit: '"test";r=2;t=1' });
    expect(answers[3]?.headers['retry-after']).toBe('1');
    expect(answers[3]?.body.code).toBe('rate_limited');
  });

  it('counts each caller for himself, and a whole IPv6 network as one', async () => {
    const app = limited((req) => String(req.headers['x-ip']));
    const status = async (ip: string) => (await request(app).get('/').set('x-ip', ip)).status;
    for (let n = 0; n < 3; n += 1) await status(`2001:db8:1:2::${n}`);
    expect(await status('2001:db8:1:2:ffff::9')).toBe(429);
    expect(await status('2001:db8:1:3::1')).toBe(200);
    expect(await status('10.0.0.1')).toBe(200);
  });
});

describe('health', () => {
  const health = (database: () => Promise<unknown>, isStopping = () => false) =>
    express().use(healthRoutes({ checks: { database }, isStopping }));

  it('is there while the process answers, ready while its parts do', async () => {
    const app = health(async () => undefined);
    expect((await request(app).get('/healthz')).body).toEqual({ status: 'ok' });
    const ready = await request(app).get('/readyz');
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready', checks: { database: 'ok' } }]);
  });

  it('is not ready while a part is out of reach or slow, and says no more than which', async () => {
    const app = health(async () => {
      throw new Error('mongodb://secret@host');
    });
    const answer = await request(app).get('/readyz');
    expect([answer.status, answer.body]).toEqual([503, { status: 'not ready', checks: { database: 'unreachable' } }]);
    expect((await request(app).get('/healthz')).status).toBe(200);
    const slow = await request(health(() => new Promise(() => undefined))).get('/readyz');
    expect(slow.status).toBe(503);
  });

  it('is not ready once it is shutting down', async () => {
    const answer = await request(
      health(
        async () => undefined,
        () => true,
      ),
    ).get('/readyz');
    expect([answer.status, answer.body.status]).toEqual([503, 'stopping']);
  });
});
