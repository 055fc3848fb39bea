import type { z } from 'zod';
import { clock } from '../../platform/clock.ts';
import type { PaymentView, ProviderId } from '../payments/index.ts';
import type { DeliveryMethod } from '../settings/index.ts';
import type { CartView } from './cart.presenter.ts';
import type { CheckoutAnswer } from './check-out.use-case.ts';
import { guestOrderKey } from './guest-order-link.service.ts';
import type { Order } from './order.model.ts';
import { mayDo } from './order-state.policy.ts';
import type { OrderTotals } from './order-totals.policy.ts';
import { waysToPay } from './payable.policy.ts';
import type { ReturnRequest } from './return-request.model.ts';
import { WAITING_RETURNS } from './return-request.policy.ts';
import type * as schemas from './shop-api.schemas.ts';

type Json<S extends z.ZodType> = z.output<S>;

const moneyIn = (currency: string) => (amount: number) => ({ amount, currency });

function presentTotals(totals: OrderTotals, currency: string) {
  const money = moneyIn(currency);
  const { goods, delivery, net, vat, gross } = totals;
  return {
    goods: money(goods),
    delivery: money(delivery),
    net: money(net),
    vat: money(vat),
    gross: money(gross),
  };
}

export type Choices = { deliveryMethods: readonly DeliveryMethod[]; paymentMethods: ProviderId[] };

/** A cart and the choices at checkout. */
export function presentShopCart(view: CartView, choices: Choices): Json<typeof schemas.cart> {
  const money = moneyIn(view.currency);
  return {
    lines: view.lines.map(({ unitPrice, gross, priceThen, ...line }) => ({
      ...line,
      unitPrice: money(unitPrice),
      total: money(gross),
      ...(priceThen === undefined ? {} : { priceThen: money(priceThen) }),
    })),
    totals: presentTotals(view.totals, view.currency),
    delivery: view.delivery,
    orderable: view.orderable,
    deliveryMethods: choices.deliveryMethods.map(({ id, name, price, freeFrom }) => ({
      id,
      name,
      price: money(price),
      freeFrom: freeFrom === null ? null : money(freeFrom),
    })),
    paymentMethods: choices.paymentMethods,
  };
}

/** A guest's answer holds the key that opens the order, which their mail has too. */
export function presentCheckout(
  { orderId, name, totals, currency, payment }: CheckoutAnswer,
  { asGuest }: { asGuest: boolean },
): Json<typeof schemas.checkoutAnswer> {
  const order = { id: orderId, name, totals: presentTotals(totals, currency) };
  return { order: { ...order, key: asGuest ? guestOrderKey(orderId) : null }, payment };
}

export const presentSummary = (order: Order): Json<typeof schemas.orderSummary> => ({
  id: String(order._id),
  name: order.name,
  date: order.date.toISOString(),
  status: order.status,
  paymentStatus: order.paymentStatus,
  fulfilmentStatus: order.fulfilmentStatus,
  total: moneyIn(order.currency)(order.totals.gross),
});

/** What an order's shopper asked to send back, as they see it: not who answered. */
const presentReturn = (request: StoredReturn): Json<typeof schemas.returnRequest> => ({
  name: request.name,
  date: request.createdAt.toISOString(),
  status: request.status,
  lines: request.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  reason: request.reason,
  note: request.note ?? null,
  photos: [...request.photos],
});

type StoredReturn = ReturnRequest & { createdAt: Date };

/** What belongs to an order and is kept beside it, and the ways to pay of this moment. */
export type Beside = {
  returns: readonly StoredReturn[];
  payments: readonly PaymentView[];
  inShop: readonly ProviderId[];
};

/** An order as its shopper may see it, with its returns: no notes of staff, no ids of people. */
export function presentShopOrder(order: Order, { returns, payments, inShop }: Beside): Json<typeof schemas.order> {
  const money = moneyIn(order.currency);
  const isWaiting = returns.some(({ status }) => WAITING_RETURNS.includes(status));
  return {
    ...presentSummary(order),
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      productId: line.product && String(line.product),
      sku: line.sku,
      name: line.name,
      uom: line.uom,
      quantity: line.quantity,
      shipped: line.shipped,
      returned: line.returned,
      returnable: line.product ? line.shipped - line.returned : 0,
      unitPrice: money(line.unitPrice),
      total: money(line.gross),
    })),
    totals: presentTotals(order.totals, order.currency),
    delivery: order.delivery?.name ?? null,
    paymentMethod: order.paymentMethod,
    address: order.address ?? null,
    shipments: order.shipments.map(({ date, carrier, tracking, lines }) => ({
      date: date.toISOString(),
      carrier: carrier ?? null,
      tracking: tracking ?? null,
      lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    })),
    returns: returns.map(presentReturn),
    payment: {
      last: payments.at(-1)?.status ?? null,
      open: money(mayDo('takePayment', order) ? order.totals.gross - order.paid : 0),
      until: order.expiresAt?.toISOString() ?? null,
      methods: waysToPay(order, payments, inShop, clock.now()),
    },
    mayCancel: mayDo('cancel', order),
    mayChangeAddress: mayDo('changeAddress', order),
    mayRequestReturn: mayDo('requestReturn', order) && !isWaiting,
  };
}
