export type Settings = {
  /** Where the server answers, as seen from here. */
  apiUrl: string;
  /** Proves to the server that a request came through the storefront; empty: the server counts all shoppers as one. */
  hopSecret: string;
  /** The address shoppers type, without a slash at the end; canonical links are made from it. */
  shopUrl: string;
  /** Where pictures come from when not from here, e.g. a CDN; empty: this origin. */
  imageBaseUrl: string;
  /** How many reverse proxies stand in front and append to X-Forwarded-For. */
  trustedProxies: number;
  /** The shop's one currency; prices typed into forms are in it. */
  currency: string;
  /** Where the shop's days and hours are; pages name it beside a time. */
  timeZone: string;
  apiTimeoutMs: number;
};

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}".`);
  return Number(text);
}

function address(name: string, text: string): string {
  if (!URL.canParse(text))
    throw new Error(`${name} must be a full address such as https://shop.example, not "${text}".`);
  return withoutSlash(text);
}

/** Reads the environment anew on each call: one build serves several installations. Throws with the variable's name. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  return {
    apiUrl: address('API_URL', env.API_URL || 'http://localhost:4000'),
    hopSecret: env.HOP_SECRET ?? '',
    shopUrl: address('STOREFRONT_URL', env.STOREFRONT_URL || 'http://localhost:3000'),
    imageBaseUrl: env.IMAGE_BASE_URL ? address('IMAGE_BASE_URL', env.IMAGE_BASE_URL) : '',
    trustedProxies: wholeNumber('TRUST_PROXY', env.TRUST_PROXY, 0),
    currency: env.SHOP_CURRENCY || 'GBP',
    timeZone: env.TIME_ZONE || 'Europe/London',
    apiTimeoutMs: wholeNumber('API_TIMEOUT_MS', env.API_TIMEOUT_MS, 8000),
  };
}
