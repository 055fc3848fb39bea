import { shopperChangeAddress } from '../../../../lib/api/index.ts';
import { ADDRESS_FIELDS, addressFrom } from '../../../../lib/forms/fields.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { doneWith, type OrderParams, orderOf, refusedWith } from '../../../../lib/order-forms.ts';

export const POST = formPost<OrderParams>(
  async (fields, params) => {
    await shopperChangeAddress(orderOf(fields, params), addressFrom(fields));
    return doneWith(fields, params, 'address');
  },
  (refused) => refusedWith(refused, 'address', ADDRESS_FIELDS),
);
