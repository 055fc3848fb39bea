import mongoose from 'mongoose';
import { AuditLog } from '../audit-entry.model.ts';
import { tileRoot } from './append.service.ts';
import { LogCheckpointModel, logBundles, logQueue, logState, logTiles, waitingIn } from './log.model.ts';
import { Frontier, HASH_BYTES, rootOver, TILE_WIDTH } from './merkle.policy.ts';
import { ownersOf } from './read-log.service.ts';
import { logSources } from './read-waiting.service.ts';
import { openCheckpoint } from './signed-note.policy.ts';
import type { Report } from './verify-leaves.service.ts';

const TILES_AT_ONCE = 128;
const TILE_BYTES = TILE_WIDTH * HASH_BYTES;

/**
 * Grows the tree again from the hashes of its leaves: every tile above holds the roots of those below, and every checkpoint that was kept is
 * signed by the log's key over the root of that many leaves. Answers how many checkpoints there were.
 */
export async function verifyTree(size: number, verifier: string, report: Report): Promise<number> {
  // A full tile is one leaf of the tree over tiles, so that nothing is hashed twice.
  const fullTiles = new Frontier();
  const upper = new UpperTiles(report);
  const checkpoints = LogCheckpointModel.find({ _id: { $lte: size } }, { note: 1 })
    .sort({ _id: 1 })
    .lean()
    .cursor();
  let checkpoint = await checkpoints.next();
  let count = 0;
  const bundles = Math.ceil(size / TILE_WIDTH);
  for (let first = 0; first < bundles; first += TILES_AT_ONCE) {
    const tiles = await lowestTiles(first, Math.min(bundles, first + TILES_AT_ONCE));
    for (const [n, tile] of tiles.entries()) {
      const before = (first + n) * TILE_WIDTH;
      const due = Math.min(TILE_BYTES, (size - before) * HASH_BYTES);
      // Without it nothing above can be told; that it is missing or short is told with its entries.
      if (!tile || tile.length < due) return count;
      const open = new Frontier();
      for (let at = 0; at < due; at += HASH_BYTES) {
        open.append(tile.subarray(at, at + HASH_BYTES));
        for (; checkpoint && checkpoint._id <= before + open.size; checkpoint = await checkpoints.next()) {
          count += 1;
          const root = rootOver([...fullTiles.subtrees, ...open.subtrees]);
          checkOne(checkpoint, { size: before + open.size, root }, verifier, report);
        }
      }
      if (due < TILE_BYTES) continue;
      fullTiles.append(open.root());
      await upper.add(1, open.root());
    }
  }
  await upper.end();
  return count;
}

async function lowestTiles(from: number, to: number): Promise<(Buffer | undefined)[]> {
  const names = Array.from({ length: to - from }, (_, n) => `0/${from + n}`);
  const found = new Map<string, Buffer>();
  for await (const { _id, hashes } of logTiles.find({ _id: { $in: names } }))
    found.set(_id, Buffer.from(hashes.buffer));
  return names.map((name) => found.get(name));
}

function checkOne(
  checkpoint: { _id: number; note: string },
  { size, root }: { size: number; root: Buffer },
  verifier: string,
  report: Report,
): void {
  const subject = `checkpoint ${checkpoint._id}`;
  const opened = openCheckpoint(checkpoint.note, verifier);
  if (!opened) report(subject, 'is not signed by the log’s key');
  else if (checkpoint._id !== size || opened.size !== checkpoint._id) report(subject, 'is filed under another size');
  else if (!opened.root.equals(root)) report(subject, 'does not fit the entries');
}

/** The tiles above the lowest, as their hashes come in: only those not yet full are kept. */
class UpperTiles {
  readonly #report: Report;
  readonly #levels: { index: number; hashes: Buffer[] }[] = [];

  constructor(report: Report) {
    this.#report = report;
  }

  async add(level: number, root: Buffer): Promise<void> {
    this.#levels[level] ??= { index: 0, hashes: [] };
    const open = this.#levels[level];
    open.hashes.push(root);
    if (open.hashes.length < TILE_WIDTH) return;
    const bytes = Buffer.concat(open.hashes);
    await this.#compare(`${level}/${open.index}`, bytes);
    this.#levels[level] = { index: open.index + 1, hashes: [] };
    await this.add(level + 1, tileRoot(bytes));
  }

  async end(): Promise<void> {
    for (const [level, open] of this.#levels.entries())
      if (open && open.hashes.length > 0) await this.#compare(`${level}/${open.index}`, Buffer.concat(open.hashes));
  }

  async #compare(_id: string, bytes: Buffer): Promise<void> {
    const tile = await logTiles.findOne({ _id });
    if (!tile) this.#report(`tile ${_id}`, 'is missing');
    else if (!bytes.equals(tile.hashes.buffer.subarray(0, bytes.length)))
      this.#report(`tile ${_id}`, 'does not hold the roots of the tiles below it');
  }
}

/** That there is nothing more than the log's size says: no further bundle, tile, checkpoint or entry. Seen from one moment. */
export async function verifyExtent(report: Report): Promise<void> {
  const session = await mongoose.connection.startSession();
  try {
    const counts = await session.withTransaction(() => readExtent(session), { readConcern: { level: 'snapshot' } });
    if (!counts) return;
    const { size } = counts;
    for (const _id of counts.longer)
      report(`checkpoint ${_id}`, `is of a longer log than the ${size} leaves there are`);
    if (counts.bundles > Math.ceil(size / TILE_WIDTH)) await nameBundles(size, report);
    if (counts.tiles > tilesOf(size)) await nameTiles(size, report);
    await nameLongEnds(size, report);
    if (counts.entries > size) await nameStrangers(counts.entries - size, report);
  } finally {
    await session.endSession();
  }
}

