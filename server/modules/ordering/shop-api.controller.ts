import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import { type Answer, ORDER_KEY } from '../../platform/api-route.ts';
import { badRequest, notFound } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { recordAccess } from '../audit/index.ts';
import { PICTURE_CONTENT_TYPE } from '../media/index.ts';
import { paymentsOfOrder, shopPaymentProviders } from '../payments/index.ts';
import { cancelOrder } from './cancel-order.use-case.ts';
import { type CartOwner, clearCart, getCart, setCartLine } from './cart.service.ts';
import { changeAddress } from './change-address.use-case.ts';
import { checkOutInShop } from './check-out-in-shop.use-case.ts';
import { opensOrder } from './guest-order-link.service.ts';
import { lookUpOrder } from './look-up-order.use-case.ts';
import { mergeCarts } from './merge-carts.use-case.ts';
import type { Order } from './order.model.ts';
import { orderByName, ordersOf } from './order.repository.ts';
import { orderingSettings, pricing } from './ordering.settings.ts';
import { payOrder } from './pay-order.use-case.ts';
import { requestReturn } from './request-return.use-case.ts';
import { addReturnPhoto, photoOfOrder } from './return-photo.use-case.ts';
import { returnRequestsOf } from './return-request.repository.ts';
import {
  type Beside,
  type Choices,
  presentCheckout,
  presentShopCart,
  presentShopOrder,
  presentSummary,
} from './shop-api.presenter.ts';
import type {
  addressBody,
  cancelBody,
  checkoutBody,
  listOrdersQuery,
  lookUpBody,
  payBody,
  returnBody,
} from './shop-api.schemas.ts';

/** What a shopper may choose from at checkout. */
async function choices(): Promise<Choices> {
  const { deliveryMethods } = await pricing();
  return { deliveryMethods, paymentMethods: await shopPaymentProviders() };
}

type Asked = { ctx: RequestContext; headers: IncomingHttpHeaders };

export async function showCart({ ctx, headers }: Asked): Promise<Answer> {
  const { owner, cookie } = await cartOf(ctx, headers);
  return { body: presentShopCart(await getCart(ctx, owner), await choices()), ...cookieHeader(cookie) };
}

export async function putCartLine(
  asked: Asked & { params: { productId: string }; body: { quantity: number } },
): Promise<Answer> {
  const { ctx, headers, params, body } = asked;
  const { owner, cookie } = await cartOf(ctx, headers, { make: true });
  const view = await setCartLine(ctx, owner, { ...params, ...body });
  return { body: presentShopCart(view, await choices()), ...cookieHeader(cookie) };
}

export async function deleteCart({ ctx, headers }: Asked): Promise<Answer> {
  const { owner } = await cartOf(ctx, headers);
  await clearCart(ctx, owner);
  return { status: 204 };
}

export async function postCheckout({
  ctx,
  headers,
  body,
}: Asked & { body: z.output<typeof checkoutBody> }): Promise<Answer> {
  const key = idempotencyKeyIn(headers);
  const { owner } = await cartOf(ctx, headers);
  const answer = await checkOutInShop(ctx, owner, body, key);
  return { status: 201, body: presentCheckout(answer, { asGuest: ctx.actor.id === null }) };
}

export async function listOwnOrders({
  ctx,
  query,
}: Asked & { query: z.output<typeof listOrdersQuery> }): Promise<Answer> {
  const { orders, next } = await ordersOf(userOf(ctx), query);
  return { body: { items: orders.map(presentSummary), next } };
}

export async function postLookUp({ ctx, body }: Asked & { body: z.output<typeof lookUpBody> }): Promise<Answer> {
  const { order, key } = await lookUpOrder(ctx, body);
  return { body: { order: await presented(order), key } };
}

type Named = Asked & { params: { name: string } };

export async function showOwnOrder(asked: Named): Promise<Answer> {
  return { body: await presented((await ownOrder(asked)).order) };
}

async function presented(order: Order) {
  const [returns, payments, inShop] = await Promise.all([
    returnRequestsOf([order._id]),
    paymentsOfOrder(String(order._id)),
    shopPaymentProviders(),
  ]);
  return presentShopOrder(order, { returns: returns as unknown as Beside['returns'], payments, inShop });
}

export async function postCancel(asked: Named & { body: z.output<typeof cancelBody> }): Promise<Answer> {
  const { ctx, order } = await ownOrder(asked);
  await cancelOrder(ctx, { orderId: String(order._id), ...asked.body });
  return showOwnOrder(asked);
}

