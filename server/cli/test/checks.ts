import { SetupProblem } from '../../embedded/problem.ts';
import { say, step } from '../progress.cjs';
import { run, tool } from './run.ts';
import { nothing, type Tally } from './tally.ts';

type Check = { name: string; title: string; command: [string, ...string[]] };

const COLOURS = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`;

const CHECKS: Check[] = [
  { name: 'lint', title: 'Formatter and linter', command: [tool('biome'), 'ci', '--error-on-warnings', COLOURS, '.'] },
  { name: 'types', title: 'Types of server, panel and tests', command: [tool('tsc'), '--noEmit'] },
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
  { name: 'dead-code', title: 'Dead code and unused packages', command: [tool('knip')] },
];

/** Runs the checks, or those named; each counts as one test. */
export async function runChecks(names: string[]): Promise<Tally> {
  const tally = nothing();
  for (const check of chosen(names)) {
    const shown = step(check.title);
    const [command, ...args] = check.command;
    const { code, output } = await run(command, args);
    if (code === 0) {
      tally.passed += 1;
      shown.done();
      continue;
    }
    shown.fail();
    tally.failed += 1;
    tally.again.push(`npm run check -- ${check.name}`);
    say(`✗ ${check.title}\n${output.trimEnd()}`);
  }
  return tally;
}

function chosen(names: string[]): Check[] {
  const unknown = names.find((name) => !CHECKS.some((check) => check.name === name));
  if (unknown) {
    const known = CHECKS.map((check) => check.name).join(', ');
    throw new SetupProblem(`There is no check named ${unknown}: there are ${known}.`);
  }
  return names.length > 0 ? CHECKS.filter((check) => names.includes(check.name)) : CHECKS;
}
