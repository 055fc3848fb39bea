/** Ports of their own, so that the browser tests run beside a product that somebody is using. */
const base = Number(process.env.E2E_PORT || 6200);

export const ports = {
  server: base,
  storefront: base + 1,
  identityProvider: base + 2,
  database: base + 3,
  /** Answers once everything is there, the goods that the tests ask for included. */
  ready: base + 4,
  /** The first of ten. */
  objectStore: base + 10,
};

export const places = {
  office: `http://localhost:${ports.server}`,
  shop: `http://localhost:${ports.storefront}`,
  identityProvider: `http://localhost:${ports.identityProvider}`,
  ready: `http://localhost:${ports.ready}/`,
};

/** Where the product under test keeps its data and logs. */
export const dataDir = '.data/e2e';
