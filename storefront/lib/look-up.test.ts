import { expect, it } from '@jest/globals';
import { LOOK_UP, lookUpDraft } from './look-up.ts';
import { texts } from './texts.ts';

const typed: Record<string, string> = { [LOOK_UP.number]: 'CF-1', [LOOK_UP.email]: 'nobody' };
const fields = { has: () => true, text: (name: string) => typed[name] ?? '', files: () => [] };

it('shows again what was typed, and says at its field what is wrong with it', () => {
  expect(lookUpDraft(fields, 'invalid', { email: 'No address.' })).toEqual({
    of: 'look-up',
    values: typed,
    errors: { 'lookup.email': 'No address.' },
    problem: texts.lookUp.problems.invalid,
  });
});

it.each([
  ['no_such_order', texts.lookUp.problems.no_such_order],
  ['rate_limited', texts.lookUp.problems.rate_limited],
  ['unavailable', texts.lookUp.problems.other],
])('says of %s what to do', (code, problem) => {
  expect(lookUpDraft(fields, code, {})).toMatchObject({ problem, errors: {} });
});
