import { createServer, request as forward, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express, { type Express } from 'express';
import { AuditLog } from '../modules/audit/admin.ts';
import { UserModel } from '../modules/identity/admin.ts';
import {
  activateUser,
  changeRoles,
  configureIdentity,
  createUser,
  deactivateUser,
  endSessionsOf,
} from '../modules/identity/index.ts';
import { type Config, loadConfig } from '../platform/config.ts';
import { contextOf, useDatabase } from '../testing/harness.ts';
import { firstForm, type HttpBrowser, httpBrowser, type Page } from '../testing/http-browser.ts';
import {
  freePort,
  startTestIdentityProvider,
  TEST_CLIENT_SECRETS,
  type TestIdentityProvider,
} from '../testing/identity.ts';
import { authenticate } from './middleware/authenticate.ts';
import { problemHandler } from './middleware/problem.ts';
import { requestContext } from './middleware/request-context.ts';
import { requireRole, requireSecondFactor } from './middleware/require-role.ts';
import { requireSameOrigin } from './middleware/same-origin.ts';
import { mountSignIn } from './sign-in.ts';

const HOP_SECRET = 'the-secret-of-the-hop';
const PASSWORD = 'counterfoil-demo';
const STAFF = ['admin', 'inventory', 'support'] as const;
const admin = contextOf('admin');

let config: Config;
let provider: TestIdentityProvider;
const servers: Server[] = [];

useDatabase();

beforeAll(async () => {
  const [office, shop] = [await freePort(), await freePort()];
  const own = { serverUrl: `http://localhost:${office}`, storefrontUrl: `http://localhost:${shop}` };
  provider = await startTestIdentityProvider(own);
  config = loadConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: own.serverUrl,
    STOREFRONT_URL: own.storefrontUrl,
    MONGODB_URI: 'mongodb://unused',
    OIDC_ISSUER: provider.issuer,
    OIDC_PANEL_CLIENT_SECRET: TEST_CLIENT_SECRETS.panel,
    OIDC_SHOP_CLIENT_SECRET: TEST_CLIENT_SECRETS.shop,
    SESSION_SECRET: 'secret-of-the-sessions',
    HOP_SECRET,
  });
  servers.push(await listening(createServer(office_(config)), office), await listening(storefront(office), shop));
});

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  await provider.stop();
});

beforeEach(async () => {
  configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
  await AuditLog.collection.deleteMany({});
});

