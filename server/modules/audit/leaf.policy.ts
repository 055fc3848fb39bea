import { hash, randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { AuditEntry, Fields } from './audit-entry.model.ts';
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

/** SHA-256(salt ‖ canonical text of the value), base64url. */
export function saltedDigest(salt: Uint8Array, value: unknown): string {
  const text = canonicalText(value);
  const room = salt.length + text.length * 3;
  const bytes = room <= scratch.length ? scratch : Buffer.allocUnsafe(room);
  bytes.set(salt);
  return hash('sha256', bytes.subarray(0, salt.length + bytes.write(text, salt.length)), 'base64url');
}

/** One piece of memory for nearly all digests: there are a dozen to an entry. */
const scratch = Buffer.allocUnsafe(8_192);

type PublishedLeaf = { digests?: Record<string, string>; changes?: Record<string, [string | null, string | null]> };

function digestOfSlot(leaf: PublishedLeaf, slot: string): string | undefined {
  if (slot.startsWith('prev:')) return leaf.changes?.[slot.slice(5)]?.[0] ?? undefined;
  if (slot.startsWith('next:')) return leaf.changes?.[slot.slice(5)]?.[1] ?? undefined;
  return leaf.digests?.[slot];
}

function valueOfSlot(entry: AuditEntry, slot: string): unknown {
  if (slot.startsWith('prev:')) return (entry.prevValue as Fields)[slot.slice(5)];
  if (slot.startsWith('next:')) return (entry.newValue as Fields)[slot.slice(5)];
  return entry[slot as (typeof DIGESTED_FIELDS)[number]];
}

/**
 * The leaf of an entry: canonical JSON (RFC 8785) with the structure in clear and every value as a salted digest. One pair of digests a
 * changed field keeps it small however large the record is. The digest of an erased value can't be made again: it is taken from the
 * `published` leaf.
 */
export function leafOf(entry: AuditEntry, published?: string): string {
  const digests: Record<string, string> = {};
  const changes: Record<string, [string | null, string | null]> = {};
  const kept = published ? (JSON.parse(published) as PublishedLeaf) : undefined;
  saltSlots(entry).forEach((slot, n) => {
    const value = valueOfSlot(entry, slot);
    const salt = saltAt(entry.salts, n);
    const digest = (kept && isErased(salt, value) ? digestOfSlot(kept, slot) : undefined) ?? saltedDigest(salt, value);
    if (slot.startsWith('prev:')) changes[slot.slice(5)] = [digest, changes[slot.slice(5)]?.[1] ?? null];
    else if (slot.startsWith('next:')) changes[slot.slice(5)] = [changes[slot.slice(5)]?.[0] ?? null, digest];
    else digests[slot] = digest;
  });
  // The names in the order of RFC 8785; a created record has nothing before and a deleted one nothing after, an empty side is something else.
  const hasSides = entry.prevValue !== null || entry.newValue !== null;
  const parts = [
    `"action":${JSON.stringify(entry.action)}`,
    ...(hasSides ? [`"changes":${jsonOf(changes)}`] : []),
    `"digests":${jsonOf(digests)}`,
    `"entity":${JSON.stringify(entry.entity)}`,
    `"id":"${entry._id.toHexString()}"`,
    `"kind":${JSON.stringify(entry.kind)}`,
    `"outcome":${JSON.stringify(entry.outcome)}`,
    ...(entry.revision === undefined ? [] : [`"revision":${JSON.stringify(entry.revision)}`]),
    ...(hasSides ? [`"sides":[${entry.prevValue !== null},${entry.newValue !== null}]`] : []),
    `"time":"${entry.createdAt.toISOString()}"`,
    `"v":${JSON.stringify(entry.v)}`,
  ];
  return `{${parts.join(',')}}`;
}

/** Canonical JSON of texts, or pairs of texts, by name. */
const jsonOf = (byName: Record<string, string | [string | null, string | null]>): string =>
  `{${Object.keys(byName)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(byName[name])}`)
    .join(',')}}`;
