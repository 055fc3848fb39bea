import { collectionByName } from '../../../platform/model.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { LogCheckpointModel, logBundles, logTiles } from './log.model.ts';
import {
  consistencyProof,
  HASH_BYTES,
  inclusionProof,
  nodeHash,
  type ReadNode,
  rootOf,
  TILE_WIDTH,
} from './merkle.policy.ts';

/** The latest signed checkpoint, or null while the log is empty. */
export async function latestCheckpoint(): Promise<{ size: number; note: string; createdAt: Date } | null> {
  const found = await LogCheckpointModel.findOne().sort({ _id: -1 }).lean();
  return found ? { size: found._id, note: found.note, createdAt: found.createdAt } : null;
}

/** The checkpoint that was signed at a size, or null: not at every size one was. */
export const checkpointAt = async (size: number): Promise<string | null> =>
  (await LogCheckpointModel.findById(size).lean())?.note ?? null;

/** The hashes of a tile, cut to `width`; null where the log has not that many yet. */
export async function readTile(level: number, index: number, width: number): Promise<Buffer | null> {
  const tile = await logTiles.findOne({ _id: `${level}/${index}` });
  if (!tile || tile.hashes.length() < width * HASH_BYTES) return null;
  return Buffer.from(tile.hashes.buffer.subarray(0, width * HASH_BYTES));
}

/** An entry bundle as tlog-tiles serves it: each leaf with its length as a big-endian uint16; null where there are not that many yet. */
export async function readBundle(index: number, width: number): Promise<Buffer | null> {
  const bundle = await logBundles.findOne({ _id: index });
  if (!bundle || bundle.leaves.length < width) return null;
  return Buffer.concat(
    bundle.leaves.slice(0, width).flatMap((leaf) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(leaf.length());
      return [length, leaf.buffer];
    }),
  );
}

/** One leaf of the log as text; null where the log does not reach that far. */
export async function readLeaf(index: number): Promise<string | null> {
  const bundle = await logBundles.findOne({ _id: Math.floor(index / TILE_WIDTH) });
  const leaf = bundle?.leaves[index % TILE_WIDTH];
  return leaf ? Buffer.from(leaf.buffer).toString('utf8') : null;
}

/** An entry or ledger row, as its leaf names it. */
export type Owner = { collection: string; id: string };
/** What a leaf says of itself: the kind of its entry, and which that is. */
export type Published = { kind: string; owner: Owner };

/** Whose leaves a bundle holds, in their order; undefined for what is no entry's leaf. */
export const ownersOf = (leaves: readonly { buffer: Uint8Array }[]): (Owner | undefined)[] =>
  leaves.map((leaf) => publishedLeaf(Buffer.from(leaf.buffer).toString('utf8'))?.owner);

/** Entries name the record they are about; only a ledger's row is of the collection that its leaf names. */
export const publishedAs = ({ kind, entity, id }: { kind: string; entity: string; id: string }): Published => ({
  kind,
  owner: { collection: kind === 'ledger' ? entity : AuditLog.collection.name, id },
});

export function publishedLeaf(text: string): Published | undefined {
  try {
    const leaf = publishedAs(JSON.parse(text));
    return /^[0-9a-f]{24}$/.test(leaf.owner.id) && collectionByName(leaf.owner.collection) ? leaf : undefined;
  } catch {
    return undefined;
  }
}

/** The hash of any perfect subtree, from the tiles; keeps the tiles it has read for the one proof it serves. */
function nodeReader(): ReadNode {
  const tiles = new Map<string, Buffer>();
  const tileOf = async (level: number, index: number): Promise<Buffer> => {
    const key = `${level}/${index}`;
    const known = tiles.get(key);
    if (known) return known;
    const tile = await logTiles.findOne({ _id: key });
    const hashes = Buffer.from(tile?.hashes.buffer ?? []);
    tiles.set(key, hashes);
    return hashes;
  };
  const read: ReadNode = async (level, index) => {
    const tileLevel = Math.floor(level / 8);
    const within = level % 8;
    if (within > 0) return nodeHash(await read(level - 1, index * 2), await read(level - 1, index * 2 + 1));
    const tile = await tileOf(tileLevel, Math.floor(index / TILE_WIDTH));
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    if (tile.length < at + HASH_BYTES) throw new RangeError(`the log has no node ${level}/${index}`);
    return tile.subarray(at, at + HASH_BYTES);
  };
  return read;
}

/** The root of the tree of the first `size` leaves. Throws RangeError where there are fewer. */
export const rootAt = (size: number): Promise<Buffer> => rootOf(size, nodeReader());

/** The proof that leaf `index` is in the tree of `size` leaves. Throws RangeError outside of it. */
export const proveInclusion = (index: number, size: number): Promise<Buffer[]> =>
  inclusionProof(index, size, nodeReader());

/** The proof that the tree of `first` leaves is the beginning of that of `second` leaves. Throws RangeError where it cannot be. */
export const proveConsistency = (first: number, second: number): Promise<Buffer[]> =>
  consistencyProof(first, second, nodeReader());