describe('signing in to the panel', () => {
  it('leads back to the page that was asked for, with a session that the trail knows about', async () => {
    const browser = httpBrowser();
    const page = await signIn(browser, panel('/admin/whoami?x=1'), 'admin@counterfoil.test');
    expect(page.url.href).toBe(panel('/admin/whoami?x=1'));
    expect(JSON.parse(page.text)).toMatchObject({ kind: 'user', name: 'Ada Marsh', roles: ['admin'] });
    expect(browser.cookie('cf_panel')).toMatch(/^panel-[0-9a-f]{64}\./);
    expect(await signIns()).toMatchObject([
      {
        action: 'users.sign-in',
        outcome: 'done',
        performedBy: { name: 'Ada Marsh' },
        detail: { door: 'panel' },
        source: 'panel',
      },
    ]);
  });

  it('takes two clicks for a visitor: a demo account, and the button', async () => {
    const browser = httpBrowser();
    const asked = await browser.open(panel('/admin/whoami'));
    const fill = /href="([^"]*fill=inventory[^"]*)"/.exec(asked.text)?.[1] ?? '';
    const page = await browser.submit(await browser.open(new URL(fill, asked.url)), {});
    expect(JSON.parse(page.text)).toMatchObject({ roles: ['inventory'] });
  });

  it('says plainly that a password is wrong', async () => {
    const browser = httpBrowser();
    const asked = await browser.open(panel('/admin/whoami'));
    const again = await browser.submit(asked, { login: 'admin@counterfoil.test', password: 'wrong' });
    expect(again.status).toBe(401);
    expect(again.text).toContain('do not go together');
    expect(browser.cookie('cf_panel')).toBeUndefined();
  });

  it('gives a cookie that scripts and other sites do not get', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const answer = await browser.once(new URL(panel('/admin/whoami')));
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('cf_panel='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
  });

  it('gives a new session id each time, also to the same person, and ends the old one', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const first = browser.cookie('cf_panel') ?? '';
    await browser.open(panel('/admin/auth/login?returnTo=/admin/whoami'));
    const second = browser.cookie('cf_panel') ?? '';
    expect(second).not.toBe(first);
    expect(await statusWith(first)).toBe(401);
    expect(await statusWith(second)).toBe(200);
  });

  it('never takes over a session id that somebody else planted', async () => {
    const browser = httpBrowser();
    browser.setCookie('cf_panel', 'panel-planted.signature');
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    expect(browser.cookie('cf_panel')).not.toContain('planted');
  });

  it('is refused for an account without a role of staff: a clear page, on record, no session', async () => {
    const browser = httpBrowser();
    const page = await signIn(browser, panel('/admin/whoami'), 'shopper@counterfoil.test');
    expect(page.status).toBe(403);
    expect(page.text).toContain('This account does not work here');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(browser.cookie('cf_panel')).toBeUndefined();
    expect(await signIns()).toMatchObject([
      { outcome: 'refused', cause: 'no_staff_role', performedBy: { name: 'Sam Field' } },
    ]);

    const other = /href="([^"]*switch=1[^"]*)"/.exec(page.text)?.[1] ?? '';
    const asked = await browser.open(new URL(other, page.url));
    const back = await browser.submit(asked, { login: 'support@counterfoil.test', password: PASSWORD });
    expect(back.url.pathname).toBe('/admin');
  });

  it('is refused with a tampered state, a foreign callback and a used one, and each is on record', async () => {
    const browser = httpBrowser();
    const callback = await callbackOf(browser, 'admin@counterfoil.test');
    const tampered = new URL(callback);
    tampered.searchParams.set('state', Buffer.from('{"returnTo":"https://evil.example"}').toString('base64url'));
    expect((await browser.open(tampered)).status).toBe(400);
    expect((await httpBrowser().open(callback)).status).toBe(400);
    // The flow's cookie went with the first answer, so that the code is worth nothing any more.
    expect((await browser.open(callback)).status).toBe(400);
    expect(browser.cookie('cf_panel')).toBeUndefined();
    const causes = (await signIns()).flatMap(({ cause, count }) => Array<string | undefined>(count ?? 1).fill(cause));
    expect(causes.sort()).toEqual(['sign_in_expired', 'sign_in_expired', 'state_mismatch']);
  });

  it('keeps whoever is signed in when a forged callback is put before them', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const page = await browser.open(panel('/admin/auth/callback?code=forged&state=forged'));
    expect(page.url.pathname).toBe('/admin');
    expect((await browser.open(panel('/admin/whoami'))).status).toBe(200);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '/..//evil.example'])(
    'does not lead on to %s',
    async (to) => {
      const browser = httpBrowser();
      const page = await signIn(
        browser,
        panel(`/admin/auth/login?returnTo=${encodeURIComponent(to)}`),
        'admin@counterfoil.test',
      );
      expect(page.url.href).toBe(panel('/admin'));
      expect(page.redirects.every(({ hostname }) => hostname === 'localhost')).toBe(true);
    },
  );
});

