import { join } from 'node:path';
import { planFrom, productEnvironment } from '../../server/cli/start/environment.ts';
import { startProduct } from '../../server/cli/start/product.ts';
import { startChild } from '../../server/embedded/child.ts';
import { OBJECT_STORE_PORTS } from '../../server/embedded/object-store-ports.ts';
import { freePortBlock } from '../../server/embedded/ports.ts';
import { keptSecrets } from '../../server/embedded/secrets.ts';
import { httpBrowser } from '../../server/testing/http-browser.ts';
import type { BenchPlace } from './database.ts';

const DEMO_PASSWORD = 'counterfoil-demo';

export type BenchServer = {
  url: string;
  /** The process of the first instance. */
  pid: number;
  /** Where each of the instances answers; the first is `url`. */
  urls: string[];
  /** What the storefront shows on its hop. */
  hopSecret: string;
  /** Signs in to the panel as a browser does; answers the headers with which its pages ask. */
  signIn: (login: string) => Promise<Record<string, string>>;
};

/**
 * Starts the server as `npm start` does, with object store and identity provider, on this bench's database and on ports of its own; and
 * beside it as many more instances of it as are asked for.
 */
export async function startBenchServer(
  { crew, folder, uri }: BenchPlace,
  { instances = 1 }: { instances?: number } = {},
): Promise<BenchServer> {
  const first = await freePortBlock(OBJECT_STORE_PORTS + 3);
  const [server, identityProvider, storefront] = [first, first + 1, first + 2];
  // What is set outside must not lead a measurement to real data.
  const { PATH, HOME, NODE_OPTIONS } = process.env;
  const settings: NodeJS.ProcessEnv = {
    PATH,
    HOME,
    ...(NODE_OPTIONS ? { NODE_OPTIONS } : {}),
    PORT: String(server),
    IDP_PORT: String(identityProvider),
    STOREFRONT_PORT: String(storefront),
    S3_PORT: String(first + 3),
    MONGODB_URI: uri('counterfoil'),
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    // A measurement is not to be a measurement of the limits.
    CALLS_PER_MINUTE: '10000000',
  };
  const plan = planFrom(settings);
  const secrets = keptSecrets(folder);
  const env = productEnvironment(settings, plan, secrets);
  let pid = 0;
  const watched: typeof crew.join = (child) => {
    if (child.name === 'the server') pid = child.pid;
    crew.join(child);
  };
  await startProduct({ plan, env, secrets, crew: { ...crew, join: watched }, empty: true, withoutStorefront: true });
  const url = `http://localhost:${server}`;
  const others = await freePortBlock(Math.max(instances - 1, 1));
  const ports = Array.from({ length: instances - 1 }, (_, n) => others + n);
  await Promise.all(
    ports.map((port) =>
      startChild({
        name: `the server on ${port}`,
        command: process.execPath,
        args: [join(import.meta.dirname, '../../server/main.ts')],
        env: { ...env, PORT: String(port) },
        logFile: join(folder, 'logs', `server-${port}.log`),
        ready: async () => (await fetch(`http://localhost:${port}/readyz`)).ok,
        readyWithinMs: 60_000,
        onLaunch: crew.join,
      }),
    ),
  );
  return {
    url,
    pid,
    urls: [url, ...ports.map((port) => `http://localhost:${port}`)],
    hopSecret: secrets.HOP_SECRET,
    signIn: (login) => signIn(url, login),
  };
}

async function signIn(url: string, login: string): Promise<Record<string, string>> {
  const browser = httpBrowser();
  const form = await browser.open(`${url}/admin`);
  const page = await browser.submit(form, { login, password: DEMO_PASSWORD });
  if (page.status !== 200 || page.url.pathname !== '/admin') throw new Error(`no sign-in: ${page.status} ${page.url}`);
  return {
    cookie: browser.cookies(),
    'sec-fetch-site': 'same-origin',
    'x-counterfoil': 'panel',
    accept: 'application/json',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  };
}
