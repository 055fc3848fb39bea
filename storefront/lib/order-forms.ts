import { ApiProblem } from './api/errors.ts';
import { leave } from './forms/carried.ts';
import type { Fields } from './forms/fields.ts';
import { paths } from './paths.ts';

export type OrderParams = { name: string };

/** The order that a form on its page is about: by its key, where the page was opened by one. */
export const orderOf = ({ text }: Fields, { name }: OrderParams) => ({ name, key: text('key') || undefined });

/** Back to the order's page, which says what was done; nothing typed is kept. */
export const doneWith = (fields: Fields, { name }: OrderParams, changed: string) => ({
  goTo: paths.order(name, { key: fields.text('key'), changed }),
  cookies: [leave('orderDraft', null)],
});

type Refused = { code: string; error: unknown; fields: Fields; params: OrderParams };

/** Back to the order's page with what was wrong, and with what was typed into the fields named here. */
export function refusedWith({ code, error, fields, params }: Refused, form: string, names: readonly string[]) {
  const errors = error instanceof ApiProblem ? error.fields : {};
  const values = Object.fromEntries(names.map((name) => [name, fields.text(name)]));
  return {
    goTo: paths.order(params.name, { key: fields.text('key'), problem: code, in: form }),
    cookies: [leave('orderDraft', { of: `${form} ${params.name}`, values, errors, problem: '' })],
  };
}
