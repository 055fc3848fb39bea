import { shopperCancelOrder } from '../../../../lib/api/index.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { doneWith, type OrderParams, orderOf, refusedWith } from '../../../../lib/order-forms.ts';

export const POST = formPost<OrderParams>(
  async (fields, params) => {
    await shopperCancelOrder(orderOf(fields, params), fields.text('reason') || undefined);
    return doneWith(fields, params, 'cancelled');
  },
  (refused) => refusedWith(refused, 'cancel', ['reason']),
);
