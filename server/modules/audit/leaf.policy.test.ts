import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import mongoose from 'mongoose';
import type { AuditEntry } from './audit-entry.model.ts';
import { canonicalText } from './canonical.policy.ts';
import { leafOf, saltAt, salted, saltedDigest, saltSlots } from './leaf.policy.ts';

const side = fc.option(fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer()), { maxKeys: 4 }));
const entries = fc
  .record(
    {
      kind: fc.constantFrom('change', 'refusal', 'outside'),
      entity: fc.string(),
      entityId: fc.option(fc.string()),
      action: fc.string(),
      outcome: fc.constantFrom('done', 'refused'),
      revision: fc.nat(),
      prevValue: side,
      newValue: side,
      performedBy: fc.record({ kind: fc.string(), id: fc.option(fc.string()), name: fc.string() }),
      detail: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
      createdAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
    },
    { requiredKeys: ['kind', 'entity', 'action', 'outcome', 'prevValue', 'newValue', 'performedBy', 'createdAt'] },
  )
  .map((entry) => salted({ ...entry, v: 1, _id: new mongoose.Types.ObjectId() } as never));

describe('the leaf of an entry', () => {
  it('is canonical JSON, with every value that may name a person as a salted digest only', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const leaf = leafOf(entry);
        const parsed = JSON.parse(leaf) as { digests: Record<string, string>; time: string; id: string };
        expect(canonicalize(parsed)).toBe(leaf);
        expect(parsed).toMatchObject({ v: 1, id: String(entry._id), time: entry.createdAt.toISOString() });
        expect('changes' in parsed).toBe(entry.prevValue !== null || entry.newValue !== null);
        const slot = saltSlots(entry).indexOf('performedBy');
        expect(parsed.digests['performedBy']).toBe(saltedDigest(saltAt(entry.salts, slot), entry.performedBy));
      }),
    );
  });

  it('holds the SHA-256 of salt and text, short or long', () => {
    for (const text of ['', 'é', 'x'.repeat(20_000)]) {
      const salt = Buffer.from('0123456789abcdef');
      const digest = createHash('sha256').update(salt).update(canonicalText(text)).digest('base64url');
      expect(saltedDigest(salt, text)).toBe(digest);
    }
  });

  it('of an entry as it was first written stays as it is', () => {
    const entry = {
      _id: new mongoose.Types.ObjectId('65f000000000000000000001'),
      v: 1,
      kind: 'change',
      entity: 'products',
      entityId: 'p1',
      action: 'products.edit',
      outcome: 'done',
      revision: 2,
      prevValue: { price: 339 },
      newValue: { price: 295, tags: ['a'] },
      performedBy: { kind: 'user', id: 'u1', name: 'Ada' },
      role: ['admin'],
      createdAt: new Date('2026-01-02T03:04:05.678Z'),
      salts: new mongoose.mongo.Binary(Buffer.alloc(6 * 16, 7)),
    } as unknown as AuditEntry;
    expect(createHash('sha256').update(leafOf(entry)).digest('hex')).toBe(FIRST_LEAF);
  });
});

const FIRST_LEAF = 'efa141213aafbcb8a20f6e4b7f864b38a352a57e208bd3b7f14e317e9c13bb40';
