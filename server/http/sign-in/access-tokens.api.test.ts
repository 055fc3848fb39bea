import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JWTPayload, SignJWT } from 'jose';
import { AuditLog } from '../../modules/audit/admin.ts';
import { UserModel } from '../../modules/identity/admin.ts';
import { activateUser, changeRoles, configureIdentity, deactivateUser } from '../../modules/identity/index.ts';
import { contextOf } from '../../testing/harness.ts';
import { firstForm, httpBrowser } from '../../testing/http-browser.ts';
import { useWholeApp } from '../../testing/whole-app.ts';
import { accessTokens } from './access-tokens.ts';
import { MFA_ACR } from './second-factor.ts';

const app = useWholeApp();
const admin = contextOf('admin');
const RETURN = 'http://127.0.0.1:9/callback';
const SCOPES = 'openid orders.list auditLogs.list';
// Loaded only once the server is there, whose sign-in loads it in a way of its own.
const jose = () => import('jose');
let access = '';
let idToken = '';

type Wish = { scope?: string; acr?: string };

/** Signs somebody in as an app on their telephone does: a public client with PKCE, which asks for the API's tokens. */
async function tokensOf(
  login: string,
  { scope = SCOPES, acr }: Wish = {},
): Promise<{ access_token: string; id_token: string }> {
  const verifier = randomBytes(32).toString('base64url');
  const { OIDC_ISSUER: issuer } = app.config();
  const start = new URL(`${issuer}/auth`);
  start.search = String(
    new URLSearchParams({
      client_id: 'counterfoil-app',
      response_type: 'code',
      redirect_uri: RETURN,
      scope,
      resource: 'urn:counterfoil:api',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(acr ? { acr_values: acr } : {}),
    }),
  );
  const browser = httpBrowser();
  let page = await browser.open(start);
  let url = start;
  const forms: Record<string, string>[] = [{ login, password: 'counterfoil-demo' }, ...(acr ? [{}] : [])];
  for (const answers of forms) {
    const { action, values } = firstForm(page);
    url = action;
    let response = await browser.once(action, { method: 'POST', body: new URLSearchParams({ ...values, ...answers }) });
    for (let hops = 0; hops < 10 && response.status >= 300; hops += 1) {
      url = new URL(response.headers.get('location') ?? '', url);
      if (url.href.startsWith(RETURN)) break;
      response = await browser.once(url);
    }
    page = { ...page, url, text: await response.text() };
  }
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'counterfoil-app',
    code: url.searchParams.get('code') ?? '',
    redirect_uri: RETURN,
    code_verifier: verifier,
  });
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no tokens: ${await answer.text()}`);
  return (await answer.json()) as { access_token: string; id_token: string };
}

const call = async (token: string, path = '/api/v1/audit?limit=1') => {
  const answer = await fetch(app.panel(path), { headers: { authorization: `Bearer ${token}` } });
  const body = (await answer.json().catch(() => ({}))) as Record<string, string>;
  return { status: answer.status, code: body['code'], challenge: answer.headers.get('www-authenticate') };
};
const expected = () => ({
  issuer: app.config().OIDC_ISSUER,
  audience: 'counterfoil-api',
  amrClaim: app.config().OIDC_AMR_CLAIM,
});
const refusals = () => AuditLog.find({ kind: 'refusal' }).lean();
const support = () => UserModel.findOne({ subject: 'embedded|support' }).orFail().lean();

/** A token of our own making, signed with the provider's own key unless another is given: only what is changed is wrong with it. */
async function forged(
  change: JWTPayload & { typ?: string } = {},
  sign: { key?: Parameters<SignJWT['sign']>[0]; alg?: string } = {},
): Promise<string> {
  const [jwk] = app.providerKeys();
  if (!jwk) throw new Error('the provider has no key');
  const now = Math.floor(Date.now() / 1000);
  const { typ = 'at+jwt', ...claims } = change;
  const whole = {
    iss: app.config().OIDC_ISSUER,
    aud: 'counterfoil-api',
    sub: 'embedded|support',
    scope: SCOPES,
    iat: now,
    exp: now + 300,
    ...claims,
  };
  const { importJWK, SignJWT: Signed } = await jose();
  return new Signed(JSON.parse(JSON.stringify(whole)))
    .setProtectedHeader({ alg: sign.alg ?? 'RS256', kid: jwk.kid ?? '', typ })
    .sign(sign.key ?? (await importJWK(jwk, 'RS256')));
}

beforeAll(async () => {
  await app.cookiesOf('support');
  ({ access_token: access, id_token: idToken } = await tokensOf('support@counterfoil.test'));
}, 60_000);
beforeEach(() => AuditLog.collection.deleteMany({}));

describe('an access token of the provider', () => {
  it('lets its person in under their own name and roles, as far as its scopes go', async () => {
    expect((await call(access)).status).toBe(200);
    const { _id } = await support();
    expect(await AuditLog.find({ kind: 'access' }).lean()).toMatchObject([
      { action: 'auditLogs.list', performedBy: { kind: 'user', id: String(_id) }, role: ['support'] },
    ]);
    expect(await call(access, '/api/v1/me')).toMatchObject({ status: 403, code: 'insufficient_scope' });
    expect(await refusals()).toMatchObject([{ cause: 'insufficient_scope', performedBy: { id: String(_id) } }]);
  });

  it('is no key to more than its person may: a role taken away holds from the next call on', async () => {
    const { _id, roles } = await support();
    await changeRoles(admin, { id: String(_id), roles: ['shopper'] });
    expect(await call(access)).toMatchObject({ status: 403, code: 'forbidden' });
    await changeRoles(admin, { id: String(_id), roles });
    expect((await call(access)).status).toBe(200);
  });

  it('opens nothing for somebody who was deactivated, on record with their name, and again once they are active', async () => {
    const id = String((await support())._id);
    await deactivateUser(admin, { id });
    expect(await call(access)).toMatchObject({ status: 403, code: 'inactive' });
    expect(await refusals()).toMatchObject([
      { entity: 'users', action: 'users.useToken', cause: 'inactive', performedBy: { id } },
    ]);
    await activateUser(admin, { id });
    expect((await call(access)).status).toBe(200);
  });

  it('is for the API and the log, not for the panel', async () => {
    const answer = await fetch(app.panel('/admin/api/dashboard'), {
      headers: { authorization: `Bearer ${access}`, 'x-counterfoil': 'panel' },
    });
    expect(answer.status).toBe(401);
  });

  it('may carry its scopes as permissions, and tolerates a clock that is half a minute off', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect((await call(await forged())).status).toBe(200);
    const listed = await forged({ scope: 'openid', permissions: ['auditLogs.list', 'rockets.launch'], typ: 'JWT' });
    expect((await call(listed)).status).toBe(200);
    expect((await call(await forged({ exp: now - 20 }))).status).toBe(200);
    expect((await call(await forged({ nbf: now + 20 }))).status).toBe(200);
  });

  it.each([
    ['for another audience', () => forged({ aud: 'another-api' }), 'token_invalid'],
    ['of another issuer', () => forged({ iss: 'https://evil.example/' }), 'token_invalid'],
    ['that has expired', () => forged({ exp: Math.floor(Date.now() / 1000) - 31 }), 'token_expired'],
    ['that is not good yet', () => forged({ nbf: Math.floor(Date.now() / 1000) + 60 }), 'token_invalid'],
    ['without an end', () => forged({ exp: undefined as never }), 'token_invalid'],
    ['without a subject', () => forged({ sub: undefined as never }), 'token_invalid'],
    ['of nobody who is known here', () => forged({ sub: 'embedded|nobody' }), 'no_such_user'],
    ['of another kind, such as for a sign-out', () => forged({ typ: 'logout+jwt' }), 'token_invalid'],
    ['that is an ID token', async () => idToken, 'token_invalid'],
    ['that is not signed', unsigned, 'token_invalid'],
    [
      'signed with another key under the same name',
      async () => forged({}, { key: (await (await jose()).generateKeyPair('RS256')).privateKey }),
      'token_invalid',
    ],
    ['signed with the public key as a shared secret', () => withPublicKeyAsSecret(), 'token_invalid'],
    ['whose content was changed', async () => tamperedWith(access), 'token_invalid'],
    ['cut short', async () => access.slice(0, -10), 'token_invalid'],
  ])('%s is refused with 401, on record without the token', async (_what, make, code) => {
    const token = await make();
    expect(await call(token)).toEqual({ status: 401, code, challenge: 'Bearer error="invalid_token"' });
    const entries = await refusals();
    expect(entries).toMatchObject([{ action: 'users.useToken', cause: code, performedBy: { kind: 'guest' } }]);
    for (const part of token.split('.').filter((one) => one.length > 20))
      expect(JSON.stringify(entries)).not.toContain(part);
  });

  it('is answered 503 while the provider can’t be asked for its keys, and read once it answers again', async () => {
    const read = accessTokens({ ...expected(), issuer: 'http://127.0.0.1:9' });
    expect((await read(access)).fault).toMatchObject({ code: 'provider_unreachable', status: 503 });
    const right = accessTokens(expected());
    expect((await right(access)).fault).toBeUndefined();
  });
});

describe('where staff need a second factor', () => {
  beforeEach(() => configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300, staffProveTwice: true }));
  afterEach(() => configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null }));

  it('a token that was got with the password alone gives no right of staff, says what to do, and that is on record', async () => {
    expect(await call(access)).toMatchObject({ status: 403, code: 'second_factor_required' });
    const { _id } = await support();
    expect(await refusals()).toMatchObject([
      {
        action: 'auditLogs.list',
        cause: 'second_factor_required',
        role: ['shopper'],
        performedBy: { id: String(_id) },
      },
    ]);
    expect((await call(access, '/api/v1/orders')).status).toBe(200);
  });

  it('a token that the app got by asking for a second factor does', async () => {
    const { access_token: proved } = await tokensOf('support@counterfoil.test', { acr: MFA_ACR });
    expect((await call(proved)).status).toBe(200);
    expect(await AuditLog.find({ kind: 'access' }).lean()).toMatchObject([{ role: ['support'] }]);
  });

  it.each([
    ['amr names mfa', { amr: ['pwd', 'mfa'] }, 200],
    ['acr is that of several factors', { acr: MFA_ACR }, 200],
    ['the claim that stands for amr names mfa', { 'https://counterfoil/amr': ['pwd', 'mfa'] }, 200],
    ['amr names a password alone', { amr: ['pwd'] }, 403],
    ['amr is a text and no list', { amr: 'mfa' }, 403],
    ['another claim says mfa', { mfa: true, 'https://evil.example/amr': ['mfa'] }, 403],
    ['acr is another', { acr: 'urn:counterfoil:acr:password' }, 403],
  ])('where %s, the answer is as it should be', async (_what, claims, status) => {
    expect((await call(await forged(claims as JWTPayload))).status).toBe(status);
  });

  it('is nothing that shoppers are asked for, and what no role of theirs may is forbidden as ever', async () => {
    await app.cookiesOf('shopper');
    const { access_token: shopper } = await tokensOf('shopper@counterfoil.test');
    expect((await call(shopper, '/api/v1/orders')).status).toBe(200);
    expect(await call(shopper)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

async function unsigned(): Promise<string> {
  const { UnsecuredJWT } = await jose();
  return new UnsecuredJWT({ scope: SCOPES })
    .setIssuer(app.config().OIDC_ISSUER)
    .setAudience('counterfoil-api')
    .setSubject('embedded|support')
    .setIssuedAt()
    .setExpirationTime('5m')
    .encode();
}

async function withPublicKeyAsSecret(): Promise<string> {
  const [jwk] = app.providerKeys();
  const { exportSPKI, importJWK } = await jose();
  const { kty, n, e } = jwk ?? {};
  const publicKey = await importJWK({ kty, n, e, alg: 'RS256' } as never, 'RS256', { extractable: true });
  const pem = await exportSPKI(publicKey as Parameters<typeof exportSPKI>[0]);
  return forged({}, { alg: 'HS256', key: new TextEncoder().encode(pem) });
}

function tamperedWith(token: string): string {
  const [head, body = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'embedded|admin' })).toString('base64url');
  return [head, changed, signature].join('.');
}
