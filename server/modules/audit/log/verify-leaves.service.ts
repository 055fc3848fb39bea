import mongoose from 'mongoose';
import { collectionByName } from '../../../platform/model.ts';
import { type AuditEntry, AuditLog } from '../audit-entry.model.ts';
import { leafOf, SALT_BYTES } from '../leaf.policy.ts';
import { leafOfLedgerRow, type StoredLedgerRow } from '../ledger-model.service.ts';
import { logBundles, logTiles } from './log.model.ts';
import { leafHash, TILE_WIDTH } from './merkle.policy.ts';
import { type Owner, type Published, publishedAs, publishedLeaf } from './read-log.service.ts';

/** Tells what is wrong with a part of the log or an entry in it. */
export type Report = (subject: string, problem: string) => void;
/** The bundles from `from` on and before `to`, of a log of `size` leaves. */
export type LeafRange = { from: number; to: number; size: number };

type Row = Record<string, unknown>;

/**
 * Makes every leaf of a part of the log again from its entry, as the database has it now, and compares it with the published one and that
 * with the tile that holds its hash. Answers how many leaves there were.
 */
export async function verifyLeaves(
  { from, to, size }: LeafRange,
  report: Report,
  onProgress: (checked: number) => void = () => undefined,
): Promise<number> {
  let [checked, expected] = [0, from];
  for await (const bundle of logBundles.find({ _id: { $gte: from, $lt: to } }, { batchSize: 4 }).sort({ _id: 1 })) {
    for (; expected < bundle._id; expected += 1) report(`bundle ${expected}`, 'is missing');
    expected += 1;
    const start = bundle._id * TILE_WIDTH;
    const due = Math.min(TILE_WIDTH, size - start);
    // What came in since the check began is looked at the next time.
    const leaves = bundle.leaves.slice(0, due);
    if (leaves.length !== due) report(`bundle ${bundle._id}`, `holds ${leaves.length} leaves, not ${due}`);
    await compareLeaves(leaves, start, report);
    await compareTile(bundle._id, leaves, report);
    checked += leaves.length;
    onProgress(checked);
  }
  for (; expected < to; expected += 1) report(`bundle ${expected}`, 'is missing');
  return checked;
}

async function compareTile(index: number, leaves: mongoose.mongo.Binary[], report: Report): Promise<void> {
  const tile = await logTiles.findOne({ _id: `0/${index}` });
  if (!tile) return report(`tile 0/${index}`, 'is missing');
  const hashes = Buffer.concat(leaves.map((leaf) => leafHash(leaf.buffer)));
  if (!hashes.equals(tile.hashes.buffer.subarray(0, hashes.length)))
    report(`tile 0/${index}`, 'does not hold the hashes of its entries');
}

/** Entries are let go of one by one, as soon as each is compared: kept together they would keep the collection of garbage busy. */
async function compareLeaves(leaves: mongoose.mongo.Binary[], start: number, report: Report): Promise<void> {
  const texts = leaves.map((leaf) => leaf.toString('utf8'));
  const places = new Map<string, number>();
  const likely = texts.map(likelyLeaf);
  for (const [n, leaf] of likely.entries()) if (leaf) places.set(keyOf(leaf.owner), n);
  const sound = new Set<number>();
  for await (const { key, row } of rowsOf(likely.flatMap((leaf) => leaf?.owner ?? []))) {
    const n = places.get(key) ?? -1;
    const [leaf, text] = [likely[n], texts[n]];
    const isSame = leaf && text && row['logIndex'] === start + n && tryLeaf(leaf, row, text) === text;
    if (isSame && !isIncomplete(row)) sound.add(n);
  }
  for (const [n, text] of texts.entries()) if (!sound.has(n)) await examine(text, start + n, report);
}

/**
 * Whose leaf a text is if it is one, told from its end. Nearly every text turns out to be that entry's leaf to the letter, so that reading
 * all of it is spared.
 */
function likelyLeaf(text: string): Published | undefined {
  const [, entity = '', id = '', kind = ''] = LEAF_END.exec(text) ?? [];
  return id ? publishedAs({ kind, entity, id }) : undefined;
}

const LEAF_END = /"entity":"([^"\\]*)","id":"([0-9a-f]{24})","kind":"([^"\\]*)",[^{}]*\}$/;

/** Tells what is wrong with a leaf, or with its entry as it is now; nothing where both are sound. */
async function examine(published: string, index: number, report: Report): Promise<void> {
  const leaf = publishedLeaf(published);
  if (!leaf) return report(`leaf ${index}`, 'is no entry’s leaf');
  const { owner } = leaf;
  const subject = `${owner.collection} ${owner.id} (log index ${index})`;
  const _id = new mongoose.Types.ObjectId(owner.id);
  const row: Row | null = (await collectionByName(owner.collection)?.model.collection.findOne({ _id })) ?? null;
  if (!row) return report(subject, 'is gone');
  if (row['logIndex'] !== index) report(subject, `says its log index is ${String(row['logIndex'])}`);
  const again = tryLeaf(leaf, row, published);
  if (again !== published) report(subject, `was altered: ${alteredParts(again, published)}`);
  else if (isIncomplete(row) && !(await isErasureOnRecord(row, owner.collection)))
    report(subject, 'lacks values, but no erasure on record names it');
}

const keyOf = ({ collection, id }: Owner): string => `${collection}:${id}`;

async function* rowsOf(owners: Owner[]): AsyncGenerator<{ key: string; row: Row }> {
  for (const [source, some] of Map.groupBy(owners, (owner) => owner.collection)) {
    const ids = some.map(({ id }) => new mongoose.Types.ObjectId(id));
    const found = collectionByName(source)?.model.collection.find({ _id: { $in: ids } }, { batchSize: TILE_WIDTH });
    for await (const row of found ?? []) yield { key: keyOf({ collection: source, id: String(row._id) }), row };
  }
}

/** An entry some of whose values can't be checked any more. */
function isIncomplete(row: Row): boolean {
  const salts = (row['salts'] as mongoose.mongo.Binary | undefined)?.buffer ?? new Uint8Array();
  for (let at = 0; at < salts.length; at += SALT_BYTES)
    // Nearly always the first byte tells.
    if (salts[at] === 0 && salts.subarray(at, at + SALT_BYTES).every((byte) => byte === 0)) return true;
  return false;
}

async function isErasureOnRecord(row: Row, source: string): Promise<boolean> {
  const id = String(row['_id']);
  const filter = {
    operationId: row['erasedBy'],
    action: 'users.erase',
    'detail.collection': source,
    'detail.entries': id,
  };
  return typeof row['erasedBy'] === 'string' && (await AuditLog.exists(filter as never)) !== null;
}

function tryLeaf({ kind, owner }: Published, row: Row, published: string): string | null {
  try {
    return kind === 'ledger'
      ? leafOfLedgerRow(owner.collection, row as StoredLedgerRow, published)
      : leafOf(row as unknown as AuditEntry, published);
  } catch {
    return null;
  }
}

function alteredParts(again: string | null, published: string): string {
  if (again === null) return 'it can’t be read as an entry any more';
  const [now, then] = [flatten(JSON.parse(again)), flatten(JSON.parse(published))];
  const names = new Set([...now.keys(), ...then.keys()]);
  return [...names].filter((name) => now.get(name) !== then.get(name)).join(', ') || 'it is no canonical text';
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
