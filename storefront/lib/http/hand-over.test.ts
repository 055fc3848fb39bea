import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { readSettings, type Settings } from '../settings.ts';
import { handOver } from './hand-over.ts';

let server: Server | undefined;

async function serving(listener: RequestListener): Promise<Settings> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return readSettings({
    API_URL: `http://127.0.0.1:${(started.address() as AddressInfo).port}`,
    HOP_SECRET: 'hush',
    STOREFRONT_URL: 'https://shop.example',
  });
}

const asked = (init: RequestInit = {}, path = '/api/v1/products'): Request =>
  new Request(`http://localhost:3000${path}`, init);

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

it('says who asks under the hop secret and replaces what the browser said of itself and of proxies', async () => {
  let seen: IncomingMessage | undefined;
  const settings = await serving((req, res) => {
    seen = req;
    res.end();
  });
  const headers = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-port': '1',
    'user-agent': 'Browser/1',
    'x-request-id': 'request-1',
    accept: 'application/json',
    'accept-encoding': 'gzip, br',
  };
  await handOver(asked({ headers }), '/api/v1/products?q=a%2Fb', settings);
  expect(seen?.url).toBe('/api/v1/products?q=a%2Fb');
  expect(seen?.headers).toMatchObject({
    'x-counterfoil-hop': 'hush',
    'x-counterfoil-client-ip': '203.0.113.7',
    'x-counterfoil-user-agent': 'Browser/1',
    'x-request-id': 'request-1',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'shop.example',
    'x-forwarded-proto': 'https',
    accept: 'application/json',
    'accept-encoding': 'identity',
  });
  expect(seen?.headers['x-forwarded-port']).toBeUndefined();
});

it('keeps the panel’s cookie from the shop’s side of the server', async () => {
  let cookie: string | undefined;
  const settings = await serving((req, res) => {
    cookie = req.headers.cookie;
    res.end();
  });
  const headers = { cookie: 'cf_panel=1; cf_shop=2; cf_shop_verification=3; __Host-cf_panel=4' };
  await handOver(asked({ headers }), '/api/v1/me', settings);
  expect(cookie).toBe('cf_shop=2; cf_shop_verification=3');
});

it('brings a redirect back with all its cookies, as an address of the shop', async () => {
  const settings = await serving((_req, res) => {
    res.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
    res.writeHead(302, { location: '/auth/callback?x=1' }).end();
  });
  const answer = await handOver(asked({}, '/auth/login'), '/auth/login', settings);
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe('http://localhost:3000/auth/callback?x=1');
  expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
});

it('leaves a redirect to somewhere else alone', async () => {
  const settings = await serving((_req, res) =>
    res.writeHead(302, { location: 'https://id.example/authorize?client_id=x' }).end(),
  );
  const answer = await handOver(asked({}, '/auth/login'), '/auth/login', settings);
  expect(answer.headers.get('location')).toBe('https://id.example/authorize?client_id=x');
});

it('sends a body on and brings the answer’s back unchanged, packed or not', async () => {
  const settings = await serving(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    res.setHeader('content-encoding', 'x-packed');
    res.end(Buffer.concat(chunks));
  });
  const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
  const request = asked({ method: 'POST', body: bytes, headers: { 'content-length': String(bytes.length) } });
  const answer = await handOver(request, '/api/v1/returns', settings);
  expect(answer.headers.get('content-encoding')).toBe('x-packed');
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});

it('passes "not modified" on without a body', async () => {
  const settings = await serving((req, res) =>
    res.writeHead(req.headers['if-none-match'] === '"v1"' ? 304 : 200).end(),
  );
  const answer = await handOver(asked({ headers: { 'if-none-match': '"v1"' } }), '/media/x.webp', settings);
  expect(answer.status).toBe(304);
  expect(answer.body).toBeNull();
});

it('throws when the server is away', async () => {
  const settings = readSettings({ API_URL: 'http://127.0.0.1:9' });
  await expect(handOver(asked(), '/api/v1/me', settings)).rejects.toThrow('ECONNREFUSED');
});
