import { describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { useDatabase } from '../../testing/harness.ts';
import { usePanel } from '../../testing/panel.ts';

/*
 * The page that carries the panel, and its assets: the faults of the stock shell and of the stock express plugin, one test each.
 */
useDatabase();
const panel = usePanel({
  config: {
    TIME_ZONE: 'Europe/London',
    SHOP_CURRENCY: 'GBP',
    production: false,
    IMAGE_BASE_URL: 'https://images.example.com/p',
  },
});

const stateOf = (html: string): Record<string, unknown> =>
  JSON.parse((/window\.REDUX_STATE = (.*);\n/.exec(html)?.[1] ?? '{}').replaceAll('\\u003c', '<'));

describe('the page', () => {
  test('a name that would end the script stays text', async () => {
    const name = '</script><script>alert(1)</script>\u2028\u2029';
    const { text } = await panel.get('/admin', { name }).expect(200);
    expect(text).not.toContain('<script>alert(1)');
    expect(text).not.toMatch(/[\u2028\u2029]/);
    expect(stateOf(text)['session']).toMatchObject({ name });
  });

  test('tells the browser of the signed-in person id, name, e-mail and roles, and nothing else', async () => {
    const { text } = await panel.get('/admin', { name: 'Ana', roles: ['support'] }).expect(200);
    const session = stateOf(text)['session'] as object;
    expect(Object.keys(session).sort()).toEqual(['email', 'id', 'name', 'roles']);
  });

  test('asks no foreign host for anything', async () => {
    const { text } = await panel.get('/admin/resources/products').expect(200);
    expect(text).not.toMatch(/(?:src|href)="https?:/);
  });

  test('runs scripts only with its nonce, and another page has another', async () => {
    const first = await panel.get('/admin').expect(200);
    const second = await panel.get('/admin').expect(200);
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce).not.toBe('');
    for (const script of first.text.match(/<script[^>]*>/g) ?? []) expect(script).toContain(`nonce="${nonce}"`);
    expect(second.text).not.toContain(nonce);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain('https://images.example.com');
    expect(policy).not.toContain('unsafe-eval');
  });

  test('an address that names nothing is 404, and lists nothing there is', async () => {
    for (const path of ['/admin/resources/nothing', '/admin/pages/nothing', '/admin/what/ever']) {
      await panel.get(path).expect(404);
    }
    const { status, text } = await panel.get('/admin/api/resources/nothing/actions/list');
    expect(status).toBe(404);
    expect(text).not.toContain('products');
  });

  test('is not kept by browsers or proxies', async () => {
    const { headers } = await panel.get('/admin').expect(200);
    expect(headers['cache-control']).toBe('private, no-store');
  });
});

describe('assets', () => {
  test('are kept for ever under their content’s name, and need no sign-in', async () => {
    const { text } = await panel.get('/admin').expect(200);
    const urls = [...text.matchAll(/(?:src|href)="(\/admin\/frontend[^"]+)"/g)].map((match) => match[1] as string);
    expect(urls).toHaveLength(6);
    for (const url of urls) {
      const { headers, status } = await supertest(panel.app()).get(url);
      expect([url, status]).toEqual([url, 200]);
      expect(headers['cache-control']).toContain('immutable');
      await supertest(panel.app()).get(url).set('if-none-match', String(headers['etag'])).expect(304);
    }
  });

  test('an old name is served, but not kept for ever', async () => {
    const { headers } = await supertest(panel.app()).get('/admin/frontend/assets/panel.css?v=old').expect(200);
    expect(headers['cache-control']).not.toContain('immutable');
  });

  test('travel compressed to browsers that take it', async () => {
    const { headers } = await supertest(panel.app())
      .get('/admin/frontend/assets/app.bundle.js')
      .set('accept-encoding', 'br');
    expect(headers['content-encoding']).toBe('br');
  });
});

describe('who may enter', () => {
  test('someone who is not signed in is sent to sign in, and comes back to where they wanted to go', async () => {
    const { headers } = await panel.get('/admin/resources/products', 'nobody').expect(302);
    expect(headers['location']).toBe('/admin/auth/login?returnTo=%2Fadmin%2Fresources%2Fproducts');
  });

  test('a session that has ended is told to the panel’s own pages in plain', async () => {
    const { body } = await panel.get('/admin/api/resources/products/actions/list', 'nobody').expect(401);
    expect(body.error.code).toBe('unauthenticated');
  });

  test('AdminJS’s own hooks are led to a path that answers a script, not to the identity provider', async () => {
    const { headers } = await supertest(panel.app()).get('/admin/api/resources/products/actions/list').expect(302);
    expect(headers['location']).toBe('/admin/login');
    await supertest(panel.app())
      .get('/admin/login')
      .set('accept', 'application/json')
      .set('sec-fetch-mode', 'cors')
      .expect(200);
    await supertest(panel.app())
      .get('/admin/login')
      .set('accept', 'text/html')
      .set('sec-fetch-mode', 'navigate')
      .expect(302);
  });

  test('a shopper is kept out, and the attempt is on record', async () => {
    const page = await panel.get('/admin', 'shopper').expect(403);
    expect(page.text).not.toContain('REDUX_STATE');
    expect(await panel.entriesOf(page)).toMatchObject([{ kind: 'refusal', cause: 'forbidden', action: 'panel.open' }]);
    const answer = await panel.get('/admin/api/dashboard', 'shopper').expect(403);
    expect(await panel.entriesOf(answer)).toHaveLength(1);
  });

  test('staff see in the navigation what they may list, and no more', async () => {
    const state = stateOf((await panel.get('/admin', 'inventory').expect(200)).text);
    const resources = state['resources'] as { id: string; href: string | null }[];
    const listed = resources.filter((resource) => resource.href).map((resource) => resource.id);
    expect(listed).toContain('products');
    expect(listed).not.toContain('auditLogs');
    expect(listed).not.toContain('staff');
  });

  test('a page that is not theirs is 403 and on record', async () => {
    const page = await panel.get('/admin/resources/auditLogs', 'inventory').expect(403);
    expect(await panel.entriesOf(page)).toMatchObject([
      { kind: 'refusal', cause: 'forbidden', entity: 'auditLogs', action: 'auditLogs.list' },
    ]);
  });
});
