import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { canonicalText, sameValue } from './canonical.policy.ts';

const { EJSON, ObjectId, Decimal128, Long, Binary } = mongoose.mongo.BSON;

const stored = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.constantFrom(0, -0, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53, 1e21, 1.5, Number.NaN),
    fc.double(),
    fc.date({ noInvalidDate: true }),
    fc.constantFrom(new ObjectId('65f000000000000000000001'), Long.fromNumber(7), Decimal128.fromString('1.10')),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$set', '10', '9', 'é', 'z')), tie('value'), { maxKeys: 5 }),
  ),
})).value;

describe('the canonical text of a stored value', () => {
  it('is its Extended JSON in canonical mode, by RFC 8785, whatever the value', () => {
    fc.assert(
      fc.property(stored, (value) => {
        expect(canonicalText(value)).toBe(canonicalize(EJSON.serialize(value, { relaxed: false })));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is what two lists, dates or ids have in common that are the same, and no others', () => {
    const few = fc.oneof(
      fc.array(fc.constantFrom<unknown>('a', 'b', '', 1, null, new Date(1)), { maxLength: 3 }),
      fc.constantFrom(new Date(0), new Date(1), new ObjectId('65f000000000000000000001'), '65f000000000000000000001'),
      fc.constantFrom({ a: 1 }, { a: 1, b: 2 }, { b: 2, a: 1 }, ['a', ['b']], [['a'], 'b']),
    );
    fc.assert(
      fc.property(few, few, (a, b) => {
        expect(sameValue(a, b)).toBe(canonicalText(a) === canonicalText(b));
      }),
      { numRuns: 2_000 },
    );
  });
});
