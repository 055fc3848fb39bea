import mongoose from 'mongoose';
import { collections } from '../../../platform/model.ts';
import { type AuditEntry, AuditLog } from '../audit-entry.model.ts';
import { leafOf, SALT_BYTES } from '../leaf.policy.ts';
import { leafOfLedgerRow, type StoredLedgerRow } from '../ledger-model.service.ts';
import type { CheckResult, Finding } from '../verify-folds.use-case.ts';
import { tileRoot } from './append.service.ts';
import { LogCheckpointModel, logBundles, logState, logTiles } from './log.model.ts';
import { Frontier, HASH_BYTES, leafHash, TILE_WIDTH } from './merkle.policy.ts';
import { openCheckpoint } from './signed-note.policy.ts';

const MOST_FINDINGS = 20;

/**
 * P4: every entry is the one its leaf was made of, leaves are dense, every tile holds the hashes of its leaves, and every kept checkpoint is
 * signed by the log's key over the root of that many leaves.
 */
export async function verifyLog(
  verifier: string,
  onProgress: (checked: number) => void = () => undefined,
): Promise<CheckResult> {
  const findings: Finding[] = [];
  const report = (subject: string, problem: string) => {
    if (findings.length < MOST_FINDINGS) findings.push({ check: 'P4 log', subject, problem });
  };
  const state = await logState.findOne({ _id: 'log' });
  const size = state?.size ?? 0;
  const frontier = new Frontier();
  const checkpoints = LogCheckpointModel.find().sort({ _id: 1 }).lean().cursor();
  let checkpoint = await checkpoints.next();
  let levels: Buffer[][] = [[]];

  const bundles = logBundles.find({}).sort({ _id: 1 });
  let expected = 0;
  for await (const bundle of bundles) {
    if (bundle._id !== expected) report(`bundle ${expected}`, `is missing; the next one is ${bundle._id}`);
    expected = bundle._id + 1;
    const leaves = bundle.leaves.map((leaf) => Buffer.from(leaf.buffer));
    if (leaves.length !== Math.min(TILE_WIDTH, size - bundle._id * TILE_WIDTH))
      report(`bundle ${bundle._id}`, `holds ${leaves.length} leaves`);
    await compareLeaves(leaves, bundle._id * TILE_WIDTH, report);
    const hashes = leaves.map((leaf) => leafHash(leaf));
    for (const hash of hashes) {
      frontier.append(hash);
      if (checkpoint && checkpoint._id === frontier.size) {
        const opened = openCheckpoint(checkpoint.note, verifier);
        if (!opened) report(`checkpoint ${checkpoint._id}`, 'is not signed by the log’s key');
        else if (opened.size !== checkpoint._id || !opened.root.equals(frontier.root()))
          report(`checkpoint ${checkpoint._id}`, 'does not fit the entries');
        checkpoint = await checkpoints.next();
      }
    }
    levels = await compareTile(0, bundle._id, hashes, levels, report);
    onProgress(frontier.size);
  }
  for (let level = 1; level < levels.length; level += 1) await compareLastTile(level, levels[level] ?? [], report);

  if (frontier.size !== size) report('the log', `holds ${frontier.size} leaves, its state says ${size}`);
  for (; checkpoint; checkpoint = await checkpoints.next())
    report(`checkpoint ${checkpoint._id}`, `is of a longer log than the ${frontier.size} leaves there are`);
  await compareCounts(size, report);
  return { check: 'P4 log', checked: frontier.size, what: 'leaves, tiles and checkpoints', findings };
}

type Report = (subject: string, problem: string) => void;

/** Makes each leaf again from its entry, as the database has it now. */
async function compareLeaves(leaves: Buffer[], start: number, report: Report): Promise<void> {
  const parsed = leaves.map((leaf, n) => {
    try {
      return JSON.parse(leaf.toString('utf8')) as { id: string; kind: string; entity: string };
    } catch {
      report(`leaf ${start + n}`, 'is no JSON');
      return { id: '', kind: '', entity: '' };
    }
  });
  const bySource = Map.groupBy(parsed, (leaf) => (leaf.kind === 'ledger' ? leaf.entity : AuditLog.collection.name));
  const rows = new Map<string, Record<string, unknown>>();
  for (const [source, some] of bySource) {
    const model = collections().find((c) => c.collection === source)?.model;
    const ids = some
      .filter((leaf) => /^[0-9a-f]{24}$/.test(leaf.id))
      .map((leaf) => new mongoose.Types.ObjectId(leaf.id));
    if (!model) continue;
    for await (const row of model.collection.find({ _id: { $in: ids } })) rows.set(`${source}:${String(row._id)}`, row);
  }
  for (const [n, leaf] of parsed.entries()) {
    const source = leaf.kind === 'ledger' ? leaf.entity : AuditLog.collection.name;
    const row = rows.get(`${source}:${leaf.id}`);
    const subject = `${source} ${leaf.id} (log index ${start + n})`;
    if (!row) {
      report(subject, 'is gone');
      continue;
    }
    if (row['logIndex'] !== start + n) report(subject, `says its log index is ${String(row['logIndex'])}`);
    const published = leaves[n]!.toString('utf8');
    const again = tryLeaf(leaf.kind === 'ledger', source, row, published);
    if (again !== published) report(subject, `was altered: ${alteredParts(again, published)}`);
    else if (isIncomplete(row) && !(await isErasureOnRecord(row, source)))
      report(subject, 'lacks values, but no erasure on record names it');
  }
}