describe('a session', () => {
  it('loses its rights with the next request when the roles change', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'inventory@counterfoil.test');
    const user = await UserModel.findOne({ subject: 'embedded|inventory' }).orFail();
    await changeRoles(admin, { id: String(user._id), roles: ['support'] });
    expect(JSON.parse((await browser.open(panel('/admin/whoami'))).text)).toMatchObject({ roles: ['support'] });
    await changeRoles(admin, { id: String(user._id), roles: ['shopper'] });
    const page = await browser.open(panel('/admin/whoami'));
    expect(page.status).toBe(403);
    expect(page.text).toContain('admin, inventory, support');
    await changeRoles(admin, { id: String(user._id), roles: ['inventory'] });
  });

  it('is shut with the next request when the person is deactivated, on record, and a new sign-in is refused', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'support@counterfoil.test');
    const old = browser.cookie('cf_panel') ?? '';
    const user = await UserModel.findOne({ subject: 'embedded|support' }).orFail();
    await deactivateUser(admin, { id: String(user._id) });
    expect(await statusWith(old)).toBe(401);
    expect(await AuditLog.findOne({ action: 'users.useSession' }).lean()).toMatchObject({
      cause: 'inactive',
      entityId: String(user._id),
      performedBy: { id: String(user._id) },
    });
    const page = await browser.open(panel('/admin/whoami'));
    expect(page.status).toBe(403);
    expect(page.text).toContain('deactivated');
    expect((await signIns()).at(-1)).toMatchObject({
      outcome: 'refused',
      cause: 'inactive',
      performedBy: { id: String(user._id) },
    });

    await activateUser(admin, { id: String(user._id) });
    expect(await statusWith(old)).toBe(401);
  });

  it('ends on the server at sign-out: the old cookie opens nothing, at the provider neither', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const old = browser.cookie('cf_panel') ?? '';
    const page = await browser.open(panel('/admin/auth/logout'));
    expect(page.url.href).toBe(panel('/admin/auth/signed-out'));
    expect(page.text).toContain('You are signed out');
    expect(browser.cookie('cf_panel')).toBeUndefined();
    expect(await statusWith(old)).toBe(401);
    expect((await signIns()).at(-1)).toMatchObject({ action: 'users.sign-out', performedBy: { name: 'Ada Marsh' } });
    expect(firstForm(await browser.open(panel('/admin/whoami'))).values).toHaveProperty('password');
  });

  it('does not end because another site says so', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const page = await browser.open(panel('/admin/auth/logout'), { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(page.status).toBe(403);
    const posted = await browser.open(panel('/admin/auth/logout'), {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(posted.status).toBe(403);
    expect((await browser.open(panel('/admin/whoami'))).status).toBe(200);
  });

  it('ends everywhere when asked to', async () => {
    const [one, other] = [httpBrowser(), httpBrowser()];
    await signIn(one, panel('/admin/whoami'), 'admin@counterfoil.test');
    await signIn(other, panel('/admin/whoami'), 'admin@counterfoil.test');
    const user = await UserModel.findOne({ subject: 'embedded|admin' }).orFail();
    expect(await endSessionsOf(String(user._id))).toBeGreaterThanOrEqual(2);
    for (const browser of [one, other]) expect(await statusWith(browser.cookie('cf_panel') ?? '')).toBe(401);
  });

  it('is not read where its cookie was changed by a character, or belongs to the other door', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const cookie = browser.cookie('cf_panel') ?? '';
    expect(await statusWith(cookie)).toBe(200);
    expect(await statusWith(`${cookie.slice(0, -2)}${cookie.endsWith('A') ? 'BB' : 'AA'}`)).toBe(401);
    expect(await statusWith(cookie.split('.')[0] ?? '')).toBe(401);
    const asShopper = await fetch(shop('/api/v1/whoami'), { headers: { cookie: `cf_shop=${cookie}` } });
    expect(await asShopper.json()).toMatchObject({ kind: 'guest' });
    const inTheShop = await fetch(shop('/api/v1/whoami'), { headers: { cookie: `cf_panel=${cookie}` } });
    expect(await inTheShop.json()).toMatchObject({ kind: 'guest' });
  });

  it('asks for nothing of a program but answers it with a problem', async () => {
    const answer = await fetch(panel('/admin/whoami'), { headers: { accept: 'application/json' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
    expect(await AuditLog.countDocuments({ kind: 'refusal', cause: 'unauthenticated' })).toBe(1);
  });
});

describe('signing in to the shop', () => {
  it('happens on the storefront’s origin, with the shopper’s own address in the trail, and opens no panel', async () => {
    const browser = httpBrowser();
    const page = await signIn(browser, shop('/auth/login?returnTo=/api/v1/whoami'), 'shopper@counterfoil.test');
    expect(page.url.href).toBe(shop('/api/v1/whoami'));
    expect(JSON.parse(page.text)).toMatchObject({ name: 'Sam Field', roles: ['shopper'] });
    expect(await signIns()).toMatchObject([
      { outcome: 'done', ip: '203.0.113.7', source: 'shop', detail: { door: 'shop' } },
    ]);
    expect(browser.cookie('cf_panel')).toBeUndefined();
    const shopCookie = browser.cookie('cf_shop') ?? '';
    expect(await statusWith(shopCookie)).toBe(401);

    const out = await browser.open(shop('/auth/logout'));
    expect(out.url.href).toBe(shop('/'));
    const after = await fetch(shop('/api/v1/whoami'), { headers: { cookie: `cf_shop=${shopCookie}` } });
    expect(await after.json()).toMatchObject({ kind: 'guest' });
  });

  it('is ended by a sign-out in the panel, since the provider tells both doors', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const page = await browser.open(shop('/auth/login?returnTo=/api/v1/whoami'));
    expect(JSON.parse(page.text)).toMatchObject({ name: 'Ada Marsh' });
    await browser.open(panel('/admin/auth/logout'));
    expect(JSON.parse((await browser.open(shop('/api/v1/whoami'))).text)).toMatchObject({ kind: 'guest' });
  });

  it('makes one user of two first sign-ins at the same moment', async () => {
    provider.accounts([{ sub: 'test|new', email: 'new@example.org', password: 'p', roles: [] }]);
    const callbacks = await Promise.all(
      [httpBrowser(), httpBrowser(), httpBrowser()].map(async (browser) => ({
        browser,
        url: await callbackOf(browser, 'new@example.org', 'p', shop('/auth/login')),
      })),
    );
    const pages = await Promise.all(callbacks.map(({ browser, url }) => browser.open(url)));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await UserModel.countDocuments({ subject: 'test|new' })).toBe(1);
  });

  it('links an invitation only by an address that the provider has verified', async () => {
    await createUser(admin, { email: 'invited@example.org', roles: ['support'] });
    provider.accounts([
      { sub: 'test|mallory', email: 'invited@example.org', password: 'm', emailVerified: false, roles: [] },
      { sub: 'test|ina', email: 'Invited@Example.org ', password: 'i', roles: [] },
    ]);
    const refused = await signIn(httpBrowser(), panel('/admin/whoami'), 'invited@example.org', 'm');
    expect(refused.status).toBe(403);
    provider.accounts([{ sub: 'test|ina', email: 'Invited@example.org', password: 'i', roles: [] }]);
    const page = await signIn(httpBrowser(), panel('/admin/whoami'), 'invited@example.org', 'i');
    expect(JSON.parse(page.text)).toMatchObject({ roles: ['support'] });
  });
});

describe('where the shop asks staff for a second factor', () => {
  it('a session with the password alone is sent to step up, comes back, and is fresh then', async () => {
    const browser = httpBrowser();
    await signIn(browser, panel('/admin/whoami'), 'admin@counterfoil.test');
    const step = await browser.open(panel('/admin/strict'));
    expect(firstForm(step).values).toHaveProperty('code');
    const page = await browser.submit(step, {});
    expect(page.url.pathname).toBe('/admin/strict');
    expect(JSON.parse(page.text)).toMatchObject({ signedIn: { secondFactor: true } });
    const program = await fetch(panel('/admin/strict'), {
      headers: { accept: 'application/json', cookie: await freshCookie() },
    });
    expect(await program.json()).toMatchObject({ code: 'second_factor_required' });
  });
});

describe('requests that change something', () => {
  const post = (url: string, headers: Record<string, string>) => fetch(url, { method: 'POST', headers });

  it('are carried out from a page of ours, and for programs without a cookie', async () => {
    expect((await post(panel('/api/v1/thing'), { 'sec-fetch-site': 'same-origin', cookie: 'a=b' })).status).toBe(204);
    expect((await post(panel('/api/v1/thing'), { origin: config.PUBLIC_URL, cookie: 'a=b' })).status).toBe(204);
    expect((await post(shop('/api/v1/thing'), { origin: config.STOREFRONT_URL, cookie: 'a=b' })).status).toBe(204);
    expect((await post(shop('/api/v1/thing'), { cookie: 'a=b' })).status).toBe(204);
    expect((await post(panel('/api/v1/thing'), {})).status).toBe(204);
    expect((await post(panel('/api/v1/thing'), { authorization: 'Bearer x', cookie: 'a=b' })).status).toBe(204);
  });

  it('are refused from anywhere else, on record', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', cookie: 'a=b' },
      { 'sec-fetch-site': 'none', cookie: 'a=b' },
      { origin: 'https://evil.example', cookie: 'a=b' },
      { origin: 'null', cookie: 'a=b' },
      { origin: config.STOREFRONT_URL, cookie: 'a=b' },
      { cookie: 'a=b' },
      { cookie: 'a=b', 'x-counterfoil-hop': 'guessed' },
    ] as Record<string, string>[]) {
      expect([headers, (await post(panel('/api/v1/thing'), headers)).status]).toEqual([headers, 403]);
    }
    expect((await post(shop('/api/v1/thing'), { origin: 'https://evil.example', cookie: 'a=b' })).status).toBe(403);
    const refusals = await AuditLog.find({ cause: 'foreign_origin' }).lean();
    expect(refusals.reduce((sum, { count }) => sum + (count ?? 1), 0)).toBe(9);
  });
});

