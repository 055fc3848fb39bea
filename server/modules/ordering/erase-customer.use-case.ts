import { badRequest } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { CartModel } from './cart.model.ts';
import { OrderModel } from './order.model.ts';

const ERASED = 'erased';

/** The orders of a customer, and how many of them are still open. */
export async function ordersOfCustomer(userId: string): Promise<{ ids: string[]; open: number }> {
  const orders = await OrderModel.find({ customer: userId }, { status: 1 }).lean();
  return { ids: orders.map(({ _id }) => String(_id)), open: orders.filter((order) => order.status === 'open').length };
}

/**
 * Takes name, address and notes off a customer's orders, one operation an order, and throws their cart away. What was sold for how much stays:
 * the books need it. Throws `open_orders` while something is still to be sent to them.
 */
export async function eraseCustomer(ctx: RequestContext, userId: string): Promise<number> {
  assertCan(ctx, 'users', 'erase');
  const { ids, open } = await ordersOfCustomer(userId);
  if (open > 0)
    throw badRequest('open_orders', `${open} of their orders are still open: complete or cancel them first.`);
  for (const orderId of ids) {
    await runOperation(ctx, { action: 'orders.eraseRecord', entity: 'orders', entityId: orderId }, async () => {
      const order = await OrderModel.findById(orderId).orFail();
      const { country = 'GB' } = order.address ?? {};
      if (order.address) order.address = { name: ERASED, line1: ERASED, city: ERASED, postcode: ERASED, country };
      if (order.guest) order.guest = { name: ERASED, email: `${ERASED}@example.invalid` };
      for (const note of order.notes) note.text = ERASED;
      await order.save();
    });
  }
  await CartModel.deleteOne({ _id: `user:${userId}` });
  return ids.length;
}
