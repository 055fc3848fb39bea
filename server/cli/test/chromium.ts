import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SetupProblem } from '../../embedded/problem.ts';
import { step } from '../progress.cjs';
import { run, tool } from './run.ts';

/** Chromium without a window's frame, as Playwright brings it too: it draws the pages alone and so takes half the processor's time. */
const SHELLS = ['/usr/bin/chromium-headless-shell'];

const WHOLE = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nobody waits long for a network that is not there. */
const PATIENCE = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=20'];

/**
 * The browser that the tests drive: the one asked for, else a shell that is there or can be brought by apt-get, else the machine's own, else
 * Playwright's. Throws one sentence where none can be had.
 */
export async function bringChromium(): Promise<string> {
  const present = presentShell();
  if (present) return present;
  const whole = presentChromium();
  if (whole && !aptIsOurs()) return whole;
  const shown = step('Fetching Chromium');
  try {
    const reason = (await byApt()) ?? (await byPlaywright());
    const brought = presentChromium();
    if (!brought) throw missing(reason ?? 'it was installed, but not found where it belongs');
    shown.done('Chromium');
    return brought;
  } finally {
    shown.fail();
  }
}

function presentShell(): string | undefined {
  const own = process.env.CHROME_PATH;
  if (own && !existsSync(own))
    throw new SetupProblem(`CHROME_PATH is ${own}, where there is nothing: set it to a Chromium, or unset it.`);
  return own || SHELLS.find(existsSync);
}

function presentChromium(): string | undefined {
  return presentShell() ?? [...WHOLE, playwrightsOwn()].find(existsSync);
}

function playwrightsOwn(): string {
  const playwright = createRequire(import.meta.url)('@playwright/test') as { chromium: { executablePath(): string } };
  return playwright.chromium.executablePath();
}

const aptIsOurs = (): boolean =>
  process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && existsSync('/etc/debian_version');

/** On Debian as root; says why not where that fails, and nothing where it is no way at all. */
async function byApt(): Promise<string | null> {
  if (!aptIsOurs()) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const commands = [
    ['update'],
    ['install', '-y', '--no-remove', '--no-install-recommends', 'chromium-headless-shell', 'fonts-liberation'],
  ];
  for (const args of commands) {
    const { code, output } = await run('apt-get', [...PATIENCE, ...args], { env });
    if (code !== 0) return lastLine(output);
  }
  return null;
}

async function byPlaywright(): Promise<string | null> {
  if (presentChromium()) return null;
  const { code, output } = await run(tool('playwright'), ['install', 'chromium']);
  return code === 0 ? null : lastLine(output);
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() ?? '';
}

function missing(reason: string): SetupProblem {
  return new SetupProblem(
    `Chromium, which the browser tests need, could not be installed (${reason}): install it yourself (Debian: "apt-get install chromium") or set CHROME_PATH, and run the tests again.`,
  );
}
