import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstForm, type HttpBrowser, httpBrowser, type Page } from '../testing/http-browser.ts';
import { MFA_ACR } from './identity-provider/configuration.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';

const SECRET = 'a-secret-of-the-panel-client';
let directory: string;
let port: number;
let provider: IdentityProvider;
// Nothing listens there: the redirect back is looked at, not followed to its end.
const serverUrl = 'http://localhost:9';

const start = () =>
  startIdentityProvider({
    port,
    dataDir: join(directory, 'state'),
    accountsFile: join(directory, 'accounts.json'),
    serverUrl,
    storefrontUrl: 'http://localhost:9',
    panelClientSecret: SECRET,
    shopClientSecret: 'a-secret-of-the-shop-client',
  });

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'counterfoil-idp-'));
  port = await freePort();
  writeFileSync(
    join(directory, 'accounts.json'),
    JSON.stringify([
      { sub: 'test|1', email: 'eve@example.org', password: 'pass<>&"word', roles: ['support'], code: '111222' },
    ]),
  );
  provider = await start();
});

afterAll(async () => {
  await provider.stop();
  rmSync(directory, { recursive: true });
});

describe('the stand-in identity provider', () => {
  it('signs a demo account in after one click to fill the form and one to send it', async () => {
    const { browser, page } = await askForSignIn();
    expect(page.status).toBe(200);
    expect(page.text).toContain('Sign in to the panel');
    const fill = /href="([^"]*fill=admin[^"]*)"/.exec(page.text)?.[1] ?? '';
    const filled = await browser.open(new URL(fill, page.url));
    expect(firstForm(filled).values).toEqual({ login: 'admin@counterfoil.test', password: 'counterfoil-demo' });
    const claims = await tokenClaims(await submitToClient(browser, filled, {}));
    expect(claims).toMatchObject({
      sub: 'embedded|admin',
      email: 'admin@counterfoil.test',
      email_verified: true,
      given_name: 'Ada',
      amr: ['pwd'],
      'https://counterfoil/roles': ['admin'],
    });
  });

  it('says plainly that a password is wrong, keeps the login and forgets the password', async () => {
    const { browser, page } = await askForSignIn();
    const again = await browser.submit(page, { login: 'admin@counterfoil.test', password: 'guess' });
    expect(again.status).toBe(401);
    expect(again.text).toMatch(/role="alert"[^>]*>This e-mail and password do not go together/);
    expect(firstForm(again).values).toEqual({ login: 'admin@counterfoil.test', password: '' });
  });

  it('shows what was typed as text, never as markup', async () => {
    const { browser, page } = await askForSignIn();
    const again = await browser.submit(page, { login: '"><script>alert(1)</script>', password: 'x' });
    expect(again.text).not.toContain('<script>');
  });

  it('lets a page run no script and ask no other host', async () => {
    const { page } = await askForSignIn();
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.text).not.toMatch(/<script|https?:\/\/(?!localhost)/);
  });

  it('asks for the code only when a second factor is asked for, and says so in the token', async () => {
    const { browser, page } = await askForSignIn({ acr_values: MFA_ACR });
    const code = await browser.submit(page, { login: 'admin@counterfoil.test', password: 'counterfoil-demo' });
    expect(firstForm(code).values['code']).toMatch(/^\d{6}$/);
    const wrong = await browser.submit(code, { code: '000000' });
    expect(wrong.status).toBe(401);
    const claims = await tokenClaims(await submitToClient(browser, wrong, {}));
    expect(claims).toMatchObject({ acr: MFA_ACR, amr: ['pwd', 'mfa'] });
  });

  it('steps up a session that has only the password, without asking for that again', async () => {
    const browser = httpBrowser();
    const first = await askForSignIn({}, browser);
    await submitToClient(browser, first.page, { login: 'eve@example.org', password: 'pass<>&"word' });
    const { page } = await askForSignIn({ acr_values: MFA_ACR }, browser);
    expect(firstForm(page).values).toEqual({ code: '' });
    expect(await tokenClaims(await submitToClient(browser, page, { code: '111 222' }))).toMatchObject({ acr: MFA_ACR });
  });

  it('asks for the password again when the sign-in must be fresh', async () => {
    const browser = httpBrowser();
    const first = await askForSignIn({}, browser);
    await submitToClient(browser, first.page, { login: 'eve@example.org', password: 'pass<>&"word' });
    const { page } = await askForSignIn({ max_age: '0' }, browser);
    expect(Object.keys(firstForm(page).values)).toEqual(['login', 'password']);
  });

  it('keeps people signed in over a restart', async () => {
    const browser = httpBrowser();
    const first = await askForSignIn({}, browser);
    await submitToClient(browser, first.page, { login: 'eve@example.org', password: 'pass<>&"word' });
    await provider.stop();
    provider = await start();
    // The first request after it may still go out on a connection that the old one closed.
    await fetch(`${provider.issuer}/healthz`).catch(() => undefined);
    const back = await authorize(browser, {});
    expect(back.headers.get('location')).toContain(`${serverUrl}/admin/auth/callback?code=`);
  });

  it('signs out without a question for a client that shows its own ID token, and asks otherwise', async () => {
    const browser = httpBrowser();
    const first = await askForSignIn({}, browser);
    const back = await submitToClient(browser, first.page, { login: 'eve@example.org', password: 'pass<>&"word' });
    const asked = await browser.open(`${provider.issuer}/session/end`);
    expect(asked.text).toContain('Sign out?');

    const hint = await idToken(back);
    const after = await followToClient(
      browser,
      `${provider.issuer}/session/end?${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: `${serverUrl}/admin/auth/signed-out` })}`,
    );
    expect(after.href).toBe(`${serverUrl}/admin/auth/signed-out`);
    const again = await authorize(browser, {});
    expect(again.headers.get('location')).toContain('/interaction/');
  });

  it('refuses a redirect to anywhere else, and a flow without PKCE', async () => {
    const elsewhere = await authorize(httpBrowser(), { redirect_uri: 'https://evil.example/' });
    expect(elsewhere.status).toBe(400);
    expect(await elsewhere.text()).toContain('Sign-in did not work');
    const plain = await authorize(httpBrowser(), { code_challenge: '', code_challenge_method: '' });
    expect(plain.headers.get('location')).toContain('error=invalid_request');
  });

  it('says that a used or foreign sign-in page is too old', async () => {
    const { page } = await askForSignIn();
    const stranger = await httpBrowser().open(page.url);
    expect(stranger.status).toBe(400);
    expect(stranger.text).toContain('too old');
  });

  it('does not run in production unless told so', async () => {
    const child = spawn(process.execPath, ['server/embedded/identity-provider.ts'], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    expect(await new Promise((done) => child.on('exit', done))).toBe(1);
    expect(said).toContain('does not run with NODE_ENV=production');
    expect(said).not.toContain('    at ');
  });
});

