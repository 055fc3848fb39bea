import { hash } from 'node:crypto';

/** Hashing and proofs of the append-only log: RFC 6962 §2.1, with the tile layout of C2SP tlog-tiles. Pure; all hashes are 32 bytes. */

export const TILE_WIDTH = 256;
export const HASH_BYTES = 32;

/** SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Buffer => hashOf(LEAF_PREFIX, entry);

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => hashOf(NODE_PREFIX, left, right);

// As text and back: asked for a buffer, Node makes each one's memory anew, which takes longer than the hash.
const hashOf = (...parts: Uint8Array[]): Buffer =>
  Buffer.from(hash('sha256', Buffer.concat(parts), 'binary'), 'binary');

const LEAF_PREFIX = Buffer.from([0]);
const NODE_PREFIX = Buffer.from([1]);
export const EMPTY_ROOT = hash('sha256', '', 'buffer');

/** The largest power of two below `size` (size > 1). */
function split(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

/**
 * The right edge of a growing tree: the hashes of its perfect subtrees from the largest to the smallest, one for each bit of its size. Enough
 * to append leaves and to tell the root without reading the tree again.
 */
export class Frontier {
  #size: number;
  readonly #subtrees: Buffer[];

  constructor(size = 0, subtrees: readonly Uint8Array[] = []) {
    this.#size = size;
    this.#subtrees = subtrees.map((hash) => Buffer.from(hash));
  }

  get size(): number {
    return this.#size;
  }

  get subtrees(): readonly Buffer[] {
    return this.#subtrees;
  }

  append(hash: Buffer): void {
    let node = hash;
    for (let bits = this.#size; bits % 2 === 1; bits = Math.floor(bits / 2)) {
      node = nodeHash(this.#subtrees.pop()!, node);
    }
    this.#subtrees.push(node);
    this.#size += 1;
  }

  root(): Buffer {
    return rootOver(this.#subtrees);
  }
}

/** The root over perfect subtrees, none larger than the one before it. */
export const rootOver = (subtrees: readonly Buffer[]): Buffer =>
  subtrees.length === 0 ? EMPTY_ROOT : subtrees.reduceRight((right, left) => nodeHash(left, right));

/** Reads the hash of a perfect subtree: `level` counts from the leaves (0), `index` counts subtrees of that level from the left. */
export type ReadNode = (level: number, index: number) => Promise<Buffer>;

/** The hash of the leaves `[start, end)`; where that is no perfect subtree it is put together from those. */
async function rangeHash(start: number, end: number, read: ReadNode): Promise<Buffer> {
  const size = end - start;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return read(level, start / size);
  const k = split(size);
  return nodeHash(await rangeHash(start, start + k, read), await rangeHash(start + k, end, read));
}

/** The root of the first `size` leaves. */
export const rootOf = (size: number, read: ReadNode): Promise<Buffer> =>
  size === 0 ? Promise.resolve(EMPTY_ROOT) : rangeHash(0, size, read);

/** RFC 6962 §2.1.1: the audit path of leaf `index` in a tree of `size` leaves, from the leaf up. */
export async function inclusionProof(index: number, size: number, read: ReadNode): Promise<Buffer[]> {
  const path = async (start: number, end: number): Promise<Buffer[]> => {
    if (end - start === 1) return [];
    const k = start + split(end - start);
    return index < k
      ? [...(await path(start, k)), await rangeHash(k, end, read)]
      : [...(await path(k, end)), await rangeHash(start, k, read)];
  };
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  return path(0, size);
}

/** RFC 6962 §2.1.2: the proof that the tree of `first` leaves is the beginning of the tree of `second` leaves. */
export async function consistencyProof(first: number, second: number, read: ReadNode): Promise<Buffer[]> {
  const subproof = async (m: number, start: number, end: number, whole: boolean): Promise<Buffer[]> => {
    if (m === end - start) return whole ? [] : [await rangeHash(start, end, read)];
    const k = split(end - start);
    return m <= k
      ? [...(await subproof(m, start, start + k, whole)), await rangeHash(start + k, end, read)]
      : [...(await subproof(m - k, start + k, end, false)), await rangeHash(start, start + k, read)];
  };
  if (first < 1 || first > second) throw new RangeError(`a tree of ${first} does not come before one of ${second}`);
  return first === second ? [] : subproof(first, 0, second, true);
}

/** Whether `proof` shows that the leaf is entry `index` of the tree with that size and root (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash: Buffer = Buffer.from(leaf);
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && hash.equals(root);
}

/** Whether `proof` shows that the first tree is the beginning of the second (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (first === second) return proof.length === 0 && Buffer.from(firstRoot).equals(secondRoot);
  if (first < 1 || first > second) return false;
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  const seed = path.shift();
  if (!seed) return false;
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let fr: Buffer = Buffer.from(seed);
  let sr: Buffer = Buffer.from(seed);
  for (const hash of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(hash, fr);
      sr = nodeHash(hash, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = nodeHash(sr, hash);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
}

/** The path element of a tile's index: 1234067 → `x001/x234/067`. */
export function tileIndexPath(index: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g) ?? [];
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** Reads back `x001/x234/067`; null for anything else, such as more groups than needed. */
export function parseTileIndexPath(path: string): number | null {
  const groups = path.split('/');
  const last = groups.pop() ?? '';
  if (!/^\d{3}$/.test(last) || groups.some((group) => !/^x\d{3}$/.test(group))) return null;
  const index = Number(groups.map((group) => group.slice(1)).join('') + last);
  return Number.isSafeInteger(index) && tileIndexPath(index) === path ? index : null;
}
