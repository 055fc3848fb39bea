import { notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { countTraces, eraseTraces, type PersonalTraces, pastValuesOf, personalFieldsOf } from '../audit/index.ts';
import { assertErasable, assertFreshSignIn, erasedUser, eraseUser, findUsers } from '../identity/index.ts';
import { forgetNotices } from '../inventory/index.ts';
import { eraseFromMail, eraseMails, mailsAbout } from '../notifications/index.ts';
import { eraseCustomer, eraseFromOrder, eraseFromReturnRequest, ordersOfCustomer } from '../ordering/index.ts';
import { texts } from './privacy.texts.ts';

export type ErasurePreview = {
  userId: string;
  name: string;
  /** Personal fields that the record will lose. */
  fields: string[];
  orders: number;
  /** Those among them that were placed without an account, with an address of this person. */
  guestOrders: number;
  openOrders: number;
  /** Entries whose values go, those of the erasure of the records among them: as many as `erasePerson` answers. */
  entries: number;
  stays: string[];
};

/** Tells what an erasure of this person would take away, and what must stay. Throws `not_found`. */
export async function previewErasure(ctx: RequestContext, userId: string): Promise<ErasurePreview> {
  assertCan(ctx, 'users', 'erase');
  const [user] = await findUsers([userId]);
  if (!user) throw notFound('user', userId);
  const { ids, open, asGuest } = await ordersOfCustomer(userId, await addressesOf(userId));
  const stored = user as unknown as Record<string, unknown>;
  return {
    userId,
    name: user.username,
    fields: [...personalFieldsOf('users')].filter((field) => stored[field] !== undefined),
    orders: ids.length,
    guestOrders: asGuest,
    openOrders: open,
    entries: await countTraces(await tracesOf(userId)),
    stays: [...texts.stays],
  };
}

/**
 * Erases a person: first from the records, which leaves entries with the old values; then, once those are in the log, from the trail. Safe to
 * run again where it was cut short. Throws `open_orders`, `own_account`, `last_admin`, `not_sequenced`, `not_found`, `fresh_sign_in_required`.
 */
export async function erasePerson(
  ctx: RequestContext,
  userId: string,
  /** Brings the trail's entries into the log, or waits until another instance has. */
  sequenced: () => Promise<void>,
): Promise<{ orders: number; entries: number }> {
  const orders = await eraseRecords(ctx, userId);
  await sequenced();
  return { orders, entries: await eraseTracesOf(ctx, userId) };
}

/**
 * The first half: the person's data goes from their record, orders, mails and carts. `withTheLast` runs in the operation that erases the person's
 * own record, which is the last. Answers how many orders there were.
 */
export async function eraseRecords(
  ctx: RequestContext,
  userId: string,
  withTheLast: () => Promise<void> = async () => undefined,
): Promise<number> {
  // The command at a terminal is no sign-in; whoever erases from the panel proves who they are.
  assertFreshSignIn(ctx);
  await assertErasable(ctx, userId);
  // Found once, before the records that lead to them are erased; a run that goes on finds them by the trail and by their mark.
  const addresses = await addressesOf(userId);
  const orders = await eraseCustomer(ctx, userId, addresses, erasedAddress(userId));
  await eraseMails(ctx, await mailsOf(userId), erasedAddress(userId));
  await forgetNotices(addresses);
  await eraseUser(ctx, userId, withTheLast);
  return orders;
}

/** The second half, once all of it is in the log: answers in how many entries values were erased. Throws `not_sequenced`. */
export const eraseTracesOf = async (ctx: RequestContext, userId: string): Promise<number> =>
  eraseTraces(ctx, await tracesOf(userId));

async function tracesOf(userId: string): Promise<PersonalTraces> {
  const { ids, returnRequestIds } = await ordersOfCustomer(userId, await addressesOf(userId));
  const address = erasedAddress(userId);
  const of = (entity: string, itsIds: string[], erase: (stored: never) => void) => ({
    entity,
    ids: itsIds,
    fields: personalFieldsOf(entity),
    erase: erase as (stored: object) => void,
  });
  return {
    actorId: userId,
    records: [
      of('users', [userId], (user: object) => void Object.assign(user, erasedUser(userId))),
      of('orders', ids, (order: Parameters<typeof eraseFromOrder>[0]) => eraseFromOrder(order, address)),
      of('mails', await mailsOf(userId), (mail: Parameters<typeof eraseFromMail>[0]) => eraseFromMail(mail, address)),
      of('returnRequests', returnRequestIds, eraseFromReturnRequest),
    ],
  };
}

/** What erased mails and guests' orders are addressed to: a run that goes on where another stopped finds them again by it. */
const erasedAddress = (userId: string): string => `erased-${userId}@example.invalid`;

/** Every address that is or was this person's. */
async function addressesOf(userId: string): Promise<string[]> {
  const [user] = await findUsers([userId]);
  const past = await pastValuesOf('users', userId, 'email');
  return [...new Set([erasedAddress(userId), ...past, ...(user?.email ? [user.email] : [])])];
}

/** The mails about a person's orders, and those to their addresses. */
async function mailsOf(userId: string): Promise<string[]> {
  const addresses = await addressesOf(userId);
  const { ids } = await ordersOfCustomer(userId, addresses);
  return mailsAbout(ids, addresses);
}
