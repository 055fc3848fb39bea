import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAlive } from '../embedded/process.ts';

const GB = 1024 ** 3;
const MEMORY = '/dev/shm';
/** A whole run's database takes less than this. */
const NEEDED = 2 * GB;

/**
 * A folder for the data of this run's parts; those of runs that were killed are cleared away. In memory where there is plenty of it, since every
 * write of a test waits until its journal is on the disk; what is killed in tests are processes, which leave a file of either kind as it is.
 */
export function newTestFolder(what = ''): string {
  const home = hasRoomInMemory() ? join(MEMORY, `counterfoil-${process.getuid?.()}`) : resolve('.data/tmp');
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    const pid = Number(/^jest-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(join(home, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(home, `jest-${process.pid}-${what}`));
}

function hasRoomInMemory(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > NEEDED && process.availableMemory() > 3 * NEEDED;
}
