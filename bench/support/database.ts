import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Crew, newCrew } from '../../server/embedded/crew.ts';
import { mongodBinary } from '../../server/embedded/fetch-parts.ts';
import { startDatabase } from '../../server/embedded/mongod.ts';
import { freePortBlock } from '../../server/embedded/ports.ts';
import { connectDatabase, disconnectDatabase, ensureCollections } from '../../server/platform/database.ts';

export type BenchPlace = {
  crew: Crew;
  /** A folder of its own, gone at the end. */
  folder: string;
  port: number;
  uri: (database: string) => string;
};

type PlaceOptions = {
  /** Memory of the database in GB; that of `npm start` where it is not given. */
  cacheGb?: number;
  /** The name of a folder under .data that is kept, so that a second run finds what the first has filled. */
  keep?: string;
};

/**
 * Starts a mongod of its own in a new folder, connects this process to it with every collection and index that is declared, and clears both
 * away when the work has ended or is broken off. Nothing of the shop's own data is touched.
 */
export async function withBenchDatabase(
  work: (place: BenchPlace) => Promise<void>,
  { cacheGb, keep }: PlaceOptions = {},
): Promise<void> {
  process.chdir(resolve(import.meta.dirname, '../..'));
  const folder = newFolder(keep);
  const crew = newCrew();
  const stopAndClear = async (): Promise<void> => {
    await crew.stop();
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stopAndClear().finally(() => process.exit(130)));
  }
  try {
    const port = await freePortBlock(1);
    const { uri } = await startDatabase({
      binary: await mongodBinary({ dataDir: '.data' }),
      port,
      dataDir: join(folder, 'mongo'),
      logDir: join(folder, 'logs'),
      onLaunch: crew.join,
      ...(cacheGb ? { cacheGb } : {}),
    });
    await connectDatabase(uri('counterfoil'));
    await ensureCollections();
    await work({ crew, folder, port, uri });
  } finally {
    await disconnectDatabase();
    await stopAndClear();
  }
}

function newFolder(keep?: string): string {
  mkdirSync('.data/parts', { recursive: true });
  const folder = keep ? resolve('.data', keep) : mkdtempSync(resolve('.data', 'bench-'));
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'parts'))) symlinkSync(resolve('.data/parts'), join(folder, 'parts'));
  return folder;
}
