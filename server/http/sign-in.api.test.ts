import { describe, expect, it } from '@jest/globals';
import { AuditLog } from '../modules/audit/admin.ts';
import { UserModel } from '../modules/identity/admin.ts';
import { activateUser, changeRoles, deactivateUser, endSessionsOf } from '../modules/identity/index.ts';
import { contextOf } from '../testing/harness.ts';
import { firstForm, httpBrowser } from '../testing/http-browser.ts';
import { useSignIn } from './sign-in/testing.ts';

const PASSWORD = 'counterfoil-demo';
const admin = contextOf('admin');
const { panel, shop, signIn, signedIn, callbackOf, statusWith, sessions, signIns } = useSignIn();

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
    const browser = await signedIn();
    const answer = await browser.once(new URL(panel('/admin/whoami')));
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('cf_panel='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
  });

  it('gives a new session id each time, also to the same person, and ends the old one', async () => {
    const browser = await signedIn();
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
    const browser = await signedIn();
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
    const browser = await signedIn('inventory');
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
    const browser = await signedIn('support');
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
    const browser = await signedIn();
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
    const browser = await signedIn();
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
    const [one, other] = [await signedIn(), await signedIn()];
    const user = await UserModel.findOne({ subject: 'embedded|admin' }).orFail();
    expect(await endSessionsOf(String(user._id))).toBeGreaterThanOrEqual(2);
    for (const browser of [one, other]) expect(await statusWith(browser.cookie('cf_panel'))).toBe(401);
  });

  it('is not read where its cookie was changed by a character, or belongs to the other door', async () => {
    const browser = await signedIn();
    const cookie = browser.cookie('cf_panel') ?? '';
    expect(await statusWith(cookie)).toBe(200);
    expect(await statusWith(`${cookie.slice(0, -2)}${cookie.endsWith('A') ? 'BB' : 'AA'}`)).toBe(401);
    expect(await statusWith(cookie.split('.')[0])).toBe(401);
    const asShopper = await fetch(shop('/api/v1/whoami'), { headers: { cookie: `cf_shop=${cookie}` } });
    expect(await asShopper.json()).toMatchObject({ kind: 'guest' });
    const inTheShop = await fetch(shop('/api/v1/whoami'), { headers: { cookie: `cf_panel=${cookie}` } });
    expect(await inTheShop.json()).toMatchObject({ kind: 'guest' });
  });

  it('ends when it was idle too long, and when it is too old however busy it was', async () => {
    for (const header of [{ uat: -61 * 60 }, { iat: -13 * 3600 }] as Record<string, number>[]) {
      const browser = await signedIn();
      const cookie = browser.cookie('cf_panel') ?? '';
      expect(await statusWith(cookie)).toBe(200);
      const [[name, shift] = ['uat', 0]] = Object.entries(header);
      await sessions().updateOne({ _id: cookie.split('.')[0] as never }, { $inc: { [`header.${name}`]: shift } });
      expect(await statusWith(cookie)).toBe(401);
    }
  });

  it('is not written by reads that follow each other', async () => {
    const browser = await signedIn();
    const _id = browser.cookie('cf_panel')?.split('.')[0] as never;
    await sessions().updateOne({ _id }, { $inc: { 'header.uat': -30 } });
    const before = await sessions().findOne({ _id });
    await browser.open(panel('/admin/whoami'));
    expect(await sessions().findOne({ _id })).toEqual(before);
    await sessions().updateOne({ _id }, { $inc: { 'header.uat': -60 } });
    await browser.open(panel('/admin/whoami'));
    expect((await sessions().findOne({ _id }))?.['header'].uat).toBeGreaterThanOrEqual(before?.['header'].uat + 30);
  });

  it('keeps no token that nobody needs', async () => {
    const browser = await signedIn();
    const session = await sessions().findOne({ _id: browser.cookie('cf_panel')?.split('.')[0] as never });
    expect(Object.keys(session?.['data']).sort()).toEqual(['id_token', 'sid', 'userId']);
  });

  it('asks for nothing of a program but answers it with a problem', async () => {
    const answer = await fetch(panel('/admin/whoami'), { headers: { accept: 'application/json' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
    expect(await AuditLog.countDocuments({ kind: 'refusal', cause: 'unauthenticated' })).toBe(1);
  });
});