async function readExtent(session: mongoose.ClientSession) {
  const state = await logState.findOne({ _id: 'log' }, { session });
  const size = state?.size ?? 0;
  const [bundles, tiles] = [await count(logBundles, {}, session), await count(logTiles, {}, session)];
  const longer = await LogCheckpointModel.find({ _id: { $gt: size } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(3)
    .session(session)
    .lean();
  let entries = 0;
  for (const { model } of logSources()) {
    const all = await count(model.collection, {}, session);
    entries += all - (await count(model.collection, { pending: true }, session));
  }
  entries -= await listedEntries(session);
  return { size, bundles, tiles, entries, longer: longer.map(({ _id }) => _id) };
}

/** How many entries wait for the log in lists. */
async function listedEntries(session: mongoose.ClientSession): Promise<number> {
  let count = 0;
  for await (const list of logQueue.find({}, { session }))
    count += await AuditLog.collection.countDocuments(waitingIn([list]) as never, { session });
  return count;
}

async function count<T extends mongoose.mongo.Document>(
  collection: mongoose.mongo.Collection<T>,
  filter: object,
  session: mongoose.ClientSession,
): Promise<number> {
  const hint = Object.keys(filter).length > 0 ? { pending: 1, _id: 1 } : { _id: 1 };
  return collection.countDocuments(filter as never, { session, hint });
}

/** How many tiles a log of that size has, all levels together. */
function tilesOf(size: number): number {
  let [tiles, hashes] = [0, size];
  for (; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) tiles += Math.ceil(hashes / TILE_WIDTH);
  return tiles;
}

async function nameBundles(size: number, report: Report): Promise<void> {
  const whole = (id: unknown) => Number.isInteger(id) && Number(id) >= 0 && Number(id) < Math.ceil(size / TILE_WIDTH);
  for await (const { _id } of logBundles.find({}, { projection: { _id: 1 } }))
    if (!whole(_id)) report(`bundle ${_id}`, 'is none of this log');
}

async function nameTiles(size: number, report: Report): Promise<void> {
  for await (const { _id } of logTiles.find({}, { projection: { _id: 1 } })) {
    const [level = Number.NaN, index = Number.NaN] = _id.split('/').map(Number);
    const due = Math.ceil(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);
    if (!(index < due)) report(`tile ${_id}`, 'is none of this log');
  }
}

/** The last bundle and the last tile of each level hold no more than the log's size says. */
async function nameLongEnds(size: number, report: Report): Promise<void> {
  const grown = async () => (await logState.findOne({ _id: 'log' }))?.size !== size;
  const last = await logBundles.findOne({ _id: Math.floor(size / TILE_WIDTH) });
  const found: [string, string][] = [];
  if (last && last.leaves.length > size % TILE_WIDTH)
    found.push([`bundle ${last._id}`, 'holds more leaves than the log']);
  for (let [level, hashes] = [0, size]; hashes > 0; [level, hashes] = [level + 1, Math.floor(hashes / TILE_WIDTH)]) {
    const _id = `${level}/${Math.floor(hashes / TILE_WIDTH)}`;
    const tile = await logTiles.findOne({ _id });
    if (tile && tile.hashes.length() > (hashes % TILE_WIDTH) * HASH_BYTES)
      found.push([`tile ${_id}`, 'holds more hashes than the log']);
  }
  // A log that grew meanwhile says nothing here; the next run does.
  if (found.length > 0 && !(await grown())) for (const [subject, problem] of found) report(subject, problem);
}

/** Entries that claim to be in the log and are not: those without a place in it, and those whose place is another's. */
async function nameStrangers(surplus: number, report: Report): Promise<void> {
  let named = 0;
  for (const { collection, model } of logSources()) {
    let batch: { id: string; index: unknown }[] = [];
    const check = async () => {
      const owners = await ownersAt(batch.map(({ index }) => index));
      for (const { id, index } of batch) {
        if (owners.get(Number(index)) === id || (index === undefined && (await isListed(id)))) continue;
        named += 1;
        report(`${collection} ${id}`, 'is not in the log and not waiting for it');
      }
      batch = [];
    };
    const rows = model.collection.find({ pending: { $ne: true } } as never, { projection: { logIndex: 1 } });
    for await (const row of rows) {
      batch.push({ id: String(row['_id']), index: row['logIndex'] });
      if (batch.length >= 1_000) await check();
      if (named >= surplus) return;
    }
    await check();
  }
}

const isListed = async (id: string): Promise<boolean> =>
  (await logQueue.findOne({ entries: new mongoose.Types.ObjectId(id) })) !== null;

/** The ids of the entries whose leaves stand at these places. */
async function ownersAt(indexes: unknown[]): Promise<Map<number, string>> {
  const wanted = indexes.filter((index): index is number => Number.isInteger(index));
  const numbers = [...new Set(wanted.map((index) => Math.floor(index / TILE_WIDTH)))];
  const owners = new Map<number, string>();
  for await (const { _id, leaves } of logBundles.find({ _id: { $in: numbers } }))
    for (const [n, owner] of ownersOf(leaves).entries()) if (owner) owners.set(_id * TILE_WIDTH + n, owner.id);
  return owners;
}
