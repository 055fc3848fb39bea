import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Sorter<T> = {
  add(item: T): Promise<void>;
  /** Everything added, in order; can be walked again and again. */
  sorted(): AsyncIterable<T>;
  /** Removes what was written to disk. */
  dispose(): Promise<void>;
};

/**
 * Sorts more than fits into memory: runs of `runSize` items are sorted and written to the temporary folder, then merged while they are
 * read. Fewer items never touch the disk. Items must survive JSON. Equal items keep the order in which they were added.
 */
export function externalSort<T>(compare: (a: T, b: T) => number, runSize = 20_000): Sorter<T> {
  let buffer: T[] = [];
  let folder: string | null = null;
  const runs: string[] = [];

  async function spill(): Promise<void> {
    folder ??= await mkdtemp(join(tmpdir(), 'counterfoil-sort-'));
    const path = join(folder, `run-${runs.length}`);
    runs.push(path);
    const items = buffer.sort(compare);
    buffer = [];
    const out = createWriteStream(path);
    for (const item of items) {
      if (!out.write(`${JSON.stringify(item)}\n`)) await once(out, 'drain');
    }
    out.end();
    await once(out, 'close');
  }

  return {
    async add(item) {
      buffer.push(item);
      if (buffer.length >= runSize) await spill();
    },
    async *sorted() {
      buffer.sort(compare);
      yield* merge([...runs.map((path) => readRun<T>(path)), fromMemory(buffer)], compare);
    },
    async dispose() {
      buffer = [];
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function* readRun<T>(path: string): AsyncGenerator<T> {
  const input = createReadStream(path);
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      yield JSON.parse(line) as T;
  } finally {
    input.destroy();
  }
}

async function* fromMemory<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** Merges sorted runs; of equal items the one from the earlier run comes first. */
async function* merge<T>(runs: AsyncGenerator<T>[], compare: (a: T, b: T) => number): AsyncGenerator<T> {
  const heads: { run: AsyncGenerator<T>; item: T }[] = [];
  try {
    for (const run of runs) {
      const { value, done } = await run.next();
      if (!done) heads.push({ run, item: value });
    }
    while (heads.length > 0) {
      let least = 0;
      for (let n = 1; n < heads.length; n += 1) if (compare(heads[n]!.item, heads[least]!.item) < 0) least = n;
      const head = heads[least]!;
      yield head.item;
      const { value, done } = await head.run.next();
      if (done) heads.splice(least, 1);
      else head.item = value;
    }
  } finally {
    for (const run of runs) await run.return(undefined);
  }
}
