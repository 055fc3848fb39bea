import { notFound } from '../../shared/errors.ts';
import { findUsers, userByEmail } from '../identity/index.ts';
import { addresseeOf, mailsAbout } from '../notifications/index.ts';
import { buyerOf, orderIdsOf } from '../ordering/index.ts';

/**
 * Whom a record is about: a user, or whoever has the address of a guest's order or of a mail. Kept as `user:<id>`, `guest:<order>`,
 * `mailed:<mail>`, so that no address is stored a second time.
 */
export type Person = string;

/** Records in which personal fields are masked, by what stands in them. */
export const MASKED_ENTITIES = ['users', 'orders', 'mails'] as const;
export type MaskedEntity = (typeof MASKED_ENTITIES)[number];

/** The person whom a record is about. Throws `not_found`. */
export async function personOf(entity: MaskedEntity, id: string): Promise<Person> {
  if (entity === 'users') {
    if ((await findUsers([id])).length === 0) throw notFound('user', id);
    return `user:${id}`;
  }
  if (entity === 'orders') return personOfOrder(id);
  const mail = await addresseeOf(id);
  if (!mail) throw notFound('mail', id);
  if (mail.order) return personOfOrder(mail.order);
  const user = await userByEmail(mail.to);
  return user ? `user:${String(user._id)}` : `mailed:${id}`;
}

async function personOfOrder(id: string): Promise<Person> {
  const buyer = await buyerOf(id);
  if (!buyer) throw notFound('order', id);
  return buyer.customer ? `user:${buyer.customer}` : `guest:${id}`;
}

/** The record by which the trail knows a person. */
export function recordOf(person: Person): { entity: MaskedEntity; id: string } {
  const [kind, id = ''] = person.split(':');
  return { entity: kind === 'user' ? 'users' : kind === 'guest' ? 'orders' : 'mails', id };
}

/** Every record of a person in which something is masked, as `orders:<id>`; of orders the latest 2,000 (see `orderIdsOf`). */
export async function recordsOf(person: Person): Promise<string[]> {
  const { entity, id } = recordOf(person);
  const { orders, address } = await dealingsOf(entity, id);
  const mails = await mailsAbout(orders, address ? [address] : []);
  return [`${entity}:${id}`, ...orders.map((order) => `orders:${order}`), ...mails.map((mail) => `mails:${mail}`)];
}

async function dealingsOf(
  entity: MaskedEntity,
  id: string,
): Promise<{ orders: string[]; address: string | undefined }> {
  if (entity === 'users') {
    const [user] = await findUsers([id]);
    return { orders: await orderIdsOf({ customer: id }), address: user?.email };
  }
  const address = entity === 'orders' ? (await buyerOf(id))?.guestEmail : (await addresseeOf(id))?.to;
  return { orders: address ? await orderIdsOf({ 'guest.email': address }) : [], address };
}
