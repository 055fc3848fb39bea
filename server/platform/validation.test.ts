import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { parseInput } from './validation.ts';

function messageFor(schema: z.ZodType, input: unknown): string {
  try {
    parseInput(z.strictObject({ field: schema }), { field: input });
  } catch (error) {
    return (error as { fields: Record<string, string> }).fields['field'] ?? '';
  }
  return 'accepted';
}

test.each<[string, z.ZodType, unknown]>([
  ['a number that is too large', z.int().max(10_000, 'VAT is 100 % at most.'), 15_000],
  ['a number that is too small', z.int().min(1, 'VAT is 100 % at most.'), 0],
  ['a list that is empty', z.array(z.string()).min(1, 'VAT is 100 % at most.'), []],
  ['a text that is too short', z.string().min(3, 'VAT is 100 % at most.'), 'x'],
  ['something else than a number', z.int({ error: 'VAT is 100 % at most.' }), 'much'],
  ['nothing at all', z.int({ error: 'VAT is 100 % at most.' }), undefined],
  ['none of the choices', z.enum(['a'], { error: 'VAT is 100 % at most.' }), 'b'],
  ['a text of another form', z.string().regex(/^a$/, 'VAT is 100 % at most.'), 'b'],
])('for %s, what the schema says itself is what people read', (_what, schema, input) => {
  expect(messageFor(schema, input)).toBe('VAT is 100 % at most.');
});

test.each<[string, unknown, z.ZodType]>([
  ['This must be at most 3.', 4, z.int().max(3)],
  ['This must be a number.', 'x', z.int()],
  ['This must be a whole number.', 1.5, z.int()],
  ['This field is required.', undefined, z.string()],
  ['This field is required.', '', z.string().min(1)],
  ['This needs at least 3 characters.', 'x', z.string().min(3)],
  ['This may have at most 1 entry.', ['a', 'b'], z.array(z.string()).max(1)],
  ['This may have at most 2 characters.', 'abc', z.string().max(2)],
  ['This must be one of: a, b.', 'c', z.enum(['a', 'b'])],
  ['This does not have the form it needs.', 'b', z.string().regex(/^a$/)],
])('where a schema says nothing itself, “%s” is said of %j', (words, input, schema) => {
  expect(messageFor(schema, input)).toBe(words);
});
