// npm run admin:grant -- EMAIL: makes someone an admin, on record; the way to the first one.
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import { configureIdentity, grantAdmin, personName } from '../modules/identity/index.ts';
import { isAppError } from '../shared/errors.ts';
import { systemContext } from '../shared/request-context.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'Usage: npm run admin:grant -- EMAIL';

async function run(email: string): Promise<void> {
  await withDatabase(async () => {
    configureIdentity({
      rolesFrom: process.env['ROLES_FROM'] === 'claim' ? 'claim' : 'panel',
      freshWithinSeconds: null,
    });
    const { user, invited } = await grantAdmin(systemContext('admin:grant'), { email });
    const then = invited ? ` from the first sign-in with ${email} on, once the identity provider has verified it` : '';
    process.stdout.write(`✓ ${personName(user)} is an admin${then}.\n`);
  });
}

const [email, ...surplus] = process.argv.slice(2);
try {
  if (!email || surplus.length > 0) throw new SetupProblem(USAGE);
  await run(email);
} catch (error) {
  if (!isAppError(error)) process.stderr.write(`${sentenceOf(error)}\n`);
  else process.stderr.write(`${[error.message, ...Object.values(error.fields ?? {})].join(' ')}\n`);
  process.exitCode = 1;
}
