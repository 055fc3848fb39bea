import { type ApiRoute, defineRoute } from '../../platform/api-route.ts';
import type { SharedLimit } from '../../platform/shared-limit.ts';
import {
  deleteCart,
  listOwnOrders,
  postCancel,
  postCheckout,
  postLookUp,
  putAddress,
  putCartLine,
  showCart,
  showOwnOrder,
} from './shop-api.controller.ts';
import {
  addressBody,
  cancelBody,
  cart,
  cartLineBody,
  cartLineParams,
  checkoutAnswer,
  checkoutBody,
  listOrdersQuery,
  lookedUp,
  lookUpBody,
  ORDER_KEY,
  order,
  orderList,
  orderParams,
} from './shop-api.schemas.ts';

const address = { name: 'Ada Byron', line1: '12 St James Sq', city: 'London', postcode: 'SW1Y 4JH', country: 'GB' };
const theCart = { 200: { description: 'The cart as it is now.', schema: cart } };
const theOrder = { 200: { description: 'The order as it is now.', schema: order } };
const outOfStock = { status: 409, code: 'out_of_stock', when: 'Less is available; `lines` says what is left.' };
const tooLate = { status: 409, code: 'illegal_move', when: 'The order is packed already, or no longer open.' };
const notSignedIn = { status: 401, code: 'unauthenticated', when: 'Nobody is signed in, and no key came.' };
const orderKey = {
  [ORDER_KEY]: { description: 'The key of the link in the order’s mail; opens it to whoever is not signed in.' },
};
const busy = { status: 503, code: 'busy', when: 'Many people want these goods at this moment; nothing was taken.' };

/** Of one person, or one address without one: a network may hold many shoppers, none of them orders every other second. */
const CHECKOUTS: SharedLimit = { name: 'checkout', burst: 30, perMinute: 30 };

/** The shop's cart, checkout and a shopper's own orders. */
export const shopRoutes: ApiRoute[] = [
  defineRoute({
    method: 'get',
    path: '/cart',
    operationId: 'getCart',
    summary: 'The cart of whoever is signed in, or of this browser',
    description: 'A guest’s cart is known by an HttpOnly cookie; on sign-in it joins the user’s own.',
    tag: 'Cart',
    access: 'anyone',
    answers: theCart,
    handle: showCart,
  }),
  defineRoute({
    method: 'put',
    path: '/cart/lines/{productId}',
    operationId: 'setCartLine',
    summary: 'Sets how many of a product are in the cart',
    tag: 'Cart',
    access: 'anyone',
    audit: { entity: 'carts', action: 'carts.edit' },
    params: cartLineParams,
    body: cartLineBody,
    bodyExample: { quantity: 2 },
    answers: theCart,
    problems: [
      outOfStock,
      { status: 409, code: 'not_for_sale', when: 'The product is not for sale.' },
      { status: 409, code: 'cart_full', when: 'The cart holds 1,000 products already.' },
    ],
    handle: putCartLine,
  }),
  defineRoute({
    method: 'delete',
    path: '/cart',
    operationId: 'clearCart',
    summary: 'Empties the cart',
    tag: 'Cart',
    access: 'anyone',
    audit: { entity: 'carts', action: 'carts.edit' },
    answers: { 204: { description: 'It is empty.' } },
    handle: deleteCart,
  }),
  defineRoute({
    method: 'post',
    path: '/checkout',
    operationId: 'checkOut',
    summary: 'Orders what is in the cart',
    description:
      'Needs the header `Idempotency-Key` (8 to 200 visible characters): the same key with the same body gives the same answer and orders once, ' +
      'for 48 hours.',
    tag: 'Checkout',
    access: 'anyone',
    audit: { entity: 'orders', action: 'orders.place' },
    headers: {
      'idempotency-key': { description: 'Names this checkout: 8 to 200 visible characters.', required: true },
    },
    limit: CHECKOUTS,
    body: checkoutBody,
    bodyExample: { guest: { name: 'Ada Byron', email: 'ada@example.org' }, address, paymentMethod: 'bank_transfer' },
    answers: { 201: { description: 'The order is placed.', schema: checkoutAnswer } },
    problems: [
      outOfStock,
      {
        status: 409,
        code: 'price_changed',
        when: 'Prices are not those that the shopper saw: `changes` says which; nothing was taken.',
      },
      { status: 409, code: 'cart_changed', when: 'The cart changed at the same moment.' },
      { status: 409, code: 'cart_empty', when: 'There is nothing in the cart.' },
      { status: 422, code: 'idempotency_key_reused', when: 'The key belongs to another request.' },
      { status: 400, code: 'idempotency_key_missing', when: 'The header is missing.' },
      { status: 400, code: 'bad_idempotency_key', when: 'The key is too short, too long or holds odd characters.' },
      busy,
    ],
    handle: postCheckout,
  }),
  defineRoute({
    method: 'get',
    path: '/orders',
    operationId: 'listOwnOrders',
    summary: 'One’s own orders, newest first',
    tag: 'Orders',
    access: 'signed-in',
    audit: { entity: 'orders', action: 'orders.list' },
    query: listOrdersQuery,
    answers: { 200: { description: 'One page.', schema: orderList } },
    problems: [{ status: 404, code: 'bad_cursor', when: 'The cursor is of another list.' }],
    handle: listOwnOrders,
  }),
  defineRoute({
    method: 'post',
    path: '/orders/lookup',
    operationId: 'lookUpOrder',
    summary: 'A guest’s order by its number and e-mail address',
    description:
      'Answers the order and a key that opens it. A wrong address and an unknown number get the same answer; tries are limited.',
    tag: 'Orders',
    access: 'anyone',
    audit: { entity: 'orders', action: 'orders.lookUp' },
    limit: { name: 'order look-up', burst: 10, perMinute: 2 },
    body: lookUpBody,
    bodyExample: { name: 'CF-10482', email: 'ada@example.org' },
    answers: { 200: { description: 'The order, and its key.', schema: lookedUp } },
    problems: [{ status: 404, code: 'no_such_order', when: 'No guest’s order has this number and this address.' }],
    handle: postLookUp,
  }),
  defineRoute({
    method: 'get',
    path: '/orders/{name}',
    operationId: 'getOwnOrder',
    summary: 'One of one’s own orders, or the one that a key opens',
    tag: 'Orders',
    access: 'anyone',
    headers: orderKey,
    audit: { entity: 'orders', action: 'orders.show' },
    params: orderParams,
    answers: theOrder,
    problems: [notSignedIn],
    handle: showOwnOrder,
  }),
  defineRoute({
    method: 'post',
    path: '/orders/{name}/cancel',
    operationId: 'cancelOwnOrder',
    summary: 'Cancels an order that is not packed yet',
    tag: 'Orders',
    access: 'anyone',
    headers: orderKey,
    audit: { entity: 'orders', action: 'orders.cancel' },
    params: orderParams,
    body: cancelBody,
    bodyExample: { reason: 'Ordered twice' },
    answers: theOrder,
    problems: [notSignedIn, tooLate, busy],
    handle: postCancel,
  }),
  defineRoute({
    method: 'put',
    path: '/orders/{name}/address',
    operationId: 'changeOwnAddress',
    summary: 'Changes where an order goes, as long as it is not packed',
    tag: 'Orders',
    access: 'anyone',
    headers: orderKey,
    audit: { entity: 'orders', action: 'orders.changeAddress' },
    params: orderParams,
    body: addressBody,
    bodyExample: address,
    answers: theOrder,
    problems: [notSignedIn, tooLate],
    handle: putAddress,
  }),
];
