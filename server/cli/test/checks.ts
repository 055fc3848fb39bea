import { SetupProblem } from '../../embedded/problem.ts';
import { say, step } from '../progress.cjs';
import { run, tool } from './run.ts';
import { nothing, sum, type Tally } from './tally.ts';

type Check = { name: string; title: string; command: [string, ...string[]] };

const COLOURS = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`;

const CHECKS: Check[] = [
  { name: 'lint', title: 'Formatter and linter', command: [tool('biome'), 'ci', '--error-on-warnings', COLOURS, '.'] },
  { name: 'types', title: 'Types of server, panel and tests', command: [tool('tsc'), '--noEmit'] },
  {
    name: 'types-components',
    title: 'Types of the panel’s components',
    command: [tool('tsc'), '--noEmit', '-p', 'resources/components'],
  },
  {
    name: 'types-storefront',
    title: 'Types of the storefront',
    command: [tool('tsc'), '--noEmit', '-p', 'storefront'],
  },
  {
    name: 'imports',
    title: 'Import rules',
    command: [tool('depcruise'), 'server', 'resources', 'seeds', 'storefront'],
  },
  {
    name: 'dependencies',
    title: 'Dependencies, as far as one can tell without the network',
    command: [process.execPath, 'server/cli/audit-deps.ts'],
  },
  { name: 'dead-code', title: 'Dead code and unused packages', command: [tool('knip')] },
];

/** Most of them keep one core busy, and two is what a small machine has. */
const AT_ONCE = 2;

/** Runs the checks, or those named; each counts as one test. */
export async function runChecks(names: string[]): Promise<Tally> {
  const waiting = chosen(names);
  const tallies: Tally[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) tallies.push(await runCheck(check));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sum(tallies);
}

async function runCheck({ name, title, command: [command, ...args] }: Check): Promise<Tally> {
  const shown = step(title);
  const { code, output } = await run(command, args);
  if (code === 0) {
    shown.done();
    return { ...nothing(), passed: 1 };
  }
  shown.fail();
  say(`✗ ${title}\n${output.trimEnd()}`);
  return { ...nothing(), failed: 1, again: [`npm run check -- ${name}`] };
}

function chosen(names: string[]): Check[] {
  const unknown = names.find((name) => !CHECKS.some((check) => check.name === name));
  if (unknown) {
    const known = CHECKS.map((check) => check.name).join(', ');
    throw new SetupProblem(`There is no check named ${unknown}: there are ${known}.`);
  }
  return CHECKS.filter((check) => names.length === 0 || names.includes(check.name));
}