describe('the context of a request', () => {
  const ask = async (headers: Record<string, string>) => (await fetch(panel('/api/v1/context'), { headers })).json();

  it('takes address, browser and request id from the storefront alone', async () => {
    const said = {
      'x-counterfoil-client-ip': '203.0.113.9',
      'x-counterfoil-user-agent': 'Fox',
      'x-request-id': 'given-id-1',
    };
    expect(await ask({ ...said, 'x-counterfoil-hop': HOP_SECRET })).toMatchObject({
      ip: '203.0.113.9',
      userAgent: 'Fox',
      requestId: 'given-id-1',
      source: 'shop',
    });
    for (const hop of ['', 'x', `${HOP_SECRET}x`]) {
      const context = await ask({ ...said, ...(hop ? { 'x-counterfoil-hop': hop } : {}) });
      expect(context).toMatchObject({ ip: '127.0.0.1', source: 'api' });
      expect(context).not.toMatchObject({ requestId: 'given-id-1' });
    }
  });

  it('does not believe an address that is none, nor a request id of another form', async () => {
    const hop = { 'x-counterfoil-hop': HOP_SECRET };
    const odd = await ask({ ...hop, 'x-counterfoil-client-ip': '<script>', 'x-request-id': '{"$gt":""}' });
    expect(odd).toMatchObject({ ip: '127.0.0.1' });
    expect((odd as { requestId: string }).requestId).toMatch(/^[0-9a-f]{32}$/);
  });
});

