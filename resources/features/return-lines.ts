import type { PlainRecord } from '../../server/http/panel/bson-values.ts';
import type { ActionField, FieldDefinition } from '../../server/http/panel/resource-definition.ts';
import { OrderModel, type ReturnLines } from '../../server/modules/ordering/admin.ts';
import { toDecimalText } from '../../server/shared/money.ts';
import { isUom, UOMS } from '../../server/shared/quantity.ts';
import { en } from '../locale/en.ts';
import { leftToReturn, PARTS } from './order-parts.ts';

const OUTCOMES = ['restock', 'hold', 'write_off'] as const;

/** What came back, each part with what its inspection says. */
const INSPECTED: Record<string, FieldDefinition> = {
  ...PARTS,
  outcome: { format: 'choice', values: OUTCOMES },
  reason: { maxLength: 500 },
};

/** The form in which goods are taken back; whoever may refund can do so in the same step. */
export const takeBackForm = (
  initial: (record: PlainRecord) => PlainRecord[] | Promise<PlainRecord[]>,
): Record<string, ActionField> => ({
  lines: { format: 'lines', parts: INSPECTED, required: true, initial },
  refund: {
    format: 'choice',
    values: ['none', 'goods', 'amount'],
    required: true,
    initial: () => 'none',
    permission: 'orders.refund',
  },
  amount: { format: 'money', only: { refund: 'amount' }, help: true },
});

type Row = { lineId: string; quantity?: number | null; outcome?: string; reason?: string };

/** What was typed into that form, as the use case takes it. */
export function takenBack(orderId: string, { lines, refund, amount }: PlainRecord): ReturnLines {
  const parts = ((lines ?? []) as Row[]).flatMap(({ lineId, quantity, outcome, reason }) =>
    quantity ? [{ lineId, quantity, outcome: outcome as never, ...(reason ? { reason } : {}) }] : [],
  );
  const reason = en.trail.goodsCameBack;
  return {
    orderId,
    lines: parts,
    ...(refund === 'goods' ? { refund: { reason } } : {}),
    ...(refund === 'amount' ? { refund: { amount: Number(amount ?? 0), reason } } : {}),
  };
}

/** What is with the customer, ready to be looked at; how much of it came back is for the one who counts it. */
export const toInspect = (order: PlainRecord): PlainRecord[] =>
  leftToReturn(order).map((row) => ({ ...row, outcome: 'restock', reason: '' }));

/** The same for a request: what was announced is filled in, as far as it is still with the customer. */
export async function announced(request: PlainRecord): Promise<PlainRecord[]> {
  const order = await OrderModel.findById(request['order'], { lines: 1 }).lean();
  const wanted = new Map(((request['lines'] ?? []) as Row[]).map(({ lineId, quantity }) => [lineId, quantity ?? 0]));
  const lines = (order?.lines ?? []).map((line) => ({ ...line, product: line.product && String(line.product) }));
  const withCustomer = new Map(lines.map((line) => [line.lineId, line.shipped - line.returned]));
  return toInspect({ lines }).map((row) => {
    const lineId = String(row['lineId']);
    const count = Math.min(wanted.get(lineId) ?? 0, withCustomer.get(lineId) ?? 0);
    const uom = String(row['uom']);
    return { ...row, quantity: count > 0 ? toDecimalText(count, isUom(uom) ? UOMS[uom] : 0) : '' };
  });
}
