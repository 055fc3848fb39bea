import type { Plan } from './environment.ts';

const PASSWORD = 'counterfoil-demo';

/** The five steps that show a newcomer what this is; without the demo accounts where sign-in is somebody else's. */
export function tour({ plan, env, empty }: { plan: Plan; env: NodeJS.ProcessEnv; empty: boolean }): string {
  const server = env.PUBLIC_URL;
  const shop = env.STOREFRONT_URL;
  const as = (name: string): string =>
    plan.replaced.identityProvider
      ? `as a person with the role ${name}`
      : `as ${name}@counterfoil.test, password ${PASSWORD}`;
  const browse = empty ? 'the storefront, still without goods' : 'look for "lantern", open a product, note its price';
  return [
    '',
    `Counterfoil runs. Five steps to see what it does:`,
    '',
    `  1  ${shop}`,
    `     The shop: ${browse}.`,
    `  2  ${server}/admin`,
    `     The back office: sign in ${as('admin')};`,
    `     open Products, ${empty ? 'add a product' : 'edit that price'} and save: the shop shows it at once.`,
    `  3  ${server}/admin/resources/auditLogs`,
    `     The stub of that change: who, when, from where, before and after.`,
    `  4  ${server}/admin/auth/logout`,
    `     Sign in again ${as('support')} and try the same edit:`,
    `     it is refused, and the attempt is on record too.`,
    `  5  ${server}/api/v1/products?limit=3`,
    `     The public API, described in ${server}/api/openapi.json.`,
    '',
    `Ctrl-C stops everything and keeps the data; "npm start -- --help" says more.`,
    '',
  ].join('\n');
}
