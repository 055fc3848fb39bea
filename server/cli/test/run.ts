import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const running = new Set<ChildProcess>();

type Ended = { code: number; output: string };

/** What of a program people see: all, what it writes to standard error, or nothing, which is then handed back. */
type Shown = 'all' | 'errors' | 'nothing';

const STDIO: Record<Shown, StdioOptions> = {
  all: 'inherit',
  errors: ['inherit', 'ignore', 'inherit'],
  nothing: ['ignore', 'pipe', 'pipe'],
};

/** Runs a program to its end. */
export function run(
  command: string,
  args: string[],
  { env = process.env, shown = 'nothing' }: { env?: NodeJS.ProcessEnv; shown?: Shown } = {},
): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(command, args, { env, stdio: STDIO[shown] });
    let output = '';
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const end = (code: number): void => {
      running.delete(child);
      done({ code, output });
    };
    child.on('error', (error) => {
      output = error.message;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Ends what is still running, and returns when it has ended: the runners stop what they started. */
export async function stopRunning(): Promise<void> {
  const ends = [...running].map((child) => new Promise((done) => child.once('close', done)));
  for (const child of running) child.kill('SIGTERM');
  await Promise.race([Promise.all(ends), sleep(20_000)]);
}

/** A program of an installed package. */
export const tool = (name: string): string => `node_modules/.bin/${name}`;
