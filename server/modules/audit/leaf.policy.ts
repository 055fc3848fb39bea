import { hash, randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { AuditEntry } from './audit-entry.model.ts';
import { canonicalText } from './canonical.policy.ts';

export const SALT_BYTES = 16;

/** The fields of an entry that the public leaf holds as salted digests only; everything that could name a person is among them. */
export const DIGESTED_FIELDS = [
  'entityId',
  'cause',
  'performedBy',
  'role',
  'ip',
  'userAgent',
  'requestId',
  'source',
  'reason',
  'operationId',
  'detail',
  'count',
  'demo',
] as const satisfies readonly (keyof AuditEntry)[];

/** What stands in place of a value that was erased. Its salt is zero then, so that a value that merely reads like this is another thing. */
export const ERASED = '[erased]';

type Unsalted = Omit<AuditEntry, 'salts'>;

/** Whether a value was erased: both the value and its salt are gone. */
export const isErased = (salt: Uint8Array, value: unknown): boolean =>
  salt.every((byte) => byte === 0) && (value === ERASED || (value as { name?: unknown } | null)?.name === ERASED);

export const saltAt = (salts: mongoose.mongo.Binary, n: number): Uint8Array =>
  salts.buffer.subarray(n * SALT_BYTES, (n + 1) * SALT_BYTES);

/** The names of the salted values of an entry, in the order of its `salts`: `ip`, `prev:price`, `next:price`, … */
export function saltSlots(entry: Unsalted): string[] {
  return [
    ...DIGESTED_FIELDS.filter((field) => entry[field] !== undefined && entry[field] !== null),
    ...Object.keys(entry.prevValue ?? {})
      .sort()
      .map((field) => `prev:${field}`),
    ...Object.keys(entry.newValue ?? {})
      .sort()
      .map((field) => `next:${field}`),
  ];
}

/** Gives an entry its salts, 16 random bytes a digested value. */
export function salted(entry: Unsalted): AuditEntry {
  const salts = new mongoose.mongo.Binary(randomBytes(SALT_BYTES * saltSlots(entry).length));
  return { ...entry, salts };
}

/** SHA-256(salt ‖ canonical text of the value), base64url. The salt is 16 bytes of `salts`, from the first or the `at`th on. */
export function saltedDigest(salts: Uint8Array, value: unknown, at = 0): string {
  const text = canonicalText(value);
  const room = SALT_BYTES + text.length * 3;
  const bytes = room <= scratch.length ? scratch : Buffer.allocUnsafe(room);
  for (let n = 0; n < SALT_BYTES; n += 1) bytes[n] = salts[at + n]!;
  const length = SALT_BYTES + bytes.write(text, SALT_BYTES);
  return hash('sha256', bytes === scratch ? beginning(length) : bytes.subarray(0, length), 'base64url');
}

/** One piece of memory for nearly all digests, and its beginnings: there are a dozen to an entry, and each new one would cost a third more. */
const scratch = Buffer.allocUnsafe(8_192);
const beginnings = new Array<Buffer | undefined>(scratch.length + 1);

function beginning(length: number): Buffer {
  const known = beginnings[length] ?? scratch.subarray(0, length);
  beginnings[length] = known;
  return known;
}

type PublishedLeaf = { digests?: Record<string, string>; changes?: Record<string, [string | null, string | null]> };

/**
 * Answers the digests of salted values by their places in `salts`. That of an erased value can't be made again: it is taken from the
 * `published` leaf, which nearly never has to be read for it.
 */
export function digester(salts: mongoose.mongo.Binary, published?: string) {
  const bytes = salts.buffer;
  let leaf: PublishedLeaf | undefined;
  return (n: number, value: unknown, keptIn: (leaf: PublishedLeaf) => string | null | undefined): string => {
    const at = n * SALT_BYTES;
    // Nearly always the first byte tells that nothing was erased.
    if (published && bytes[at] === 0 && isErased(saltAt(salts, n), value)) {
      leaf ??= JSON.parse(published) as PublishedLeaf;
      const kept = keptIn(leaf);
      if (kept !== null && kept !== undefined) return kept;
    }
    return saltedDigest(bytes, value, at);
  };
}

/**
 * The leaf of an entry: canonical JSON (RFC 8785) with the structure in clear and every value as a salted digest. One pair of digests a
 * changed field keeps it small however large the record is. Digests of erased values are taken from the `published` leaf.
 */
export function leafOf(entry: AuditEntry, published?: string): string {
  const digestOf = digester(entry.salts, published);
  const digests: string[] = [];
  // Values in the order of `saltSlots`, which tells the place of each one's salt.
  for (const field of DIGESTED_FIELDS) {
    const value = entry[field];
    if (value === undefined || value === null) continue;
    digests.push(`"${field}":"${digestOf(digests.length, value, (leaf) => leaf.digests?.[field])}"`);
  }
  // A created record has nothing before and a deleted one nothing after, an empty side is something else.
  const { prevValue, newValue } = entry;
  const hasSides = prevValue !== null || newValue !== null;
  const parts = [
    `"action":${JSON.stringify(entry.action)}`,
    ...(hasSides ? [`"changes":{${changesOf(entry, digests.length, digestOf)}}`] : []),
    // These names are plain, so that quotes and digests behind them change nothing in the order of RFC 8785.
    `"digests":{${digests.sort().join(',')}}`,
    `"entity":${JSON.stringify(entry.entity)}`,
    `"id":"${entry._id.toHexString()}"`,
    `"kind":${JSON.stringify(entry.kind)}`,
    `"outcome":${JSON.stringify(entry.outcome)}`,
    ...(entry.revision === undefined ? [] : [`"revision":${JSON.stringify(entry.revision)}`]),
    ...(hasSides ? [`"sides":[${prevValue !== null},${newValue !== null}]`] : []),
    `"time":"${entry.createdAt.toISOString()}"`,
    `"v":${JSON.stringify(entry.v)}`,
  ];
  return `{${parts.join(',')}}`;
}

/** The changed fields with their digests before and after; `first` is the place of the first of their salts. */
function changesOf({ prevValue, newValue }: AuditEntry, first: number, digestOf: ReturnType<typeof digester>): string {
  const [prev, next] = [prevValue ?? {}, newValue ?? {}];
  const [prevNames, nextNames] = [Object.keys(prev), Object.keys(next)];
  let before = first;
  let after = first + prevNames.length;
  const pairs: string[] = [];
  // In the order of RFC 8785, which is that of the salts of each side too.
  for (const name of [...new Set([...prevNames, ...nextNames])].sort()) {
    let [was, is] = ['null', 'null'];
    if (Object.hasOwn(prev, name)) was = `"${digestOf(before++, prev[name], (leaf) => leaf.changes?.[name]?.[0])}"`;
    if (Object.hasOwn(next, name)) is = `"${digestOf(after++, next[name], (leaf) => leaf.changes?.[name]?.[1])}"`;
    pairs.push(`${JSON.stringify(name)}:[${was},${is}]`);
  }
  return pairs.join(',');
}
