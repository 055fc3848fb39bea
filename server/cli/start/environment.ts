import { join, resolve } from 'node:path';
import { OBJECT_STORE_PORTS } from '../../embedded/object-store-ports.ts';
import { SetupProblem } from '../../embedded/problem.ts';
import { type Replaced, replacedParts } from '../../embedded/replaced.ts';
import type { Secrets } from '../../embedded/secrets.ts';

type Ports = {
  server: number;
  storefront: number;
  identityProvider: number;
  database: number;
  objectStore: number;
};

/** What is going to run, and where. */
export type Plan = { ports: Ports; replaced: Replaced; dataDir: string; logDir: string; production: boolean };

/** Reads from the environment what is started and on which ports. Throws a sentence about a port that is none. */
export function planFrom(env: NodeJS.ProcessEnv): Plan {
  const dataDir = resolve(env.DATA_DIR || '.data');
  return {
    ports: {
      server: port(env, 'PORT', 4000),
      storefront: port(env, 'STOREFRONT_PORT', 3000),
      identityProvider: port(env, 'IDP_PORT', 4100),
      database: port(env, 'MONGODB_PORT', 4127),
      objectStore: port(env, 'S3_PORT', 4130),
    },
    replaced: replacedParts(env),
    dataDir,
    logDir: join(dataDir, 'logs'),
    production: env.NODE_ENV === 'production',
  };
}

/** Each port that the plan needs, with what it is for and the variable that moves it. */
export function neededPorts({ ports, replaced }: Plan): { port: number; use: string; variable: string }[] {
  const needed = [
    { port: ports.storefront, use: 'the storefront', variable: 'STOREFRONT_PORT' },
    { port: ports.server, use: 'the server', variable: 'PORT' },
  ];
  if (!replaced.identityProvider) {
    needed.push({ port: ports.identityProvider, use: 'the identity provider', variable: 'IDP_PORT' });
  }
  if (!replaced.database) needed.push({ port: ports.database, use: 'the database', variable: 'MONGODB_PORT' });
  if (!replaced.objectStore) {
    for (let index = 0; index < OBJECT_STORE_PORTS; index += 1) {
      needed.push({ port: ports.objectStore + index, use: 'the object store', variable: 'S3_PORT' });
    }
  }
  return needed;
}

/** The settings that server and storefront are started with: the person's own first, the embedded parts for what is not set. */
export function productEnvironment(env: NodeJS.ProcessEnv, plan: Plan, secrets: Secrets): NodeJS.ProcessEnv {
  const { ports, replaced } = plan;
  const server = `http://localhost:${ports.server}`;
  const storefront = `http://localhost:${ports.storefront}`;
  const defaults: NodeJS.ProcessEnv = {
    NODE_ENV: 'development',
    PORT: String(ports.server),
    PUBLIC_URL: server,
    STOREFRONT_URL: storefront,
    SESSION_SECRET: secrets.SESSION_SECRET,
    HOP_SECRET: secrets.HOP_SECRET,
    AUDIT_LOG_TOKEN: secrets.AUDIT_LOG_TOKEN,
    API_URL: server,
    SHOP_URL: env.STOREFRONT_URL || storefront,
    NEXT_TELEMETRY_DISABLED: '1',
    ...(replaced.database ? {} : { MONGODB_URI: `mongodb://127.0.0.1:${ports.database}/counterfoil?replicaSet=rs0` }),
    ...(replaced.objectStore ? {} : embeddedStore(ports.objectStore, secrets)),
    ...(replaced.identityProvider ? {} : embeddedProvider(ports.identityProvider, secrets)),
  };
  const own = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  return { ...defaults, ...own, DATA_DIR: plan.dataDir };
}

function embeddedStore(port: number, secrets: Secrets): NodeJS.ProcessEnv {
  return {
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_BUCKET: 'counterfoil',
    S3_ACCESS_KEY_ID: secrets.S3_ACCESS_KEY_ID,
    S3_SECRET_ACCESS_KEY: secrets.S3_SECRET_ACCESS_KEY,
    S3_FORCE_PATH_STYLE: 'true',
    AUDIT_COPIES_BUCKET: 'counterfoil-checkpoints',
  };
}

function embeddedProvider(port: number, secrets: Secrets): NodeJS.ProcessEnv {
  return {
    OIDC_ISSUER: `http://localhost:${port}`,
    OIDC_PANEL_CLIENT_ID: 'counterfoil-panel',
    OIDC_PANEL_CLIENT_SECRET: secrets.OIDC_PANEL_CLIENT_SECRET,
    OIDC_SHOP_CLIENT_ID: 'counterfoil-shop',
    OIDC_SHOP_CLIENT_SECRET: secrets.OIDC_SHOP_CLIENT_SECRET,
    IDENTITY_EVENTS_TOKEN: secrets.IDENTITY_EVENTS_TOKEN,
  };
}

function port(env: NodeJS.ProcessEnv, variable: string, fallback: number): number {
  const text = env[variable];
  if (!text) return fallback;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new SetupProblem(`${variable} is "${text}", which is no port: set it to a number from 1 to 65535.`);
}
