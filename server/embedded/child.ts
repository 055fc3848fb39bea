import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardGroup, releaseGroup } from './guard.ts';
import { SetupProblem } from './problem.ts';
import { endGroup } from './process.ts';

export type ChildOptions = {
  /** As people know it: "the database", "the storefront". */
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  logFile: string;
  /** Asked until it says true; a throw counts as "not yet". */
  ready: () => Promise<boolean>;
  readyWithinMs?: number;
  /** Time between TERM and KILL. */
  graceMs?: number;
  /** What it is called when it ends unasked; tasks fail. */
  ending?: string;
  /** Told about the process at once, so that it can be stopped before it answers. */
  onLaunch?: OnLaunch;
};

export type OnLaunch = (child: Child) => void;

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type Child = {
  name: string;
  pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  exited: Promise<Exit>;
  /** One sentence about an end that nobody asked for. */
  obituary: (exit: Exit) => string;
  /** Ends it with everything it started; safe to call twice. */
  stop: () => Promise<void>;
};

/** Starts a program in a process group of its own, and returns when it answers. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { process: running, exited } = launch(options);
  const pid = running.pid;
  if (pid === undefined) {
    await exited;
    throw new SetupProblem(
      `${capital(options.name)} could not be started: ${options.command} was not found or may not be run.`,
    );
  }
  guardGroup(pid);
  let stopping: Promise<void> | null = null;
  const child: Child = {
    name: options.name,
    pid,
    exited,
    obituary: (exit) => obituary(options, exit),
    stop: () => {
      stopping ??= endGroup(pid, options.graceMs ?? 5000).then(() => releaseGroup(pid));
      return stopping;
    },
  };
  options.onLaunch?.(child);
  try {
    await untilReady(child, options);
    return child;
  } catch (error) {
    await child.stop();
    throw error;
  }
}

type TaskOptions = Omit<ChildOptions, 'ready' | 'readyWithinMs' | 'ending'>;

/** Runs a program that ends by itself, in a process group of its own; throws one sentence where it fails. */
export async function runTask(options: TaskOptions): Promise<void> {
  let ended: Exit | null = null;
  const watch = async (): Promise<boolean> => ended?.code === 0;
  const onLaunch = (child: Child): void => {
    void child.exited.then((exit) => {
      ended = exit;
    });
    options.onLaunch?.(child);
  };
  const forever = Number.POSITIVE_INFINITY;
  const child = await startChild({ ...options, onLaunch, ending: 'failed', ready: watch, readyWithinMs: forever });
  await child.stop();
}

function launch(options: ChildOptions): { process: ChildProcess; exited: Promise<Exit> } {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'w');
  // A group of its own: Ctrl-C reaches only the orchestrator, which then stops the children in order.
  const started = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise<Exit>((done) => {
    started.on('exit', (code, signal) => done({ code, signal }));
    started.on('error', () => done({ code: 127, signal: null }));
  });
  return { process: started, exited };
}

async function untilReady(child: Child, options: ChildOptions): Promise<void> {
  const { name, ready, readyWithinMs = 60_000, logFile } = options;
  let exit: Exit | null = null;
  void child.exited.then((end) => {
    exit = end;
  });
  const deadline = performance.now() + readyWithinMs;
  while (performance.now() < deadline) {
    if (await ready().catch(() => false)) return;
    if (exit) throw new SetupProblem(child.obituary(exit));
    await sleep(50);
  }
  throw new SetupProblem(
    `${capital(name)} did not answer within ${Math.round(readyWithinMs / 1000)} seconds${lastWords(logFile)}.`,
  );
}

function obituary({ name, logFile, ending = 'stopped by itself' }: ChildOptions, { code, signal }: Exit): string {
  return `${capital(name)} ${ending} (${signal ?? `exit code ${code}`})${lastWords(logFile)}.`;
}

/** What a log says last, as the end of a sentence, with known faults turned into what to do. */
function lastWords(logFile: string): string {
  const where = relative(process.cwd(), logFile);
  let text = '';
  try {
    text = readFileSync(logFile, 'utf8');
  } catch {
    return '';
  }
  if (/No space left on device|ENOSPC/.test(text)) return ' because the disk is full: free some space and start again';
  const library = /error while loading shared libraries: (\S+?):/.exec(text)?.[1];
  if (library)
    return ` because the system library ${library} is missing: install it (Debian: "apt-get install libcurl4 openssl")`;
  const lines = text.split('\n').filter((line) => line.trim());
  const telling = lines.findLast((line) => /error|fatal|cannot|failed/i.test(line)) ?? lines.at(-1);
  return telling ? `; its last words: ${shorten(telling)} (all of it in ${where})` : `; its log ${where} is empty`;
}

function shorten(line: string): string {
  const text = line.trim();
  return text.length > 240 ? `${text.slice(0, 237)}…` : text;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
