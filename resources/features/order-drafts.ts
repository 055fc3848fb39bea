import type { PlainRecord } from '../../server/http/panel/bson-values.ts';
import { toShown } from '../../server/http/panel/field-values.ts';
import type { FieldDefinition } from '../../server/http/panel/resource-definition.ts';
import { productsByIds } from '../../server/modules/catalog/admin.ts';
import type { OrderPreview } from '../../server/modules/ordering/admin.ts';
import { invalid } from '../../server/shared/errors.ts';
import { parseDecimal } from '../../server/shared/money.ts';
import { UOMS } from '../../server/shared/quantity.ts';
import { en } from '../locale/en.ts';

type Wanted = { productId: string; quantity: number };

/** Lines as they were typed, in the units of their products. Throws `invalid`, which names each product whose quantity can't be read. */
export async function wantedLines(typed: unknown): Promise<Wanted[]> {
  const rows = (Array.isArray(typed) ? typed : []) as PlainRecord[];
  const products = await productsByIds(rows.map(({ productId }) => String(productId)));
  const units = new Map(products.map(({ id, uom }) => [id, uom]));
  const faults: Record<string, string> = {};
  const lines = rows.map(({ productId, quantity }) => {
    const id = String(productId);
    const count = parseDecimal(String(quantity ?? ''), UOMS[units.get(id) ?? 'piece']);
    if (count === null || count < 1) faults[`lines.${id}`] = en.cf.desk.badQuantity;
    return { productId: id, quantity: count ?? 0 };
  });
  if (Object.keys(faults).length > 0) throw invalid(faults);
  return lines;
}

const money: FieldDefinition = { format: 'money' };
const quantity: FieldDefinition = { format: 'quantity', unitField: 'uom' };
const SHOWN: Record<string, FieldDefinition> = {
  lines: { format: 'lines', parts: { quantity, available: quantity, unitPrice: money, gross: money } },
  totals: { parts: { goods: money, delivery: money, net: money, vat: money, gross: money } },
  money: { parts: { before: money, after: money, toPay: money, toRefund: money } },
};

/** What an order comes to, as the panel's pages get it: in decimals. */
export const shownPreview = (preview: OrderPreview): PlainRecord => toShown(SHOWN, { ...preview });
