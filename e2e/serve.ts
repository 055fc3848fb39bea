// Starts the whole product for the browser tests: embedded parts, demo shop, server and storefront, with data of its own that is new each time.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { planFrom, productEnvironment } from '../server/cli/start/environment.ts';
import { startProduct } from '../server/cli/start/product.ts';
import { stopOnSignals } from '../server/cli/start/signals.ts';
import { runTask } from '../server/embedded/child.ts';
import { newCrew } from '../server/embedded/crew.ts';
import { OBJECT_STORE_PORTS } from '../server/embedded/object-store-ports.ts';
import { portIsFree } from '../server/embedded/ports.ts';
import { SetupProblem, sentenceOf } from '../server/embedded/problem.ts';
import { keptSecrets } from '../server/embedded/secrets.ts';
import { dataDir, ports } from './support/places.ts';

/** Settings of the person at the keyboard that must not lead the tests to real data. */
const SETTINGS =
  /^(NODE_ENV|.*PORT|PUBLIC_URL|.*_URL|MONGODB_.*|S3_.*|OIDC_.*|AUDIT_.*|ROLES_FROM|.*_SECRET|SESSION_.*|TRUST_PROXY|SHOP_CURRENCY|TIME_ZONE|DATA_DIR)$/;

async function serve(): Promise<void> {
  const crew = newCrew();
  const end = stopOnSignals(crew.stop, { farewell: 'Stopping the product under test …' });
  try {
    await requireFreePorts();
    freshFolder();
    const settings = environment();
    const plan = planFrom(settings);
    const secrets = keptSecrets(plan.dataDir);
    const env = productEnvironment(settings, plan, secrets);
    await startProduct({ plan, env, secrets, crew, empty: Boolean(process.env.E2E_EMPTY) });
    await runTask({
      name: 'the goods of the browser tests',
      command: process.execPath,
      args: [resolve('e2e/stock-the-shelves.ts')],
      env,
      logFile: join(plan.logDir, 'goods.log'),
      onLaunch: crew.join,
    });
    crew.watch((child, exit) => end(child.obituary(exit)));
    createServer((_request, response) => response.end('ready')).listen(ports.ready, '127.0.0.1');
  } catch (error) {
    end(sentenceOf(error));
  }
}

/** What the tests need is decided here alone, whatever is set outside. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  return {
    ...Object.fromEntries(kept),
    PORT: String(ports.server),
    STOREFRONT_PORT: String(ports.storefront),
    IDP_PORT: String(ports.identityProvider),
    MONGODB_PORT: String(ports.database),
    S3_PORT: String(ports.objectStore),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  };
}

async function requireFreePorts(): Promise<void> {
  const { objectStore, ...single } = ports;
  const row = Array.from({ length: OBJECT_STORE_PORTS }, (_, index) => objectStore + index);
  for (const port of [...Object.values(single), ...row]) {
    if (await portIsFree(port)) continue;
    throw new SetupProblem(`Port ${port} is in use: stop what uses it, or choose other ports with E2E_PORT=7200.`);
  }
}

/** Each run begins with the same data (unless E2E_KEEP asks for that of the last one); the fetched parts are those of `npm start`. */
function freshFolder(): void {
  if (!process.env.E2E_KEEP) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  mkdirSync('.data/parts', { recursive: true });
  if (!existsSync(join(dataDir, 'parts'))) symlinkSync(resolve('.data/parts'), join(dataDir, 'parts'));
}

await serve();
