import { panelRequest } from '../server/http/panel/panel-request.ts';
import { recordRefusal } from '../server/modules/audit/admin.ts';
import { lastAddressOf, placeOrder, previewOrder, pricing } from '../server/modules/ordering/admin.ts';
import { isAppError } from '../server/shared/errors.ts';
import { toDecimalText } from '../server/shared/money.ts';
import { assertCan } from '../server/shared/permissions.policy.ts';
import type { RequestContext } from '../server/shared/request-context.ts';
import { shownPreview, wantedLines } from './features/order-drafts.ts';

type Body = Record<string, unknown>;

/** How an order that staff take down is paid: there is no card at the telephone. */
const WAYS_TO_PAY = ['bank_transfer', 'cash'];

/**
 * The desk where staff take an order down for somebody: what there is to choose from, what the lines come to so far, where the customer's last
 * order went, and placing it. Throws what placing an order throws.
 */
export async function orderDesk(ctx: RequestContext, _query: URLSearchParams, body: Body): Promise<object> {
  if (body['do'] === 'preview') return preview(ctx, body);
  if (body['do'] === 'address') return (await lastAddressOf(ctx, String(body['customerId']))) ?? {};
  if (body['do'] === 'place') return onRecord(ctx, () => place(ctx, body));
  assertCan(ctx, 'orders', 'place');
  const { deliveryMethods } = await pricing();
  const deliveries = deliveryMethods.map(({ id, name, price }) => ({ id, name, price: toDecimalText(price, 2) }));
  return { deliveries, waysToPay: WAYS_TO_PAY };
}

async function preview(ctx: RequestContext, { orderId, lines, delivery }: Body): Promise<object> {
  const asked = {
    lines: await wantedLines(lines),
    ...(orderId ? { orderId: String(orderId) } : {}),
    ...(delivery ? { delivery: String(delivery) } : {}),
  };
  return { preview: shownPreview(await previewOrder(ctx, asked)) };
}

async function place(ctx: RequestContext, { do: _do, lines, ...order }: Body): Promise<object> {
  const { id, name } = await placeOrder(ctx, { ...order, lines: await wantedLines(lines) } as never);
  return { orderId: id, name };
}

/** A refused order is on record as one, not as a page that did not open. */
async function onRecord<T>(ctx: RequestContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && error.status < 500) {
      await recordRefusal(ctx, { entity: 'orders', action: 'orders.place', cause: error.code });
      panelRequest().recorded = true;
    }
    throw error;
  }
}
