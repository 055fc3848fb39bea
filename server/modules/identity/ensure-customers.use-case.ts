import { Types } from 'mongoose';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { UserModel } from './user.model.ts';

export type BookCustomer = { username: string; country?: string; demo?: boolean };

/**
 * The ids of customers known only from the books (`customer-17850`), without e-mail or sign-in; those that are missing are made.
 * For imports and seeds; joins the operation it is called in. Those that exist stay as they are.
 */
export async function ensureCustomers(
  ctx: RequestContext,
  customers: readonly BookCustomer[],
): Promise<Map<string, string>> {
  return runOperation(ctx, { action: 'users.import' }, async () => {
    const wanted = new Map(customers.map((customer) => [customer.username, customer]));
    const known = await UserModel.find({ username: { $in: [...wanted.keys()] } }, { username: 1 }).lean();
    const ids = new Map(known.map(({ username, _id }) => [username, String(_id)]));
    const missing = [...wanted.values()]
      .filter(({ username }) => !ids.has(username))
      .map((customer) => ({ _id: new Types.ObjectId(), ...customer, roles: ['shopper' as const] }));
    if (missing.length > 0) await UserModel.insertMany(missing);
    for (const { username, _id } of missing) ids.set(username, String(_id));
    return ids;
  });
}
