import { type PlainRecord, toPlain } from '../../server/http/panel/bson-values.ts';
import { permittedValues } from '../../server/http/panel/present-record.ts';
import type { PresentHelp } from '../../server/http/panel/resource-definition.ts';
import { ProductModel } from '../../server/modules/catalog/admin.ts';
import { type NextStep, nextStep, ReturnRequestModel } from '../../server/modules/ordering/admin.ts';
import { PaymentModel, providersThatShipUnpaid } from '../../server/modules/payments/admin.ts';
import { shopSettings } from '../../server/modules/settings/admin.ts';
import { addressLines, type PostalAddress } from '../../server/shared/address-lines.ts';
import { canSometimes } from '../../server/shared/permissions.policy.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';
import { movesOf, settlingOf } from './order-moves.ts';

/** The panel's action behind each next step. */
const ACTION_OF: Record<NonNullable<NextStep>, string> = {
  'take-payment': 'markPaid',
  ship: 'ship',
  deliver: 'deliver',
  refund: 'refund',
  cancel: 'cancel',
};

/** Orders with the action that staff do next with each, where there is one. */
export async function withSteps(orders: PlainRecord[]): Promise<PlainRecord[]> {
  const onTrust: readonly string[] = await providersThatShipUnpaid();
  return orders.map((order) => stepOf(order, onTrust));
}

function stepOf(order: PlainRecord, onTrust: readonly string[]): PlainRecord {
  // Hidden from whoever asks: then there is nothing for them to do.
  if (!order['paymentMethod']) return order;
  const step = nextStep(order as never, onTrust.includes(String(order['paymentMethod'])));
  return step ? { ...order, next: ACTION_OF[step] } : order;
}

/** What the order's own page shows beside the order: its payments, where its goods stand, what is set aside, the next step. */
export async function withDetails(
  orders: PlainRecord[],
  ctx: RequestContext,
  help: PresentHelp,
): Promise<PlainRecord[]> {
  return Promise.all(
    (await withSteps(orders)).map(async (order) => ({
      ...order,
      moves: await movesOf(order),
      onPaper: await onPaper(order),
      shipments: parcelsOf(order),
      lines: await withShelves((order['lines'] ?? []) as PlainRecord[], order['status'] === 'open', ctx),
      ...(canSometimes(ctx.actor, 'returnRequests', 'list')
        ? { returnRequests: await requestsOf(order, ctx, help) }
        : {}),
      ...(canSometimes(ctx.actor, 'payments', 'list')
        ? { payments: await withSettling(await paymentsOf([order['_id']], ctx, help)) }
        : {}),
    })),
  );
}

/** What stands at the head of the order's papers: who sells, and where it goes. */
async function onPaper({ address, country, guest }: PlainRecord): Promise<PlainRecord> {
  const { shopName, shopAddress, vatNumber } = await shopSettings();
  const name = (guest as { name?: string } | null | undefined)?.name;
  const unknown = [name, country].filter((line) => typeof line === 'string');
  return {
    seller: [shopName, ...shopAddress.split('\n').filter((line) => line.trim() !== '')],
    vatNumber,
    to: address ? addressLines(address as PostalAddress) : unknown,
  };
}

/** The payments of some orders, oldest first, as far as this person may see them. */
export async function paymentsOf(orders: unknown[], ctx: RequestContext, help: PresentHelp): Promise<PlainRecord[]> {
  const resource = help.registry.byEntity('payments');
  if (!resource) return [];
  const payments = await PaymentModel.find({ order: { $in: orders as never[] } })
    .sort({ createdAt: 1, _id: 1 })
    .lean();
  return payments.map((payment) => permittedValues(resource, toPlain(payment), ctx.actor));
}

/** Payments with when their money came, or was known not to come, where that was later than their beginning. */
async function withSettling(payments: PlainRecord[]): Promise<PlainRecord[]> {
  const settledAt = await settlingOf(payments.map(({ _id }) => String(_id)));
  return payments.map((payment) => ({ ...payment, settledAt: settledAt.get(String(payment['_id'])) ?? null }));
}

/** What its customer wants to send back, newest first, as far as this person may see it. */
async function requestsOf(order: PlainRecord, ctx: RequestContext, help: PresentHelp): Promise<PlainRecord[]> {
  const resource = help.registry.byEntity('returnRequests');
  if (!resource) return [];
  const requests = await ReturnRequestModel.find({ order: order['_id'] as never })
    .sort({ createdAt: -1, _id: -1 })
    .lean();
  return requests.map((request) => permittedValues(resource, toPlain(request), ctx.actor));
}

/** The shipments with what is in them by name and unit. */
function parcelsOf(order: PlainRecord): PlainRecord[] {
  const lines = new Map(((order['lines'] ?? []) as PlainRecord[]).map((line) => [line['lineId'], line]));
  return ((order['shipments'] ?? []) as PlainRecord[]).map((shipment) => ({
    ...shipment,
    lines: ((shipment['lines'] ?? []) as PlainRecord[]).map((part) => {
      const line = lines.get(part['lineId']);
      return { ...part, name: line?.['name'], uom: line?.['uom'] };
    }),
  }));
}

async function withShelves(lines: PlainRecord[], isOpen: boolean, ctx: RequestContext): Promise<PlainRecord[]> {
  const ids = lines.flatMap(({ product }) => (product ? [product] : []));
  const seesShelves = canSometimes(ctx.actor, 'products', 'show');
  const products = seesShelves
    ? await ProductModel.find({ _id: { $in: ids as never[] } })
        .select('shelf')
        .lean()
    : [];
  const shelves = new Map(products.map(({ _id, shelf }) => [String(_id), shelf]));
  return lines.map((line) => ({
    ...line,
    shelf: shelves.get(String(line['product'])) ?? null,
    reserved: isOpen && line['product'] ? Number(line['quantity']) - Number(line['shipped']) : 0,
  }));
}