/** The part of the server that matters here, in the order in which app.ts puts it together. */
function office_(settings: Config): Express {
  const app = express();
  app.use(requestContext({ hopSecret: settings.HOP_SECRET, trustProxy: settings.TRUST_PROXY }));
  mountSignIn(app, settings);
  app.use(authenticate);
  app.use(requireSameOrigin({ serverUrl: settings.PUBLIC_URL, storefrontUrl: settings.STOREFRONT_URL }));
  app.get('/admin/whoami', requireRole(...STAFF), (req, res) => void res.json(req.ctx.actor));
  app.get(
    '/admin/strict',
    requireSecondFactor({ required: true }),
    requireRole(...STAFF),
    (req, res) => void res.json(req.ctx),
  );
  app.get('/admin', (_req, res) => void res.send('panel'));
  app.get('/api/v1/whoami', (req, res) => void res.json(req.ctx.actor));
  app.get('/api/v1/context', (req, res) => void res.json(req.ctx));
  app.post('/api/v1/thing', (_req, res) => void res.status(204).end());
  app.use(problemHandler((req) => req.ctx));
  return app;
}

/** What the storefront's proxy does: marks the hop and says who the shopper is. */
function storefront(office: number): Server {
  return createServer((req, res) => {
    if (req.url === '/' || req.url === '') return void res.end('storefront');
    const headers = {
      ...req.headers,
      'x-counterfoil-hop': HOP_SECRET,
      'x-counterfoil-client-ip': '203.0.113.7',
      'x-counterfoil-user-agent': String(req.headers['user-agent']),
    };
    const { url, method } = req;
    const onward = forward({ host: '127.0.0.1', port: office, path: url, method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(res);
    });
    req.pipe(onward);
  });
}

const panel = (path: string) => `${config.PUBLIC_URL}${path}`;
const shop = (path: string) => `${config.STOREFRONT_URL}${path}`;
const signIns = () => AuditLog.find({ kind: 'sign-in' }).sort({ _id: 1 }).lean();

async function signIn(browser: HttpBrowser, address: string, login: string, password = PASSWORD): Promise<Page> {
  return browser.submit(await browser.open(address), { login, password });
}

/** Signs in up to the provider's answer, which is not opened yet. */
async function callbackOf(
  browser: HttpBrowser,
  login: string,
  password = PASSWORD,
  start = panel('/admin/auth/login'),
): Promise<URL> {
  const page = await browser.open(start);
  const { action } = firstForm(page);
  let url = action;
  let response = await browser.once(action, { method: 'POST', body: new URLSearchParams({ login, password }) });
  for (;;) {
    url = new URL(response.headers.get('location') ?? '', url);
    if (url.pathname.endsWith('/callback')) return url;
    response = await browser.once(url);
  }
}

async function statusWith(cookie: string): Promise<number> {
  return (
    await fetch(panel('/admin/whoami'), { headers: { cookie: `cf_panel=${cookie}`, accept: 'application/json' } })
  ).status;
}

async function freshCookie(): Promise<string> {
  const browser = httpBrowser();
  await signIn(browser, panel('/admin/whoami'), 'inventory@counterfoil.test');
  return `cf_panel=${browser.cookie('cf_panel')}`;
}

function listening(server: Server, port: number): Promise<Server> {
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}
