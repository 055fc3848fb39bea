import { z } from 'zod';

const url = (example: string) =>
  z.string({ error: `is missing; set it to an address such as ${example}` }).refine((text) => URL.canParse(text), {
    error: `is not an address such as ${example}`,
  });
const text = (what: string) =>
  z.string({ error: `is missing; set it to ${what}` }).min(1, `is empty; set it to ${what}`);
const secret = (what: string) =>
  text(what).refine((value) => value.length >= 16, { error: `is too short for ${what}: at least 16 characters` });
const number = (fallback: number) =>
  z.coerce.number({ error: 'is not a number' }).int().min(0).max(1_000_000_000).default(fallback);
const flag = (fallback: 'true' | 'false') =>
  z
    .enum(['true', 'false'], { error: 'is neither true nor false' })
    .default(fallback)
    .transform((value) => value === 'true');

/** Every setting of the server: its name in the environment, its form, and what it is for. `.env.example` lists the same. */
const environment = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'is none of development, test, production' })
    .default('development'),
  PORT: number(4000),
  /** The server's own address as browsers see it. */
  PUBLIC_URL: url('https://office.example.com').default('http://localhost:4000'),
  /** The storefront's address: the origin of the shop's sign-in. */
  STOREFRONT_URL: url('https://shop.example.com').default('http://localhost:3000'),
  MONGODB_URI: text('the address of a MongoDB replica set, mongodb://… or mongodb+srv://…'),
  S3_ENDPOINT: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().default('counterfoil'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: flag('false'),
  /** Where browsers fetch pictures, such as a CloudFront distribution; the server itself where it is not set. */
  IMAGE_BASE_URL: url('https://images.example.com').optional(),
  OIDC_ISSUER: url('https://your-tenant.eu.auth0.com'),
  OIDC_PANEL_CLIENT_ID: z.string().default('counterfoil-panel'),
  OIDC_PANEL_CLIENT_SECRET: secret('the panel client’s secret'),
  OIDC_SHOP_CLIENT_ID: z.string().default('counterfoil-shop'),
  OIDC_SHOP_CLIENT_SECRET: secret('the shop client’s secret'),
  /** What people call the identity provider, such as Auth0: where roles are managed elsewhere, the panel names it. */
  OIDC_PROVIDER_NAME: z.string().default('the identity provider'),
  /** For whom access tokens must be meant that the API takes. */
  OIDC_API_AUDIENCE: z.string().default('counterfoil-api'),
  /** The claim in which access tokens say by which means their person signed in, where the provider can't use the name `amr`. */
  OIDC_AMR_CLAIM: z.string().default('https://counterfoil/amr'),
  /** The claim of the ID token that lists roles. */
  OIDC_ROLES_CLAIM: z.string().default('https://counterfoil/roles'),
  /** What the provider sends with the failed sign-ins it reports; without it none are taken in. */
  IDENTITY_EVENTS_TOKEN: secret('the text that the provider’s log stream sends as Authorization').optional(),
  ROLES_FROM: z.enum(['claim', 'panel'], { error: 'is neither claim nor panel' }).default('panel'),
  SESSION_SECRET: secret('a random text that signs session cookies'),
  SESSION_IDLE_MINUTES: number(60),
  SESSION_ABSOLUTE_HOURS: number(12),
  /** Shared with the storefront: marks its calls, so that shoppers keep their own address in limits and trail. */
  HOP_SECRET: secret('a random text that the storefront has too'),
  AUDIT_LOG_TOKEN: secret('a random text that log readers send as bearer token').optional(),
  AUDIT_SIGNING_KEY: z.string().optional(),
  /** Where copies of the log's checkpoints are kept: best a bucket with Object Lock that the database's owner can't empty. */
  AUDIT_COPIES_BUCKET: z.string().optional(),
  /** How long Object Lock keeps each copy, where the bucket has it. */
  AUDIT_COPIES_LOCK_DAYS: number(2_557),
  /** How many proxies stand in front of the server (a load balancer counts as one). */
  TRUST_PROXY: number(0),
  /** Calls a minute that one caller has of the panel, the API and by token, a tenth of them at once; five times as many of files. */
  CALLS_PER_MINUTE: number(1_200).refine((calls) => calls > 0, { error: 'would let nobody in' }),
  /** The mail server; without it mails are kept in the panel and go nowhere. */
  SMTP_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol), {
      error: 'is not a mail server such as smtps://user:password@mail.example.com',
    })
    .optional(),
  /** What the test card signs its call-backs with; made from SESSION_SECRET where it is not set. */
  CARD_TEST_SECRET: secret('a random text that the test card signs with').optional(),
  SHOP_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is not a currency code such as GBP')
    .default('GBP'),
  TIME_ZONE: z.string().default('Europe/London'),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Config = z.infer<typeof environment> & { production: boolean };

/** The settings cannot be used; the message lists every fault with the way to mend it. */
export class ConfigError extends Error {
  constructor(faults: string[]) {
    super(`These settings need another value:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the settings once, at the start. Throws ConfigError with all faults at once. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  // An empty variable is how shells and compose files say "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  faults.push(...contradictions(set, parsed.success ? parsed.data : undefined));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return { ...parsed.data, production: parsed.data.NODE_ENV === 'production' };
}

function contradictions(
  set: Record<string, string | undefined>,
  config: z.infer<typeof environment> | undefined,
): string[] {
  const faults: string[] = [];
  if (set['S3_ENDPOINT'] && !(set['S3_ACCESS_KEY_ID'] && set['S3_SECRET_ACCESS_KEY'])) {
    faults.push('S3_ENDPOINT is set without S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY; set these too');
  }
  if (Boolean(set['S3_ACCESS_KEY_ID']) !== Boolean(set['S3_SECRET_ACCESS_KEY'])) {
    faults.push(
      'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together; set both, or none to use the machine’s own role',
    );
  }
  if (config && new URL(config.PUBLIC_URL).origin === new URL(config.STOREFRONT_URL).origin) {
    faults.push('PUBLIC_URL and STOREFRONT_URL are the same origin; panel and shop need one each');
  }
  if (config?.NODE_ENV === 'production') {
    for (const name of [
      'S3_BUCKET',
      'OIDC_PANEL_CLIENT_ID',
      'OIDC_SHOP_CLIENT_ID',
      'PUBLIC_URL',
      'STOREFRONT_URL',
      'AUDIT_SIGNING_KEY',
      'AUDIT_LOG_TOKEN',
    ]) {
      if (!set[name]) faults.push(`${name} is missing; production starts with real parts only, so set it`);
    }
  }
  return faults;
}
