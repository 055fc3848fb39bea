import { leavesDoubt } from '../../../../lib/api/errors.ts';
import { shopperPayOrder } from '../../../../lib/api/index.ts';
import type { PayRequest } from '../../../../lib/api/types.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { doneWith, type OrderParams, orderOf, refusedWith } from '../../../../lib/order-forms.ts';
import { outcomeOf } from '../../../../lib/pay-outcome.ts';

const FIELDS = ['paymentMethod', 'card'];

/** Tries once more to pay an order. Sending the form twice is one try: its hidden key names it. */
export const POST = formPost<OrderParams>(
  async (fields, params) => {
    const { text } = fields;
    const paymentMethod = text('paymentMethod') as PayRequest['paymentMethod'];
    const card = paymentMethod === 'card_test' ? { card: text('card') as PayRequest['card'] } : {};
    const answer = await shopperPayOrder(orderOf(fields, params), { paymentMethod, ...card }, text('request'));
    const { changed, problem } = outcomeOf(answer);
    if (problem) return refusedWith({ code: problem, error: null, fields, params }, 'pay', FIELDS);
    return doneWith(fields, params, changed);
  },
  (refused) => refusedWith(leavesDoubt(refused.error) ? { ...refused, code: 'pay_unsure' } : refused, 'pay', FIELDS),
);
