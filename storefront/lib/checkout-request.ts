import type { Cart, CheckoutRequest } from './api/types.ts';
import { deliveryPrice } from './delivery.ts';
import type { Draft } from './forms/carried.ts';
import { ADDRESS_FIELDS, addressFrom, type Fields } from './forms/fields.ts';

const FIELDS = ['guest.name', 'guest.email', ...ADDRESS_FIELDS, 'delivery', 'paymentMethod', 'card', 'note'] as const;

/** The order as the server takes it, with the total that the shopper saw: it refuses when it is another by now. */
export function checkoutRequest(fields: Fields, cart: Cart | null): CheckoutRequest {
  const { has, text } = fields;
  const paymentMethod = text('paymentMethod') as CheckoutRequest['paymentMethod'];
  const guest = { name: text('guest.name'), email: text('guest.email') };
  const total = expectedTotal(fields, cart);
  return {
    address: addressFrom(fields),
    paymentMethod,
    // Also where nothing was typed: then all that is missing is marked at once.
    ...(has('guest.email') ? { guest } : {}),
    ...(text('delivery') ? { delivery: text('delivery') } : {}),
    ...(paymentMethod === 'card_test' ? { card: text('card') as CheckoutRequest['card'] } : {}),
    ...(text('note') ? { note: text('note') } : {}),
    ...(total === undefined ? {} : { expectedTotal: total }),
  };
}

function expectedTotal({ text }: Fields, cart: Cart | null): number | undefined {
  const goods = Number(text('goods'));
  const method = cart?.deliveryMethods.find(({ id }) => id === text('delivery'));
  return method && text('goods') !== '' && Number.isSafeInteger(goods)
    ? goods + deliveryPrice(method, goods)
    : undefined;
}

/** What was typed, for the form to show it again with what is wrong. */
export function draftOf({ text }: Fields, errors: Record<string, string>, problem: string): Draft {
  return { values: Object.fromEntries(FIELDS.map((name) => [name, text(name)])), errors, problem };
}
