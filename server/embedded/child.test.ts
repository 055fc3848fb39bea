import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Child, type ChildOptions, startChild } from './child.ts';
import { portIsFree } from './ports.ts';
import { isAlive } from './process.ts';

let folder: string;
const started: Child[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-child-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
});

function shell(script: string, more: Partial<ChildOptions> = {}): Promise<Child> {
  const options = { name: 'the part', command: 'sh', args: ['-c', script], logFile: join(folder, 'part.log') };
  return startChild({
    ...options,
    ready: async () => readFileSync(options.logFile, 'utf8').includes('ready'),
    ...more,
  });
}

async function begin(script: string, more?: Partial<ChildOptions>): Promise<Child> {
  const child = await shell(script, more);
  started.push(child);
  return child;
}

/** The ids that a script wrote into its log as "child 123". */
function grandchild(): number {
  return Number(/child (\d+)/.exec(readFileSync(join(folder, 'part.log'), 'utf8'))?.[1]);
}

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isRunning(pid); tries += 1) await sleep(20);
  return !isRunning(pid);
}

/** A process that has ended but was not collected by its new parent yet does not count. */
function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false;
  return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
    .toString()
    .startsWith('Z');
}

describe('a child process', () => {
  test('is handed over when it answers, and not before', async () => {
    const child = await begin('sleep 0.3; echo ready; sleep 60');
    expect(readFileSync(join(folder, 'part.log'), 'utf8')).toContain('ready');
    expect(isAlive(child.pid)).toBe(true);
  });

  test('that dies while starting is reported in one sentence with its last words', async () => {
    const failing = shell('echo "fatal: the data folder belongs to a newer version"; exit 14');
    await expect(failing).rejects.toThrow(
      /^The part stopped by itself \(exit code 14\); its last words: fatal: the data folder belongs to a newer version \(all of it in /,
    );
  });

  test('that dies of a full disk or a missing library says what to do', async () => {
    await expect(shell('echo "write: No space left on device"; exit 1')).rejects.toThrow(
      /because the disk is full: free some space/,
    );
    const library = 'mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file';
    await expect(shell(`echo "${library}"; exit 127`)).rejects.toThrow(/libcurl\.so\.4 is missing: install it/);
  });

  test('that never answers is stopped and reported', async () => {
    const silent = shell('echo child $$; sleep 60', { readyWithinMs: 300 });
    await expect(silent).rejects.toThrow(/^The part did not answer within 0 seconds/);
    expect(await gone(grandchild())).toBe(true);
  });

  test('whose program is missing is reported without a stack', async () => {
    await expect(begin('', { command: '/nowhere/mongod' })).rejects.toThrow(
      /could not be started: \/nowhere\/mongod was not found/,
    );
  });

  test('is stopped with everything it started', async () => {
    const child = await begin('sleep 60 & echo child $!; echo ready; wait');
    const inner = grandchild();
    expect(isRunning(inner)).toBe(true);
    await child.stop();
    expect([await gone(child.pid), await gone(inner)]).toEqual([true, true]);
  });

  test('that ignores TERM is killed after its time', async () => {
    const child = await begin("trap '' TERM; echo ready; while :; do sleep 1; done", { graceMs: 300 });
    await child.stop();
    expect((await child.exited).signal).toBe('SIGKILL');
  });
});

test('children of an orchestrator that is killed outright end too', async () => {
  const orchestrator = join(folder, 'orchestrator.ts');
  const logFile = JSON.stringify(join(folder, 'part.log'));
  writeFileSync(
    orchestrator,
    `import { startChild } from ${JSON.stringify(new URL('./child.ts', import.meta.url).href)};
     await startChild({ name: 'the part', command: 'sh', args: ['-c', 'echo child $$; sleep 60'], logFile: ${logFile}, ready: async () => true });
     console.log('up');
     setInterval(() => {}, 1000);`,
  );
  const parent = await startChild({
    name: 'the orchestrator',
    command: process.execPath,
    args: [orchestrator],
    logFile: join(folder, 'orchestrator.log'),
    ready: async () => readFileSync(join(folder, 'orchestrator.log'), 'utf8').includes('up') && grandchild() > 0,
  });
  const inner = grandchild();
  process.kill(parent.pid, 'SIGKILL');
  expect(await gone(inner)).toBe(true);
});

test('a port is busy on whichever address somebody listens', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, host, done));
    const { port } = server.address() as { port: number };
    expect(await portIsFree(port)).toBe(false);
    await new Promise((done) => server.close(done));
    expect(await portIsFree(port)).toBe(true);
  }
});
