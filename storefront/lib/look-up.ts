import type { FormDraft } from './forms/carried.ts';
import type { Fields } from './forms/fields.ts';
import { texts } from './texts.ts';

/** The form's own names: in forms, `name` and `email` are the shopper's. */
export const LOOK_UP = { form: 'look-up', number: 'lookup.number', email: 'lookup.email' } as const;

/** What was typed into the look-up, with what was wrong: which of the two it was is nobody's business. */
export function lookUpDraft({ text }: Fields, code: string, errors: Record<string, string>): FormDraft {
  const { problems } = texts.lookUp;
  return {
    of: LOOK_UP.form,
    values: { [LOOK_UP.number]: text(LOOK_UP.number), [LOOK_UP.email]: text(LOOK_UP.email) },
    errors: {
      ...(errors.name ? { [LOOK_UP.number]: errors.name } : {}),
      ...(errors.email ? { [LOOK_UP.email]: errors.email } : {}),
    },
    problem: code in problems ? problems[code as keyof typeof problems] : problems.other,
  };
}
