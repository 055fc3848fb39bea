import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JWK } from 'jose';

/** A further account of the provider; the demo accounts are always there. */
type TestAccount = {
  sub: string;
  email: string;
  password: string;
  emailVerified?: boolean;
  roles?: string[];
  givenName?: string;
  familyName?: string;
  code?: string;
};

export type TestIdentityProvider = {
  issuer: string;
  /** Replaces the further accounts, from the next sign-in on. */
  accounts: (list: TestAccount[]) => void;
  /** Its private keys: a test that forges tokens shows that nothing but what it changed is wrong with them. */
  keys: () => JWK[];
  stop: () => Promise<void>;
};

export const TEST_CLIENT_SECRETS = { panel: 'the-panel-client-in-tests', shop: 'the-shop-client-in-tests-' };

/** Starts the stand-in identity provider as the launcher does: a process of its own, on a free port, with data that go at the end. */
export async function startTestIdentityProvider(own: {
  serverUrl: string;
  storefrontUrl: string;
  eventsToken?: string;
}): Promise<TestIdentityProvider> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const directory = mkdtempSync(join(tmpdir(), 'counterfoil-idp-'));
  const accountsFile = join(directory, 'accounts.json');
  const accounts = (list: TestAccount[]) => writeFileSync(accountsFile, JSON.stringify(list));
  accounts([]);
  const child = spawn(process.execPath, [resolve('server/embedded/identity-provider.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      PORT: String(port),
      DATA_DIR: join(directory, 'state'),
      ACCOUNTS_FILE: accountsFile,
      SERVER_URL: own.serverUrl,
      STOREFRONT_URL: own.storefrontUrl,
      OIDC_PANEL_CLIENT_SECRET: TEST_CLIENT_SECRETS.panel,
      OIDC_SHOP_CLIENT_SECRET: TEST_CLIENT_SECRETS.shop,
      ...(own.eventsToken ? { IDENTITY_EVENTS_TOKEN: own.eventsToken } : {}),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await answers(child, `${issuer}/healthz`);
  return {
    issuer,
    accounts,
    keys: () => JSON.parse(readFileSync(join(directory, 'state/keys.json'), 'utf8')).jwks.keys,
    stop: async () => {
      await ended(child);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function answers(child: ChildProcess, address: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  // A busy machine may take its time.
  for (let tries = 0; tries < 1000; tries++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  await ended(child);
  throw new Error(`The identity provider did not start: ${said}`);
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return Promise.resolve();
  const exit = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  return exit;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
