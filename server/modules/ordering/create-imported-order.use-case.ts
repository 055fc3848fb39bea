import { assertCan } from '../../shared/permissions.policy.ts';
import type { Uom } from '../../shared/quantity.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation } from '../audit/index.ts';
import { bookMovements, type MovementLine } from '../inventory/index.ts';
import { recordPayment } from '../payments/index.ts';
import { OrderModel } from './order.model.ts';
import type { DraftLine } from './order-draft.policy.ts';
import { lineAmounts, orderTotals, splitVat } from './order-totals.policy.ts';
import { pricing } from './ordering.settings.ts';
import { personOf } from './place-order.use-case.ts';

export type ImportedLine = {
  /** Null for a charge without goods. */
  productId: string | null;
  sku: string;
  name: string;
  uom?: Uom;
  /** Above zero, on cancellations too. */
  quantity: number;
  /** Minor units, VAT included. */
  unitPrice: number;
  /** False for goods that a cancellation takes back without their coming onto the shelf again. */
  restock?: boolean;
};

/** Money without goods, signed: above zero the customer owes it. */
export type ImportedCharge = { sku: string; name: string; amount: number };

export type ImportedOrder = {
  /** The order's number: `INV-536365`. */
  name: string;
  invoice: string;
  kind: 'sale' | 'cancellation';
  date: Date;
  customer: string | null;
  guest?: { name: string; email?: string } | null;
  country?: string;
  lines: readonly ImportedLine[];
  charges?: readonly ImportedCharge[];
  /** Postage, signed like a charge. */
  delivery?: number;
  /** Basis points; the shop's rate where unset. */
  vatRate?: number;
  /** What staff should know of it, such as the sale that a cancellation takes back. */
  note?: string;
};

/**
 * Stores an order of another system as it ended, in the current operation: a sale is shipped and paid, a cancellation is a credit note whose
 * goods came back. Its stock movements are booked with it; openings that they need are the caller's, beforehand. A handful of calls to the
 * database however many lines. Throws `duplicate` for a name that exists, `out_of_stock`, `not_found`.
 */
export async function createImportedOrder(ctx: RequestContext, input: ImportedOrder): Promise<{ orderId: string }> {
  if (!currentOperation()) throw new Error('an imported order needs an operation');
  assertCan(ctx, 'operations', 'import');
  const { currency, vatRate: shopRate } = await pricing();
  const vatRate = input.vatRate ?? shopRate;
  const sale = input.kind === 'sale';
  const lines = [
    ...input.lines.map((line) => importedLine(line, vatRate, sale)),
    ...(input.charges ?? []).map((charge) => chargeLine(charge, vatRate)),
  ].map((line, index) => ({ ...line, lineId: String(index + 1) }));
  const totals = orderTotals(lines, splitVat(input.delivery ?? 0, vatRate));
  const paid = sale ? Math.max(totals.gross, 0) : 0;

  // Its id is left to Mongoose: of one that is new the trail need not be asked whether there was an order by it before.
  const order = await new OrderModel({
    name: input.name,
    kind: sale ? 'sale' : 'credit_note',
    customer: input.customer,
    guest: input.guest ?? null,
    date: input.date,
    status: 'completed',
    paymentStatus: sale ? 'paid' : 'refunded',
    fulfilmentStatus: sale ? 'shipped' : 'returned',
    lines,
    currency,
    totals,
    paymentMethod: 'imported',
    paid,
    source: 'import',
    invoice: input.invoice,
    notes: input.note ? [{ noteId: '1', text: input.note, by: personOf(ctx), at: input.date }] : [],
    ...(input.country ? { country: input.country } : {}),
    ...(ctx.demo ? { demo: true } : {}),
  }).save();
  const orderId = String(order._id);
  await bookMovements(ctx, movementsOf(input, orderId));
  if (paid > 0) {
    await recordPayment(ctx, {
      orderId,
      orderIsNew: true,
      provider: 'imported',
      amount: paid,
      currency,
      idempotencyKey: `import:${input.name}`,
      reference: input.invoice,
      status: 'captured',
    });
  }
  return { orderId };
}

type Unnumbered = Omit<DraftLine, 'lineId'>;

function importedLine(line: ImportedLine, vatRate: number, sale: boolean): Unnumbered {
  const { productId, sku, name, uom = 'piece', unitPrice } = line;
  const quantity = sale ? line.quantity : -line.quantity;
  const goods = productId !== null;
  return {
    product: productId,
    sku,
    name,
    uom,
    quantity,
    shipped: sale && goods ? line.quantity : 0,
    returned: !sale && goods ? line.quantity : 0,
    unitPrice,
    vatRate,
    ...lineAmounts({ quantity, uom, unitPrice, vatRate }),
  };
}

function chargeLine({ sku, name, amount }: ImportedCharge, vatRate: number): Unnumbered {
  const quantity = amount < 0 ? -1 : 1;
  const unitPrice = Math.abs(amount);
  const nothing = { product: null, shipped: 0, returned: 0 };
  return { ...nothing, sku, name, uom: 'piece', quantity, unitPrice, vatRate, ...splitVat(amount, vatRate) };
}

function movementsOf(input: ImportedOrder, orderId: string): MovementLine[] {
  const document = { type: 'order', id: orderId, label: input.name };
  return input.lines.flatMap(({ productId, quantity, restock = true }): MovementLine[] => {
    if (productId === null || quantity === 0) return [];
    if (input.kind === 'sale') {
      return [{ productId, delta: -quantity, reason: 'sale', document, date: input.date }];
    }
    return restock ? [{ productId, delta: quantity, reason: 'return', document, date: input.date }] : [];
  });
}