const verifier = randomBytes(32).toString('base64url');

function authorize(browser: HttpBrowser, more: Record<string, string>): Promise<Response> {
  const params = new URLSearchParams({
    client_id: 'counterfoil-panel',
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: `${serverUrl}/admin/auth/callback`,
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  for (const [name, value] of [...params]) if (value === '') params.delete(name);
  return browser.once(new URL(`${provider.issuer}/auth?${params}`));
}

async function askForSignIn(more: Record<string, string> = {}, browser = httpBrowser()) {
  const response = await authorize(browser, more);
  const page = await browser.open(new URL(response.headers.get('location') ?? '', provider.issuer));
  return { browser, page };
}

/** Sends the form and follows up to the redirect to the client, which is where no one listens. */
async function submitToClient(browser: HttpBrowser, page: Page, fields: Record<string, string>): Promise<URL> {
  const { action, values } = firstForm(page);
  const sent = await browser.once(action, { method: 'POST', body: new URLSearchParams({ ...values, ...fields }) });
  return followToClient(browser, new URL(sent.headers.get('location') ?? '', action));
}

async function followToClient(browser: HttpBrowser, address: string | URL): Promise<URL> {
  let url = new URL(address);
  for (let hops = 0; url.origin !== serverUrl; hops++) {
    const response = await browser.once(url);
    const location = response.headers.get('location');
    if (!location || hops > 10) throw new Error(`${url} → ${response.status}: ${await response.text()}`);
    url = new URL(location, url);
  }
  return url;
}

async function idToken(callback: URL): Promise<string> {
  const response = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`counterfoil-panel:${SECRET}`).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: `${serverUrl}/admin/auth/callback`,
      code_verifier: verifier,
    }),
  });
  const tokens = (await response.json()) as { id_token?: string };
  if (!tokens.id_token) throw new Error(`No ID token: ${JSON.stringify(tokens)}`);
  return tokens.id_token;
}

async function tokenClaims(callback: URL): Promise<Record<string, unknown>> {
  const payload = (await idToken(callback)).split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
