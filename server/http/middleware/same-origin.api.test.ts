import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { AuditLog } from '../../modules/audit/admin.ts';
import { useDatabase } from '../../testing/harness.ts';
import { problemHandler } from './problem.ts';
import { requestContext } from './request-context.ts';
import { requireSameOrigin } from './same-origin.ts';

const HOP_SECRET = 'the-secret-of-the-hop';
const OFFICE = 'https://office.example.com';
const SHOP = 'https://shop.example.com';
const hop = { 'x-counterfoil-hop': HOP_SECRET };
const cookie = { cookie: 'a=b' };

let server: Server;
let base: string;

useDatabase();

beforeAll(async () => {
  const app = express();
  app.use(requestContext({ hopSecret: HOP_SECRET, trustProxy: 0 }));
  app.use(requireSameOrigin({ serverUrl: OFFICE, storefrontUrl: SHOP }));
  app.all('/thing', (_req, res) => void res.status(204).end());
  app.get('/context', (req, res) => void res.json(req.ctx));
  app.use(problemHandler((req) => req.ctx));
  server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

beforeEach(async () => {
  await AuditLog.collection.deleteMany({});
});

const send = async (headers: Record<string, string>, method = 'POST') =>
  (await fetch(`${base}/thing`, { method, headers })).status;
const context = async (headers: Record<string, string>) =>
  (await (await fetch(`${base}/context`, { headers })).json()) as Record<string, string>;

describe('a request that changes something', () => {
  it.each<[string, Record<string, string>]>([
    ['a page of the panel', { 'sec-fetch-site': 'same-origin', ...cookie }],
    ['a page of the panel in an older browser', { origin: OFFICE, ...cookie }],
    ['a page of the shop, over its hop', { 'sec-fetch-site': 'same-origin', ...hop, ...cookie }],
    ['a page of the shop in an older browser', { origin: SHOP, ...hop, ...cookie }],
    ['the storefront itself', { ...hop, ...cookie }],
    ['a program without a cookie', {}],
  ])('is carried out for %s', async (_who, headers) => {
    expect(await send(headers)).toBe(204);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another site over the storefront', { 'sec-fetch-site': 'cross-site', ...hop, ...cookie }],
    ['a neighbouring port or host', { 'sec-fetch-site': 'same-site', ...cookie }],
    ['an address that was typed in', { 'sec-fetch-site': 'none', ...cookie }],
    ['another origin', { origin: 'https://evil.example', ...cookie }],
    ['another origin over the storefront', { origin: 'https://evil.example', ...hop, ...cookie }],
    ['a sandboxed page', { origin: 'null', ...cookie }],
    ['a page of the shop that goes past its storefront', { origin: SHOP, ...cookie }],
    ['a page of the panel at the shop', { origin: OFFICE, ...hop, ...cookie }],
    ['someone with a cookie who does not say where from', cookie],
    ['someone who says that a cookie came with a token', { authorization: 'Bearer x', ...cookie }],
    ['someone who guesses the secret of the hop', { 'x-counterfoil-hop': `${HOP_SECRET}x`, ...cookie }],
  ])('is refused from %s, on record', async (_who, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(await send(headers, method)).toBe(403);
    const refusals = await AuditLog.find({ cause: 'foreign_origin' }).lean();
    expect(refusals.map(({ action }) => action).sort()).toEqual([
      'requests.delete',
      'requests.patch',
      'requests.post',
      'requests.put',
    ]);
  });

  it('is told apart from reading, which any page may', async () => {
    expect(await send({ 'sec-fetch-site': 'cross-site', ...cookie }, 'GET')).toBe(204);
  });
});

describe('the context of a request', () => {
  const said = {
    'x-counterfoil-client-ip': '203.0.113.9',
    'x-counterfoil-user-agent': 'Fox',
    'x-request-id': 'given-id-1',
  };

  it('takes address, browser and request id from the storefront', async () => {
    expect(await context({ ...said, ...hop })).toMatchObject({
      ip: '203.0.113.9',
      userAgent: 'Fox',
      requestId: 'given-id-1',
      source: 'shop',
      actor: { kind: 'guest', id: null },
    });
  });

  it.each(['x', `${HOP_SECRET}x`, HOP_SECRET.slice(1), ''])(
    'takes nothing from whoever says the secret is %j',
    async (secret) => {
      const seen = await context({ ...said, 'x-counterfoil-hop': secret });
      expect(seen).toMatchObject({ ip: '127.0.0.1', source: 'api' });
      expect(seen['requestId']).not.toBe('given-id-1');
      expect(seen['userAgent']).not.toBe('Fox');
    },
  );

  it('does not believe an address that is none, nor a request id of another form', async () => {
    const odd = { 'x-counterfoil-client-ip': '<script>', 'x-request-id': '{"$gt":""}' };
    const seen = await context({ ...hop, ...odd });
    expect(seen['ip']).toBe('127.0.0.1');
    expect(seen['requestId']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('answers with the id under which the trail and the log know the request', async () => {
    const answer = await fetch(`${base}/context`);
    expect(answer.headers.get('x-request-id')).toBe(((await answer.json()) as { requestId: string }).requestId);
  });
});
