// npm run indexes: the indexes in the database that this version does not declare; with --drop those that are named are dropped.
import '../composition-root.ts';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import { ensureCollections } from '../platform/database.ts';
import { dropIndex } from '../platform/indexes.ts';
import { say } from './progress.cjs';
import { withDatabase } from './with-database.ts';

const USAGE = `Usage: npm run indexes [-- --drop COLLECTION.INDEX …]

Lists the indexes that this version does not declare: left by an older one, or made by hand. Each slows every write of its collection.
Drop one once no instance of an older version runs any more; an older one would make it again when it starts.`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { drop: { type: 'boolean' } } });
  if (values.drop ? positionals.length === 0 : positionals.length > 0) throw new SetupProblem(USAGE);
  const undeclared = await ensureCollections();
  const declared = positionals.filter((name) => !undeclared.includes(name));
  if (declared.length > 0) throw new SetupProblem(`Not among those that nothing declares: ${declared.join(', ')}.`);
  for (const full of positionals) {
    const { collection, name } = partsOf(full);
    await dropIndex(collection, name);
    say(`✓ ${full} is dropped`);
  }
  if (values.drop) return;
  if (undeclared.length === 0) return say('✓ All indexes are declared by this version.');
  for (const full of undeclared) say(`${full}: ${await usesOf(full)}`);
  say('Drop those that no older version needs: npm run indexes -- --drop COLLECTION.INDEX …');
}

/** No name of a collection has a dot in it; names of indexes may. */
function partsOf(full: string): { collection: string; name: string } {
  const at = full.indexOf('.');
  return { collection: full.slice(0, at), name: full.slice(at + 1) };
}

async function usesOf(full: string): Promise<string> {
  const { collection, name } = partsOf(full);
  const [stats] = await mongoose.connection
    .collection(collection)
    .aggregate<{ accesses: { ops: bigint | number; since: Date } }>([{ $indexStats: {} }, { $match: { name } }])
    .toArray();
  if (!stats) return 'unknown use';
  return `used ${stats.accesses.ops} times since ${stats.accesses.since.toISOString().slice(0, 16)} on this member`;
}

try {
  await withDatabase(run);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = error instanceof SetupProblem ? 2 : 1;
}