/** An entry some of whose values can't be checked any more. */
function isIncomplete(row: Record<string, unknown>): boolean {
  const salts = (row['salts'] as mongoose.mongo.Binary | undefined)?.buffer ?? new Uint8Array();
  for (let at = 0; at < salts.length; at += SALT_BYTES)
    if (salts.subarray(at, at + SALT_BYTES).every((byte) => byte === 0)) return true;
  return false;
}

async function isErasureOnRecord(row: Record<string, unknown>, source: string): Promise<boolean> {
  const id = String(row['_id']);
  const filter = {
    operationId: row['erasedBy'],
    action: 'users.erase',
    'detail.collection': source,
    'detail.entries': id,
  };
  return typeof row['erasedBy'] === 'string' && (await AuditLog.exists(filter as never)) !== null;
}

function tryLeaf(isLedger: boolean, source: string, row: Record<string, unknown>, published: string): string | null {
  try {
    return isLedger
      ? leafOfLedgerRow(source, row as StoredLedgerRow, published)
      : leafOf(row as unknown as AuditEntry, published);
  } catch {
    return null;
  }
}

function alteredParts(again: string | null, published: string): string {
  if (again === null) return 'it can’t be read as an entry any more';
  const [now, then] = [flatten(JSON.parse(again)), flatten(JSON.parse(published))];
  const names = new Set([...now.keys(), ...then.keys()]);
  return [...names].filter((name) => now.get(name) !== then.get(name)).join(', ');
}

function flatten(leaf: Record<string, unknown>): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [name, value] of Object.entries(leaf)) {
    if ((name === 'digests' || name === 'changes') && value && typeof value === 'object') {
      for (const [field, digest] of Object.entries(value)) parts.set(field, JSON.stringify(digest));
    } else parts.set(name, JSON.stringify(value));
  }
  return parts;
}

/** Compares a tile with the hashes that belong in it; a full one adds its root to the level above, and so on up. */
async function compareTile(
  level: number,
  index: number,
  hashes: Buffer[],
  levels: Buffer[][],
  report: Report,
): Promise<Buffer[][]> {
  const bytes = Buffer.concat(hashes);
  const tile = await logTiles.findOne({ _id: `${level}/${index}` });
  if (!tile) report(`tile ${level}/${index}`, 'is missing');
  else if (!Buffer.from(tile.hashes.buffer).equals(bytes))
    report(`tile ${level}/${index}`, 'does not hold the hashes of its entries');
  if (hashes.length < TILE_WIDTH) return levels;
  levels[level + 1] ??= [];
  const above = levels[level + 1]!;
  above.push(tileRoot(bytes));
  if (above.length % TILE_WIDTH === 0) {
    return compareTile(level + 1, above.length / TILE_WIDTH - 1, above.slice(-TILE_WIDTH), levels, report);
  }
  return levels;
}

async function compareLastTile(level: number, hashes: Buffer[], report: Report): Promise<void> {
  const rest = hashes.length % TILE_WIDTH;
  if (rest === 0) return;
  const index = Math.floor(hashes.length / TILE_WIDTH);
  const tile = await logTiles.findOne({ _id: `${level}/${index}` });
  const bytes = Buffer.concat(hashes.slice(-rest));
  const fits = tile && Buffer.from(tile.hashes.buffer.subarray(0, rest * HASH_BYTES)).equals(bytes);
  if (!fits) report(`tile ${level}/${index}`, 'does not hold the roots of the tiles below it');
}

/** Entries that never came into the log: those still pending are fine, others were slipped in. */
async function compareCounts(size: number, report: Report): Promise<void> {
  let inLog = 0;
  for (const { collection, model } of collections().filter((c) => c.class === 'trail' || c.class === 'ledger')) {
    const [all, pending] = [
      await model.collection.countDocuments({}),
      await model.collection.countDocuments({ pending: true }),
    ];
    inLog += all - pending;
    const stray = await model.collection.findOne({ pending: { $ne: true }, logIndex: { $exists: false } });
    if (stray) report(`${collection} ${String(stray._id)}`, 'is not in the log and not waiting for it');
  }
  if (inLog > size) report('the trail', `holds ${inLog - size} entries that the log does not`);
}
