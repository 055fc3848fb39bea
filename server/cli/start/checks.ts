import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { portIsFree } from '../../embedded/ports.ts';
import { SetupProblem } from '../../embedded/problem.ts';
import { isAlive } from '../../embedded/process.ts';
import { neededPorts, type Plan } from './environment.ts';

/** Megabytes that a first start fills with parts, data, the storefront's build and logs. */
const FIRST_START_MB = 1500;
/** Below this a database stops in the middle of a write. */
const LATER_START_MB = 300;

/** Throws a sentence naming the first port that somebody else uses. */
export async function requireFreePorts(plan: Plan): Promise<void> {
  for (const { port, use, variable } of neededPorts(plan)) {
    if (await portIsFree(port)) continue;
    throw new SetupProblem(
      `Port ${port}, which ${use} needs, is used by another program: stop that program, or choose another port with ${variable}=${port + 100} npm start.`,
    );
  }
}

/** Throws a sentence where the disk has too little left for what is about to be written. */
export function requireSpace({ dataDir }: Plan, free = freeMegabytes(dataDir)): void {
  const needed = existsSync(join(dataDir, 'mongo')) ? LATER_START_MB : FIRST_START_MB;
  if (free >= needed) return;
  throw new SetupProblem(
    `The disk has ${free} MB left and Counterfoil needs ${needed} MB: free some space and start again, or set DATA_DIR to a folder on another disk.`,
  );
}

/** Makes sure that this folder's data has one orchestrator; returns how to give it up. */
export function claim({ dataDir }: Plan): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'running.pid');
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other && other !== process.pid && isOrchestrator(other)) {
    throw new SetupProblem(
      `Counterfoil is already running with the data in ${relative(process.cwd(), dataDir) || dataDir} (process ${other}): stop it there with Ctrl-C, or use it.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** A process id from before a restart of the machine may belong to any program now. */
function isOrchestrator(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || /start\.ts|test\.ts/.test(readFileSync(commandLine, 'utf8'));
}

function freeMegabytes(folder: string): number {
  const disk = statfsSync(folder);
  return Math.floor((disk.bavail * disk.bsize) / 1e6);
}