export async function putAddress(asked: Named & { body: z.output<typeof addressBody> }): Promise<Answer> {
  const { ctx, order } = await ownOrder(asked);
  await changeAddress(ctx, { orderId: String(order._id), address: asked.body });
  return showOwnOrder(asked);
}

export async function postPayment(asked: Named & { body: z.output<typeof payBody> }): Promise<Answer> {
  const requestKey = idempotencyKeyIn(asked.headers);
  const { ctx, order } = await ownOrder(asked);
  const { status } = await payOrder(ctx, { orderId: String(order._id), ...asked.body, requestKey });
  return { status: 201, body: { payment: status, order: (await showOwnOrder(asked)).body } };
}

export async function postReturn(asked: Named & { body: z.output<typeof returnBody> }): Promise<Answer> {
  const { ctx, order } = await ownOrder(asked);
  await requestReturn(ctx, { orderId: String(order._id), ...asked.body });
  return { ...(await showOwnOrder(asked)), status: 201 };
}

export async function postReturnPhoto(asked: Named & { file: AsyncIterable<Uint8Array> }): Promise<Answer> {
  const { order } = await ownOrder(asked);
  const { id } = await addReturnPhoto(order, asked.file);
  return { status: 201, body: { photo: id } };
}

export async function showReturnPhoto(asked: Asked & { params: { name: string; photo: string } }): Promise<Answer> {
  const { order } = await ownOrder(asked);
  return { file: { body: await photoOfOrder(order, asked.params.photo), contentType: PICTURE_CONTENT_TYPE } };
}

/**
 * The order of whoever asks: opened by its key, or of the person who is signed in. Somebody else's does not exist for them, whatever their
 * role: this is the shop's side of the API. Throws `not_found`.
 */
async function ownOrder({ ctx, headers, params }: Named): Promise<{ ctx: RequestContext; order: Order }> {
  const key = headers[ORDER_KEY];
  const order = await orderByName(params.name);
  const orderId = order && String(order._id);
  if (!order || !orderId) throw notFound('order', params.name);
  if (typeof key === 'string') {
    if (!opensOrder(orderId, key)) throw notFound('order', params.name);
    await recordAccess(ctx, { entity: 'orders', action: 'show', entityId: orderId });
    return { ctx: { ...ctx, holdsKeyTo: orderId }, order };
  }
  if (String(order.customer) !== ctx.actor.id) throw notFound('order', params.name);
  return { ctx, order };
}

function idempotencyKeyIn(headers: IncomingHttpHeaders): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string') return key;
  throw badRequest(
    'idempotency_key_missing',
    'Send an Idempotency-Key, so that a repetition is no second order or payment.',
  );
}

const userOf = (ctx: RequestContext): string => ctx.actor.id ?? '';

const cookieHeader = (cookie: string | null) => (cookie ? { headers: { 'Set-Cookie': cookie } } : {});

/** Whose cart a request means. A guest's cart joins that of the user as soon as they come with both. */
async function cartOf(
  ctx: RequestContext,
  headers: IncomingHttpHeaders,
  { make = false } = {},
): Promise<{ owner: CartOwner; cookie: string | null }> {
  const given = tokenIn(headers.cookie);
  if (ctx.actor.kind === 'user' && ctx.actor.id) {
    if (!given) return { owner: { userId: ctx.actor.id }, cookie: null };
    await mergeCarts(ctx, given, ctx.actor.id);
    return { owner: { userId: ctx.actor.id }, cookie: cartCookie('', 0) };
  }
  const token = given ?? randomBytes(24).toString('base64url');
  const days = orderingSettings().cartDays.guest;
  return { owner: { token }, cookie: make ? cartCookie(token, days * 86_400) : null };
}

const cookieName = (): string => (orderingSettings().secureCookies ? '__Host-cf_cart' : 'cf_cart');

function cartCookie(token: string, maxAge: number): string {
  const secure = orderingSettings().secureCookies ? '; Secure' : '';
  return `${cookieName()}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

function tokenIn(cookies: string | undefined): string | null {
  const name = cookieName();
  const pair = (cookies ?? '').split(/; */).find((one) => one.startsWith(`${name}=`));
  const token = pair?.slice(name.length + 1) ?? '';
  return /^[A-Za-z0-9_-]{16,64}$/.test(token) ? token : null;
}
