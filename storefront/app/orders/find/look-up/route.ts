import { ApiProblem } from '../../../../lib/api/errors.ts';
import { shopperLookUpOrder } from '../../../../lib/api/index.ts';
import { leave } from '../../../../lib/forms/carried.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { LOOK_UP, lookUpDraft } from '../../../../lib/look-up.ts';
import { paths } from '../../../../lib/paths.ts';

/** Finds a guest's order; what was typed never comes into an address. */
export const POST = formPost(
  async ({ text }) => {
    const { order, key } = await shopperLookUpOrder(text(LOOK_UP.number), text(LOOK_UP.email));
    return { goTo: paths.order(order.name, { key }), cookies: [leave('orderDraft', null)] };
  },
  ({ code, error, fields }) => {
    const errors = error instanceof ApiProblem ? error.fields : {};
    return { goTo: paths.findOrder, cookies: [leave('orderDraft', lookUpDraft(fields, code, errors))] };
  },
);
