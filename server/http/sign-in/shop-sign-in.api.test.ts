import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { AuditLog } from '../../modules/audit/admin.ts';
import { UserModel } from '../../modules/identity/admin.ts';
import { configureIdentity, createUser } from '../../modules/identity/index.ts';
import { contextOf } from '../../testing/harness.ts';
import { firstForm, httpBrowser } from '../../testing/http-browser.ts';
import { freePort } from '../../testing/identity.ts';
import { SHOPPER_IP, serverWithSignIn, useSignIn } from './testing.ts';

const admin = contextOf('admin');
const { panel, shop, signIn, signedIn, callbackOf, statusWith, signIns, accounts, listen, config } = useSignIn();

describe('signing in to the shop', () => {
  it('happens on the storefront’s origin, with the shopper’s own address in the trail, and opens no panel', async () => {
    const browser = httpBrowser();
    const page = await signIn(browser, shop('/auth/login?returnTo=/api/v1/whoami'), 'shopper@counterfoil.test');
    expect(page.url.href).toBe(shop('/api/v1/whoami'));
    expect(JSON.parse(page.text)).toMatchObject({ name: 'Sam Field', roles: ['shopper'] });
    expect(await signIns()).toMatchObject([
      { outcome: 'done', ip: SHOPPER_IP, source: 'shop', detail: { door: 'shop' } },
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
    const browser = await signedIn();
    const page = await browser.open(shop('/auth/login?returnTo=/api/v1/whoami'));
    expect(JSON.parse(page.text)).toMatchObject({ name: 'Ada Marsh' });
    await browser.open(panel('/admin/auth/logout'));
    expect(JSON.parse((await browser.open(shop('/api/v1/whoami'))).text)).toMatchObject({ kind: 'guest' });
  });

  it('makes one user of two first sign-ins at the same moment', async () => {
    accounts([{ sub: 'test|new', email: 'new@example.org', password: 'p', roles: [] }]);
    const callbacks = await Promise.all(
      [httpBrowser(), httpBrowser(), httpBrowser()].map(async (browser) => ({
        browser,
        url: await callbackOf(browser, 'new@example.org', { password: 'p', start: shop('/auth/login') }),
      })),
    );
    const pages = await Promise.all(callbacks.map(({ browser, url }) => browser.open(url)));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await UserModel.countDocuments({ subject: 'test|new' })).toBe(1);
  });

  it('links an invitation only by an address that the provider has verified', async () => {
    await createUser(admin, { email: 'invited@example.org', roles: ['support'] });
    accounts([
      { sub: 'test|mallory', email: 'invited@example.org', password: 'm', emailVerified: false, roles: [] },
      { sub: 'test|ina', email: 'Invited@Example.org ', password: 'i', roles: [] },
    ]);
    const refused = await signIn(httpBrowser(), panel('/admin/whoami'), 'invited@example.org', 'm');
    expect(refused.status).toBe(403);
    accounts([{ sub: 'test|ina', email: 'Invited@example.org', password: 'i', roles: [] }]);
    const page = await signIn(httpBrowser(), panel('/admin/whoami'), 'invited@example.org', 'i');
    expect(JSON.parse(page.text)).toMatchObject({ roles: ['support'] });
  });
});

describe('where the shop asks staff for a second factor', () => {
  it('a member of staff who came in by the shop with the password alone is a shopper there, and staff once they have stepped up', async () => {
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null, staffProveTwice: true });
    const browser = httpBrowser();
    const page = await signIn(browser, shop('/auth/login?returnTo=/api/v1/whoami'), 'admin@counterfoil.test');
    expect(JSON.parse(page.text)).toMatchObject({ name: 'Ada Marsh', roles: ['shopper'] });
    const step = await browser.open(shop('/auth/step-up?returnTo=/api/v1/whoami'));
    expect(JSON.parse((await browser.submit(step, {})).text)).toMatchObject({ roles: ['admin'] });
    const shopper = await signIn(
      httpBrowser(),
      shop('/auth/login?returnTo=/api/v1/whoami'),
      'shopper@counterfoil.test',
    );
    expect(JSON.parse(shopper.text)).toMatchObject({ roles: ['shopper'] });
  });

  it('a session with the password alone is sent to step up, comes back, and is fresh then', async () => {
    const browser = await signedIn();
    const step = await browser.open(panel('/admin/strict'));
    expect(firstForm(step).values).toHaveProperty('code');
    const page = await browser.submit(step, {});
    expect(page.url.pathname).toBe('/admin/strict');
    expect(JSON.parse(page.text)).toMatchObject({ signedIn: { secondFactor: true } });
    const program = await fetch(panel('/admin/strict'), {
      headers: { accept: 'application/json', cookie: `cf_panel=${(await signedIn('inventory')).cookie('cf_panel')}` },
    });
    expect(await program.json()).toMatchObject({ code: 'second_factor_required' });
  });
});

describe('when the identity provider is down', () => {
  it('a new sign-in says so, on record, and whoever is signed in stays so', async () => {
    const browser = await signedIn();
    const port = await freePort();
    const cut = serverWithSignIn({ ...config(), OIDC_ISSUER: `http://localhost:${await freePort()}` });
    await listen(createServer(cut), port);
    const page = await httpBrowser().open(`http://localhost:${port}/admin/whoami`);
    expect(page.status).toBe(503);
    expect(page.text).toContain('Sign-in is down right now');
    expect(await AuditLog.findOne({ cause: 'provider_unreachable' }).lean()).toMatchObject({ outcome: 'failed' });
    const cookie = `cf_panel=${browser.cookie('cf_panel')}`;
    expect((await fetch(`http://localhost:${port}/admin/whoami`, { headers: { cookie } })).status).toBe(200);
    const out = await fetch(`http://localhost:${port}/admin/auth/logout`, { headers: { cookie }, redirect: 'manual' });
    expect(out.headers.get('location')).toBe(panel('/admin/auth/signed-out'));
    expect(await statusWith(browser.cookie('cf_panel') ?? '')).toBe(401);
  });
});
