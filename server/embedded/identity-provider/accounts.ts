import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const accountSchema = z.strictObject({
  sub: z.string().min(1),
  email: z.string().min(3),
  password: z.string().min(1),
  emailVerified: z.boolean().default(true),
  givenName: z.string().default(''),
  familyName: z.string().default(''),
  roles: z.array(z.string()).default([]),
  /** The second factor of this account; the form has it filled in for demo accounts. */
  code: z.string().default('246810'),
});

export type Account = z.infer<typeof accountSchema> & { demo: boolean };
/** Which application's sign-in page offers this demo account. */
export type Door = 'panel' | 'shop';

const DEMO_PASSWORD = 'counterfoil-demo';

const demo = (role: string, givenName: string, familyName: string): Account => ({
  sub: `embedded|${role}`,
  email: `${role}@counterfoil.test`,
  password: DEMO_PASSWORD,
  emailVerified: true,
  givenName,
  familyName,
  roles: [role],
  code: '246810',
  demo: true,
});

const DEMO_ACCOUNTS: readonly Account[] = [
  demo('admin', 'Ada', 'Marsh'),
  demo('inventory', 'Ivo', 'Stone'),
  demo('support', 'Suri', 'Blake'),
  demo('shopper', 'Sam', 'Field'),
];

/** The accounts that people can sign in with. Those of `file` are read again each time, so that tests can change them while it runs. */
export function accountBook(file: string | undefined) {
  const all = (): Account[] => {
    if (!file) return [...DEMO_ACCOUNTS];
    const extra = z.array(accountSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
    return [...DEMO_ACCOUNTS, ...extra.map((account) => ({ ...account, demo: false }))];
  };
  const byLogin = (login: string) => all().find(({ email }) => email.toLowerCase() === login.trim().toLowerCase());
  return {
    byLogin,
    bySub: (sub: string) => all().find((account) => account.sub === sub),
    demoFor: (door: Door) => DEMO_ACCOUNTS.filter(({ roles }) => roles.includes('shopper') === (door === 'shop')),
    /** The account that this login and password open, or null. */
    check(login: string, password: string): Account | null {
      const account = byLogin(login);
      const matches = sameText(password, account?.password ?? '');
      return account && matches ? account : null;
    },
    checkCode: (account: Account, code: string) => sameText(code.replace(/\s/g, ''), account.code),
  };
}

export type AccountBook = ReturnType<typeof accountBook>;

/** Compares without telling by its time how much of it was right. */
function sameText(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted)) && wanted !== '';
}
