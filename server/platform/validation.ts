import type { z } from 'zod';
import { counted } from '../shared/counted.ts';
import { invalid } from '../shared/errors.ts';

type Issue = z.core.$ZodIssue;

/** Reads unknown input by a schema; throws `invalid` with a message per field, in words for the person who typed it. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalid(fieldMessages(parsed.error));
  return parsed.data;
}

/** The first message of each field; a field inside another is named by its path (`images.0.alt`). */
export function fieldMessages(error: z.ZodError): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const issue of error.issues) {
    for (const path of pathsOf(issue)) messages[path] ??= plainMessage(issue);
  }
  return messages;
}

/** The parameters or fields that the schema does not know. */
export const unknownKeys = (error: z.ZodError): string[] =>
  error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? pathsOf(issue) : []));

function pathsOf(issue: Issue): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key].join('.'));
  return [path.join('.') || 'body'];
}

const ZODS_OWN_WORDS = /^(Too (small|big):|Invalid |Unrecognized key)/;

/** zod speaks to programmers; what it says about the common cases is put in plain words, a schema's own message is kept. */
function plainMessage(issue: Issue): string {
  if (!ZODS_OWN_WORDS.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'There is no such field.';
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return 'This field is required.';
      return `This must be ${withArticle(issue.expected)}.`;
    case 'invalid_value':
      return `This must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      if (issue.origin === 'string') return atLeast(issue.minimum, 'character');
      if (issue.origin === 'array') return atLeast(issue.minimum, 'entry', 'entries');
      return `This must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin === 'string') return `This may have at most ${counted(issue.maximum, 'character')}.`;
      if (issue.origin === 'array') return `This may have at most ${counted(issue.maximum, 'entry', 'entries')}.`;
      return `This must be at most ${issue.maximum}.`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'invalid_format':
      return 'This does not have the form it needs.';
    case 'invalid_union':
      return 'This value does not fit here.';
    default:
      return issue.message;
  }
}

const atLeast = (count: number | bigint, one: string, many = `${one}s`): string =>
  Number(count) === 1 && one === 'character'
    ? 'This field is required.'
    : `This needs at least ${counted(count, one, many)}.`;

const NAMES: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'yes or no',
};

const withArticle = (type: string): string => NAMES[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
