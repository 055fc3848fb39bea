import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { canonicalText } from './canonical.policy.ts';

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
});
