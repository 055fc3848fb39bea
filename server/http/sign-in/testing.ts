import { createServer, request as forward, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import express, { type Express } from 'express';
import mongoose from 'mongoose';
import { AuditLog } from '../../modules/audit/admin.ts';
import { configureIdentity, providerEventsRouter } from '../../modules/identity/index.ts';
import { type Config, loadConfig } from '../../platform/config.ts';
import { useDatabase } from '../../testing/harness.ts';
import { firstForm, type HttpBrowser, httpBrowser, type Page } from '../../testing/http-browser.ts';
import {
  freePort,
  startTestIdentityProvider,
  TEST_CLIENT_SECRETS,
  type TestIdentityProvider,
} from '../../testing/identity.ts';
import { authenticate } from '../middleware/authenticate.ts';
import { problemHandler } from '../middleware/problem.ts';
import { requestContext } from '../middleware/request-context.ts';
import { requireRole, requireSecondFactor } from '../middleware/require-role.ts';
import { mountSignIn } from '../sign-in.ts';

const HOP_SECRET = 'the-secret-of-the-hop';
export const EVENTS_TOKEN = 'the-token-of-reported-sign-ins';
const PASSWORD = 'counterfoil-demo';
const STAFF = ['admin', 'inventory', 'support'] as const;
/** The address from which the test's storefront says its shoppers come. */
export const SHOPPER_IP = '203.0.113.7';

type Options = {
  /** What is put together for a test; the server's sign-in alone where unset. */
  app?: (config: Config) => Express | Promise<Express>;
  /** Settings beside those that sign-in needs. */
  settings?: Record<string, string>;
};

/** Gives a test file a real provider, the server's sign-in and a storefront's hop before it, each on a free port. */
export function useSignIn({ app = serverWithSignIn, settings = {} }: Options = {}) {
  let config: Config;
  let provider: TestIdentityProvider | undefined;
  const servers: Server[] = [];

  useDatabase();
  beforeAll(async () => {
    const [office, shop] = [await freePort(), await freePort()];
    const own = { serverUrl: `http://localhost:${office}`, storefrontUrl: `http://localhost:${shop}` };
    provider = await startTestIdentityProvider({ ...own, eventsToken: EVENTS_TOKEN });
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
      IDENTITY_EVENTS_TOKEN: EVENTS_TOKEN,
      ...settings,
    });
    await listen(createServer(await app(config)), office);
    await listen(storefront(office), shop);
  }, 180_000);
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    await provider?.stop();
  });
  beforeEach(async () => {
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
    await AuditLog.collection.deleteMany({});
  });

  async function listen(server: Server, port: number): Promise<void> {
    servers.push(server);
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()));
  }

  const panel = (path: string) => `${config.PUBLIC_URL}${path}`;
  const shop = (path: string) => `${config.STOREFRONT_URL}${path}`;

  async function signIn(browser: HttpBrowser, address: string, login: string, password = PASSWORD): Promise<Page> {
    return browser.submit(await browser.open(address), { login, password });
  }

  /** A browser that is signed in to the panel with a demo account. */
  async function signedIn(role: 'admin' | 'inventory' | 'support' = 'admin'): Promise<HttpBrowser> {
    const browser = httpBrowser();
    const page = await signIn(browser, panel('/admin/whoami'), `${role}@counterfoil.test`);
    if (page.status !== 200) throw new Error(`The sign-in of ${role} ended with ${page.status}: ${page.text}`);
    return browser;
  }

  /** Signs in up to the provider's answer, which is not opened yet. */
  async function callbackOf(
    browser: HttpBrowser,
    login: string,
    { password = PASSWORD, start = panel('/admin/auth/login') } = {},
  ): Promise<URL> {
    const { action } = firstForm(await browser.open(start));
    let url = action;
    let response = await browser.once(action, { method: 'POST', body: new URLSearchParams({ login, password }) });
    for (;;) {
      url = new URL(response.headers.get('location') ?? '', url);
      if (url.pathname.endsWith('/callback')) return url;
      response = await browser.once(url);
    }
  }

  /** How the server answers a program that shows this cookie of the panel. */
  async function statusWith(cookie: string | undefined): Promise<number> {
    const headers = { cookie: `cf_panel=${cookie}`, accept: 'application/json' };
    return (await fetch(panel('/admin/whoami'), { headers })).status;
  }

  return {
    panel,
    shop,
    signIn,
    signedIn,
    callbackOf,
    statusWith,
    listen,
    accounts: (list: Parameters<TestIdentityProvider['accounts']>[0]) => provider?.accounts(list),
    config: () => config,
    providerKeys: () => provider?.keys() ?? [],
    sessions: () => mongoose.connection.collection('sessions'),
    signIns: () => AuditLog.find({ kind: 'sign-in' }).sort({ createdAt: 1, _id: 1 }).lean(),
  };
}

/** The part of the server that matters here, in the order in which app.ts puts it together. */
export function serverWithSignIn(settings: Config): Express {
  const app = express();
  app.use(requestContext({ hopSecret: settings.HOP_SECRET, trustProxy: settings.TRUST_PROXY }));
  mountSignIn(app, settings);
  app.use(authenticate);
  const doors = { [settings.OIDC_PANEL_CLIENT_ID]: 'panel', [settings.OIDC_SHOP_CLIENT_ID]: 'shop' };
  app.use(
    '/webhooks/identity-provider',
    providerEventsRouter({ token: settings.IDENTITY_EVENTS_TOKEN, doors, contextOf: (req) => req.ctx }),
  );
  app.get('/admin/whoami', requireRole(...STAFF), (req, res) => void res.json(req.ctx.actor));
  app.get(
    '/admin/strict',
    requireSecondFactor({ required: true }),
    requireRole(...STAFF),
    (req, res) => void res.json(req.ctx),
  );
  app.get('/admin', (_req, res) => void res.send('panel'));
  app.get('/api/v1/whoami', (req, res) => void res.json(req.ctx.actor));
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
      'x-counterfoil-client-ip': SHOPPER_IP,
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
