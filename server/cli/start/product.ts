import { join } from 'node:path';
import { runTask, startChild } from '../../embedded/child.ts';
import type { Crew } from '../../embedded/crew.ts';
import { mongodBinary, objectStoreBinary } from '../../embedded/fetch-parts.ts';
import { startDatabase } from '../../embedded/mongod.ts';
import { startObjectStore } from '../../embedded/object-store.ts';
import type { Secrets } from '../../embedded/secrets.ts';
import { step } from '../progress.cjs';
import type { Plan } from './environment.ts';
import { lastLineOf } from './logs.ts';
import { buildPanel } from './panel-build.ts';
import { inProject } from './root.ts';
import { buildStorefront, nextCommand } from './storefront-build.ts';

export type ProductOptions = {
  plan: Plan;
  /** What server and storefront are started with; see productEnvironment. */
  env: NodeJS.ProcessEnv;
  secrets: Secrets;
  crew: Crew;
  dev?: boolean;
  /** Without the demo shop's data. */
  empty?: boolean;
  /** For measurements of the server alone. */
  withoutStorefront?: boolean;
};

/** Starts everything the product consists of and returns when storefront and server answer; the crew stops it. */
export async function startProduct(options: ProductOptions): Promise<void> {
  const { plan, env, crew, dev = false, withoutStorefront = false } = options;
  await Promise.all([
    buildPanel(env, plan.logDir, crew.join),
    dev || withoutStorefront ? undefined : buildStorefront(env, plan.logDir, crew.join),
    startParts(options).then(() => (options.empty ? undefined : seed(options))),
  ]);
  crew.nextWave();
  const what = withoutStorefront ? 'Server' : 'Server and storefront';
  const shown = step(`Starting ${what.toLowerCase()}`);
  try {
    await Promise.all([startServer(options), withoutStorefront ? undefined : startStorefront(options)]);
    shown.done(`${what} ${withoutStorefront ? 'answers' : 'answer'}`);
  } finally {
    shown.fail();
  }
}

async function startParts({ plan, env, secrets, crew }: ProductOptions): Promise<void> {
  const { replaced, ports, dataDir, logDir } = plan;
  if (replaced.database && replaced.objectStore && replaced.identityProvider) return;
  const shown = step('Starting database, object store and identity provider');
  const common = { logDir, onLaunch: crew.join };
  const database = async (): Promise<void> => {
    const binary = await mongodBinary({ dataDir });
    await startDatabase({ ...common, binary, port: ports.database, dataDir: join(dataDir, 'mongo') });
  };
  const objectStore = async (): Promise<void> => {
    const binary = await objectStoreBinary({ dataDir });
    const keys = { accessKeyId: secrets.S3_ACCESS_KEY_ID, secretAccessKey: secrets.S3_SECRET_ACCESS_KEY };
    await startObjectStore({ ...common, ...keys, binary, port: ports.objectStore, dataDir: join(dataDir, 'objects') });
  };
  try {
    await Promise.all([
      replaced.database ? undefined : database(),
      replaced.objectStore ? undefined : objectStore(),
      replaced.identityProvider ? undefined : startIdentityProvider(plan, env, crew),
    ]);
    shown.done('Database, object store and identity provider');
  } finally {
    shown.fail();
  }
}

async function startIdentityProvider(plan: Plan, env: NodeJS.ProcessEnv, crew: Crew): Promise<void> {
  const port = plan.ports.identityProvider;
  await startChild({
    name: 'the identity provider',
    command: process.execPath,
    args: [inProject('server/embedded/identity-provider.ts')],
    env: {
      ...env,
      PORT: String(port),
      DATA_DIR: join(plan.dataDir, 'identity'),
      SERVER_URL: env.PUBLIC_URL,
      STOREFRONT_URL: env.STOREFRONT_URL,
    },
    logFile: join(plan.logDir, 'identity-provider.log'),
    ready: () => answers(`http://localhost:${port}/.well-known/openid-configuration`),
    onLaunch: crew.join,
  });
}

async function seed({ plan, env, crew }: ProductOptions): Promise<void> {
  const shown = step('Filling the demo shop');
  const logFile = join(plan.logDir, 'seeds.log');
  const watching = setInterval(() => shown.note(lastLineOf(logFile)), 500);
  try {
    await runTask({
      name: 'filling the demo shop',
      command: process.execPath,
      args: [inProject('seeds/run.ts')],
      env,
      logFile,
      onLaunch: crew.join,
    });
    shown.done('Demo shop');
  } finally {
    clearInterval(watching);
    shown.fail();
  }
}

/** Not `--watch` alone, which sees imported files only: the panel's components are not among them. */
const RELOADING = [
  `--watch-path=${inProject('server')}`,
  `--watch-path=${inProject('resources')}`,
  '--watch-preserve-output',
];

async function startServer({ plan, env, crew, dev }: ProductOptions): Promise<void> {
  await startChild({
    name: 'the server',
    command: process.execPath,
    args: [...(dev ? RELOADING : []), inProject('server/main.ts')],
    env,
    logFile: join(plan.logDir, 'server.log'),
    ready: () => answers(`http://localhost:${plan.ports.server}/readyz`),
    readyWithinMs: 120_000,
    graceMs: 15_000,
    onLaunch: crew.join,
  });
}

async function startStorefront({ plan, env, crew, dev }: ProductOptions): Promise<void> {
  const port = plan.ports.storefront;
  // "localhost" keeps it off the network, where the demo passwords are known to everybody.
  const words = [dev ? 'dev' : 'start', '-p', String(port), ...(plan.production ? [] : ['-H', 'localhost'])];
  await startChild({
    name: 'the storefront',
    ...nextCommand(...words),
    env: { ...env, NODE_ENV: dev ? 'development' : 'production', PORT: String(port) },
    logFile: join(plan.logDir, 'storefront.log'),
    ready: () => answers(`http://localhost:${port}/`),
    readyWithinMs: 120_000,
    onLaunch: crew.join,
  });
}

/** Whether an address answers with success; the storefront does so only once the server does. */
async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  await response.arrayBuffer();
  return response.ok;
}
