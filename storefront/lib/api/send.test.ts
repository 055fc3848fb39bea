import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readSettings, type Settings } from '../settings.ts';
import { ApiProblem, ApiUnavailable, isNotFound, leavesDoubt } from './errors.ts';
import { type Sender, send } from './send.ts';

let server: Server | undefined;

/** A server that answers everything in one way, and settings that lead to it. */
async function serving(listener: RequestListener, env: Record<string, string> = {}): Promise<Settings> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const { port } = started.address() as AddressInfo;
  return readSettings({ API_URL: `http://127.0.0.1:${port}`, HOP_SECRET: 'hush', ...env });
}

const sender = (overrides: Partial<Sender> = {}): Sender => ({
  clientIp: '203.0.113.7',
  userAgent: 'Browser/1',
  requestId: 'request-1',
  cookie: '',
  ...overrides,
});

const problem =
  (status: number, body: object): RequestListener =>
  (_req, res) => {
    res.writeHead(status, { 'content-type': 'application/problem+json' });
    res.end(JSON.stringify(body));
  };

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

describe('what the server is told', () => {
  it('names the shopper under the hop secret and asks with the parts of the query that are set', async () => {
    let seen: IncomingHttpHeaders = {};
    let url = '';
    const settings = await serving((req, res) => {
      seen = req.headers;
      url = req.url ?? '';
      res.end('{"items":[]}');
    });
    const request = { path: '/api/v1/products', query: { q: 'red lantern', category: undefined, limit: 24 } } as const;
    const { data } = await send(request, sender({ cookie: 'cf_shop=abc' }), settings);
    expect(data).toEqual({ items: [] });
    expect(url).toBe('/api/v1/products?q=red+lantern&limit=24');
    expect(seen).toMatchObject({
      'x-counterfoil-hop': 'hush',
      'x-counterfoil-client-ip': '203.0.113.7',
      'x-counterfoil-user-agent': 'Browser/1',
      'x-request-id': 'request-1',
      cookie: 'cf_shop=abc',
    });
  });

  it('claims nothing about the shopper when there is no secret to prove it by, and sends no empty cookie', async () => {
    let seen: IncomingHttpHeaders = {};
    const settings = await serving(
      (req, res) => {
        seen = req.headers;
        res.end('{}');
      },
      { HOP_SECRET: '' },
    );
    await send({ path: '/api/v1/categories' }, sender(), settings);
    expect(Object.keys(seen).filter((name) => name.startsWith('x-counterfoil'))).toEqual([]);
    expect(seen['x-request-id']).toBe('request-1');
    expect(seen.cookie).toBeUndefined();
  });

  it('sends a change as JSON from the shop’s origin, with its idempotency key', async () => {
    let seen: IncomingHttpHeaders = {};
    let body = '';
    const settings = await serving(
      async (req, res) => {
        seen = req.headers;
        for await (const chunk of req) body += chunk;
        res.end('{"ok":true}');
      },
      { STOREFRONT_URL: 'https://shop.example' },
    );
    const change = { method: 'POST', path: '/api/v1/cart', body: { quantity: 2 }, idempotencyKey: 'k1' } as const;
    await send(change, sender(), settings);
    expect(seen).toMatchObject({
      origin: 'https://shop.example',
      'content-type': 'application/json',
      'idempotency-key': 'k1',
    });
    expect(body).toBe('{"quantity":2}');
  });
});

describe('what comes back', () => {
  it('hands on every cookie the server sets', async () => {
    const settings = await serving((_req, res) => {
      res.setHeader('set-cookie', ['cf_shop=new; Path=/; HttpOnly', 'other=1; Path=/']);
      res.end('{}');
    });
    const { setCookies } = await send({ path: '/api/v1/me' }, sender(), settings);
    expect(setCookies).toEqual(['cf_shop=new; Path=/; HttpOnly', 'other=1; Path=/']);
  });

  it('makes a problem answer an ApiProblem with its code and fields', async () => {
    const settings = await serving(
      problem(422, { code: 'invalid', detail: 'Mend this.', errors: { q: 'too long' }, requestId: 'r9' }),
    );
    const error = await send({ path: '/api/v1/products' }, sender(), settings).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ status: 422, code: 'invalid', fields: { q: 'too long' }, requestId: 'r9' });
  });

  it('knows a product that is gone from a server that is away', async () => {
    const settings = await serving(problem(404, { code: 'not_found' }));
    const error = await send({ path: '/api/v1/products/x' }, sender(), settings).catch((caught: unknown) => caught);
    expect(isNotFound(error)).toBe(true);
    expect(isNotFound(new ApiUnavailable('away'))).toBe(false);
  });

  it.each([502, 503, 504])('takes %i for a server that is away', async (status) => {
    const settings = await serving(problem(status, { code: 'unavailable' }));
    await expect(send({ path: '/api/v1/me' }, sender(), settings)).rejects.toBeInstanceOf(ApiUnavailable);
  });

  it('knows a server that is crowded, and took nothing, from one that is away', async () => {
    const settings = await serving(problem(503, { code: 'busy' }));
    const crowded = await send({ path: '/api/v1/checkout' }, sender(), settings).catch((caught: unknown) => caught);
    expect(crowded).toMatchObject({ name: 'ApiProblem', code: 'busy' });
    expect(leavesDoubt(crowded)).toBe(false);
  });

  it.each([
    ['a refusal', 409, false],
    ['a failure half-way', 500, true],
    ['a server that is away', 503, true],
  ])('%s leaves doubt whether it was carried out: %#', async (_what, status, doubt) => {
    const settings = await serving(problem(status, { code: 'whatever' }));
    const error = await send({ path: '/api/v1/checkout' }, sender(), settings).catch((caught: unknown) => caught);
    expect(leavesDoubt(error)).toBe(doubt);
  });

  it('takes a page of HTML for something else answering in the server’s place', async () => {
    const settings = await serving((_req, res) => res.end('<html>Welcome to the Wi-Fi</html>'));
    await expect(send({ path: '/api/v1/me' }, sender(), settings)).rejects.toBeInstanceOf(ApiUnavailable);
  });

  it('gives up on a server that does not answer in time', async () => {
    const settings = await serving(() => {}, { API_TIMEOUT_MS: '50' });
    await expect(send({ path: '/api/v1/me' }, sender(), settings)).rejects.toBeInstanceOf(ApiUnavailable);
  });

  it('says so when nothing listens at all', async () => {
    const settings = readSettings({ API_URL: 'http://127.0.0.1:9' });
    await expect(send({ path: '/api/v1/me' }, sender(), settings)).rejects.toBeInstanceOf(ApiUnavailable);
  });
});
