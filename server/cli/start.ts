import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newCrew } from '../embedded/crew.ts';
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import { keptSecrets } from '../embedded/secrets.ts';
import { say } from './progress.cjs';
import { claim, requireFreePorts, requireSpace } from './start/checks.ts';
import { type Plan, planFrom, productEnvironment } from './start/environment.ts';
import { helpText, readFlags, type StartFlags } from './start/flags.ts';
import { followLog } from './start/logs.ts';
import { inProject } from './start/root.ts';
import { stopOnSignals } from './start/signals.ts';
import { tour } from './start/tour.ts';

/** What --reset deletes; fetched parts stay. */
const DATA = [
  'mongo',
  'objects',
  'identity',
  'logs',
  'without-shop',
  'secrets.json',
  'audit-log.token',
  'audit-signing.key',
];

async function start(flags: StartFlags): Promise<void> {
  process.chdir(inProject());
  if (existsSync('.env')) process.loadEnvFile('.env');
  const crew = newCrew();
  let release = (): void => {};
  const end = stopOnSignals(async () => {
    await crew.stop();
    release();
  });
  try {
    const plan = planFrom(process.env);
    release = claim(plan);
    await requireFreePorts(plan);
    if (flags.reset) reset(plan);
    requireSpace(plan);
    const empty = isEmpty(plan, flags);
    if (plan.production) await requireSettings(process.env);
    const secrets = keptSecrets(plan.dataDir);
    const env = productEnvironment(process.env, plan, secrets);
    await requireSettings(env);
    // Not before the checks: what it needs takes a moment to load.
    const { startProduct } = await import('./start/product.ts');
    await startProduct({ plan, env, secrets, crew, dev: flags.dev, empty: empty || plan.production });
    crew.watch((child, exit) => end(`${child.obituary(exit)} Everything else was stopped; start again.`));
    say(tour({ plan, env, empty }));
    if (flags.dev) for (const name of ['server', 'storefront']) followLog(name, join(plan.logDir, `${name}.log`));
  } catch (error) {
    end(sentenceOf(error));
  }
}

function reset(plan: Plan): void {
  if (plan.replaced.database || plan.replaced.objectStore) {
    throw new SetupProblem(
      '--reset deletes the data of embedded parts only, and MONGODB_URI or S3_… name parts of your own: empty those yourself, or start without these settings.',
    );
  }
  for (const name of DATA) rmSync(join(plan.dataDir, name), { recursive: true, force: true });
  say('✓ Data of the last runs deleted');
}

/** Without the demo shop once, without it until --reset: it is not to turn up among somebody's own data. */
function isEmpty(plan: Plan, flags: StartFlags): boolean {
  const marker = join(plan.dataDir, 'without-shop');
  if (flags.empty) writeFileSync(marker, '');
  return existsSync(marker);
}

/** All faults of the settings at once, before anything is started with them. */
async function requireSettings(env: NodeJS.ProcessEnv): Promise<void> {
  const { ConfigError, loadConfig } = await import('../platform/config.ts');
  try {
    loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const production = env.NODE_ENV === 'production' ? 'NODE_ENV=production starts no embedded parts. ' : '';
    throw new SetupProblem(`${production}${error.message}`);
  }
}

try {
  const flags = readFlags(process.argv.slice(2));
  if (flags.help) say(helpText());
  else await start(flags);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
