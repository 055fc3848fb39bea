import { createHash } from 'node:crypto';
import { type KeptVersion, keptVersions, readKept } from '../../../platform/kept-objects.ts';
import { COPIES } from './copy-checkpoints.service.ts';
import { LogCheckpointModel, logState } from './log.model.ts';
import { rootAt } from './read-log.service.ts';
import { openCheckpoint } from './signed-note.policy.ts';
import type { Report } from './verify-leaves.service.ts';

const BATCH = 1_000;

/**
 * Compares the copies of checkpoints in the object store with the log as the database has it: whoever cuts or rewrites the log there leaves
 * copies behind that do not fit. Answers how many there were. Throws `object_store_unavailable`.
 */
export async function verifyCopies(verifier: string, report: Report): Promise<number> {
  let copies = 0;
  let batch: KeptVersion[] = [];
  for await (const version of keptVersions(COPIES)) {
    batch.push(version);
    if (batch.length < BATCH) continue;
    copies += await compare(batch, verifier, report);
    batch = [];
  }
  return copies + (await compare(batch, verifier, report));
}

async function compare(versions: KeptVersion[], verifier: string, report: Report): Promise<number> {
  const sizes = versions.map(({ key }) => Number(key.slice(COPIES.length))).filter(Number.isInteger);
  const notes = new Map<number, string>();
  for await (const { _id, note } of LogCheckpointModel.find({ _id: { $in: sizes } })
    .lean()
    .cursor())
    notes.set(_id, note);
  for (const version of versions) {
    const size = Number(version.key.slice(COPIES.length));
    const note = notes.get(size);
    // The store's own digest of what it keeps spares reading it; where it is another one, or says otherwise, the copy is read.
    if (note !== undefined && version.etag === createHash('md5').update(note).digest('hex')) continue;
    const text = await readKept(version);
    const problem = text === note ? null : await problemOf(text, verifier, note !== undefined);
    if (problem) report(`checkpoint ${size} (the copy in the object store)`, problem);
  }
  return versions.length;
}

async function problemOf(text: string, verifier: string, isInDatabase: boolean): Promise<string | null> {
  const opened = openCheckpoint(text, verifier);
  if (!opened) return 'is not signed by the log’s key';
  const size = (await logState.findOne({ _id: 'log' }))?.size ?? 0;
  if (opened.size > size) return `is of a longer log than the ${size} leaves there are`;
  const root = await rootAt(opened.size).catch(() => null);
  if (!root?.equals(opened.root)) return 'was signed over other entries than there are now';
  return isInDatabase ? null : 'is all that is left of it: the database has it no more';
}
