import { request } from 'node:http';

/** A page as the test browser got it, after all redirects. */
export type Page = { status: number; url: URL; text: string; headers: Headers; redirects: URL[] };

type Cookie = { name: string; value: string; host: string; path: string };
type Ask = { method?: string; body?: URLSearchParams | undefined; headers?: Record<string, string> };

const MOST_REDIRECTS = 20;

/** A browser without scripts for tests: cookies by host (ports share them, as in real ones), redirects, forms. */
export function httpBrowser() {
  let jar: Cookie[] = [];

  function keepCookies(url: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const attribute = (name: string) =>
        attributes.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
      const cookie: Cookie = {
        name: pair.slice(0, pair.indexOf('=')),
        value: pair.slice(pair.indexOf('=') + 1),
        host: url.hostname,
        path: attribute('path') ?? '/',
      };
      jar = jar.filter((c) => c.name !== cookie.name || c.host !== cookie.host || c.path !== cookie.path);
      const expires = attribute('expires');
      const over = attribute('max-age') === '0' || (expires !== undefined && new Date(expires) <= new Date());
      if (!over && cookie.value !== '') jar.push(cookie);
    }
  }

  const cookieHeader = (url: URL) =>
    jar
      .filter((c) => c.host === url.hostname && url.pathname.startsWith(c.path))
      .map((c) => `${c.name}=${c.value}`)
      .join('; ');

  /** One request, no redirect followed. */
  async function once(url: URL, ask: Ask = {}): Promise<Response> {
    const headers = new Headers(ask.headers);
    const cookies = cookieHeader(url);
    if (cookies && !headers.has('cookie')) headers.set('cookie', cookies);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    if (!headers.has('sec-fetch-mode')) headers.set('sec-fetch-mode', 'navigate');
    const response = await send(url, ask.method ?? 'GET', headers, ask.body);
    keepCookies(url, response.headers);
    return response;
  }

  async function open(address: string | URL, ask: Ask = {}): Promise<Page> {
    let url = new URL(address);
    let response = await once(url, ask);
    const redirects: URL[] = [];
    while (response.status >= 300 && response.status < 400) {
      if (redirects.length > MOST_REDIRECTS) throw new Error(`Redirects go on and on: ${redirects.join(' → ')}`);
      url = new URL(response.headers.get('location') ?? '', url);
      redirects.push(url);
      response = await once(url);
    }
    return { status: response.status, url, text: await response.text(), headers: response.headers, redirects };
  }

  /** Sends the page's first form with its own values and these. */
  function submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const { action, values } = firstForm(page);
    const body = new URLSearchParams({ ...values, ...fields });
    return open(action, {
      method: 'POST',
      body,
      headers: { origin: page.url.origin, 'sec-fetch-site': 'same-origin' },
    });
  }

  return {
    open,
    once,
    submit,
    cookie: (name: string) => jar.find((c) => c.name === name)?.value,
    cookies: () => jar.map((c) => `${c.name}=${c.value}`).join('; '),
    setCookie: (name: string, value: string, host = 'localhost') => {
      jar = [...jar.filter((c) => c.name !== name), { name, value, host, path: '/' }];
    },
    forget: () => {
      jar = [];
    },
  };
}

/** By node:http, since fetch says of itself that it is no navigation. */
function send(url: URL, method: string, headers: Headers, body?: URLSearchParams): Promise<Response> {
  const text = body?.toString();
  if (text !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded');
  return new Promise((done, failed) => {
    const options = { method, headers: Object.fromEntries(headers), agent: false };
    const asked = request(url, options, async (answer) => {
      const received = new Headers();
      for (const [name, values] of Object.entries(answer.headersDistinct)) {
        for (const value of values ?? []) received.append(name, value);
      }
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const status = answer.statusCode ?? 0;
      const content = status === 204 || status === 304 ? null : Buffer.concat(chunks);
      done(new Response(content, { status, headers: received }));
    });
    asked.on('error', failed);
    asked.end(text);
  });
}

export type HttpBrowser = ReturnType<typeof httpBrowser>;

/** Where a page's first form leads, and what its fields hold. */
export function firstForm(page: Page): { action: URL; values: Record<string, string> } {
  const form = /<form\b[^>]*>/.exec(page.text)?.[0];
  if (!form) throw new Error(`No form on ${page.url} (${page.status}): ${page.text.slice(0, 400)}`);
  const inputs = page.text.match(/<input\b[^>]*>/g) ?? [];
  const values = Object.fromEntries(inputs.map((input) => [attributeOf(input, 'name'), attributeOf(input, 'value')]));
  return { action: new URL(attributeOf(form, 'action'), page.url), values };
}

const attributeOf = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');
