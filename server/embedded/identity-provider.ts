import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { accountBook } from './identity-provider/accounts.ts';
import { type ProviderSettings, providerConfiguration } from './identity-provider/configuration.ts';
import { eventReporter } from './identity-provider/events.ts';
import { interactionPages, show } from './identity-provider/interactions.ts';
import { texts } from './identity-provider/pages.texts.ts';
import { noticePage, pagePolicy } from './identity-provider/pages.ts';
import { loadKeys, openState } from './identity-provider/state.ts';

/*
 * The certified OpenID provider that stands in for Auth0 on a developer's machine. The launcher runs this file as a child;
 * tests call `startIdentityProvider`. It binds loopback unless HOST says otherwise (a container's own network).
 */

const settingsSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4100),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default(join(dirname(fileURLToPath(import.meta.url)), '../../.data/identity')),
  /** The address that browsers and the server know it by. */
  ISSUER: z.url().optional(),
  SERVER_URL: z.url().default('http://localhost:4000'),
  STOREFRONT_URL: z.url().default('http://localhost:3000'),
  OIDC_PANEL_CLIENT_SECRET: z.string().min(16),
  OIDC_SHOP_CLIENT_SECRET: z.string().min(16),
  /** Sent with each failed sign-in that it reports to the server; without it none is reported. */
  IDENTITY_EVENTS_TOKEN: z.string().optional(),
  /** More accounts, as JSON; for tests. */
  ACCOUNTS_FILE: z.string().optional(),
});

export type IdentityProviderOptions = ProviderSettings & {
  port: number;
  host?: string;
  issuer?: string;
  dataDir: string;
  accountsFile?: string | undefined;
  eventsToken?: string | undefined;
};

export type IdentityProvider = { issuer: string; stop: () => Promise<void> };

/** Starts it and returns when it listens. Rejects where the port is taken. */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const issuer = options.issuer ?? `http://localhost:${options.port}`;
  const state = openState(options.dataDir);
  const keys = loadKeys(options.dataDir);
  const accounts = accountBook(options.accountsFile);
  const provider = new Provider(issuer, providerConfiguration(options, { accounts, keys, state }));
  provider.proxy = options.issuer !== undefined;
  provider.use(confirmWithoutScript);

  const report = options.eventsToken
    ? eventReporter({ url: `${options.serverUrl}/webhooks/identity-provider`, token: options.eventsToken })
    : () => undefined;
  const pages = interactionPages(provider, accounts, report);
  const protocol = provider.callback();
  const policy = pagePolicy([options.serverUrl, options.storefrontUrl]);

  const server = createServer((req, res) => {
    for (const [name, value] of Object.entries(pageHeaders(policy))) res.setHeader(name, value);
    const url = new URL(req.url ?? '/', issuer);
    if (url.pathname === '/healthz') return void res.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    if (!url.pathname.startsWith('/interaction/')) return void protocol(req, res);
    pages(req, res, url).catch((error: unknown) => fault(res, error));
  });
  await listen(server, options.port, options.host ?? '127.0.0.1');
  return {
    issuer,
    stop: async () => {
      state.flush();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      state.flush();
    },
  };
}

const pageHeaders = (policy: string) => ({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
});

function fault(res: ServerResponse, error: unknown): void {
  console.error(error);
  if (res.headersSent) return void res.destroy();
  show(res, 500, noticePage(texts.fault));
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done());
  });
}

const CONFIRM_PATH = '/session/end/now';

/**
 * Ends a session in plain redirects where the provider would answer with a form that a script submits: sign-out asked for by one of
 * our applications with its own ID token, and a change of person in the middle of a sign-in. The secret of the session vouches for it.
 */
async function confirmWithoutScript(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  if (ctx.path === CONFIRM_PATH && ctx.method === 'GET') {
    const req: IncomingMessage & { body?: unknown } = ctx.req;
    req.body = { xsrf: ctx.query['xsrf'], logout: 'yes' };
    Object.defineProperty(req, 'readable', { value: false });
    ctx.req.headers['content-type'] = 'application/x-www-form-urlencoded';
    ctx.req.headers['content-length'] = '1';
    ctx.method = 'POST';
    ctx.path = '/session/end/confirm';
  }
  await next();
  const secret = ctx.oidc?.session?.state?.['secret'];
  if (typeof secret !== 'string' || ctx.status !== 200 || !isVouchedFor(ctx)) return;
  ctx.redirect(`${CONFIRM_PATH}?xsrf=${encodeURIComponent(secret)}`);
  ctx.status = 303;
}

function isVouchedFor({ oidc }: KoaContextWithOIDC): boolean {
  if (oidc.route === 'resume') return true;
  if (oidc.route !== 'end_session') return false;
  const hint = oidc.entities.IdTokenHint?.payload as { sub?: string } | undefined;
  return !oidc.session?.accountId || hint?.sub === oidc.session.accountId;
}

/** Reads the environment, starts, and stops on SIGTERM or SIGINT with its state on disk. */
async function main(): Promise<void> {
  if (process.env['NODE_ENV'] === 'production' && process.env['COUNTERFOIL_ALLOW_EMBEDDED'] !== '1') {
    throw new Error(
      'The stand-in identity provider has public demo passwords and does not run with NODE_ENV=production. ' +
        'Set OIDC_ISSUER to a real provider, or COUNTERFOIL_ALLOW_EMBEDDED=1 for a demonstration on a machine of your own.',
    );
  }
  const parsed = settingsSchema.safeParse(process.env);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const env = parsed.data;
  const running = await startIdentityProvider({
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    serverUrl: env.SERVER_URL,
    storefrontUrl: env.STOREFRONT_URL,
    panelClientSecret: env.OIDC_PANEL_CLIENT_SECRET,
    shopClientSecret: env.OIDC_SHOP_CLIENT_SECRET,
    ...(env.ISSUER ? { issuer: env.ISSUER } : {}),
    accountsFile: env.ACCOUNTS_FILE,
    eventsToken: env.IDENTITY_EVENTS_TOKEN,
  });
  console.log(`The identity provider listens on ${running.issuer}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => running.stop().then(() => process.exit(0)));
  }
}

// Not import.meta.main, which Node 22 does not know.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: NodeJS.ErrnoException) => {
    console.error(
      error.code === 'EADDRINUSE' ? `${error.message}. Stop what uses the port, or set PORT.` : error.message,
    );
    process.exit(1);
  });
}
