import type { HydratedDocument } from 'mongoose';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { illegalMove, invalid } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type Audited, runOperation } from '../audit/index.ts';
import { productsByIds } from '../catalog/index.ts';
import { type Delivery, DeliveryModel } from './delivery.model.ts';
import { assertFigures } from './delivery-lines.policy.ts';
import {
  documentFor,
  lineOf,
  type NamedQuantity,
  pastedQuantities,
  scannedQuantities,
} from './document-lines.service.ts';
import {
  type DeliveryLines,
  deliveryLinesSchema,
  type PastedText,
  type Scans,
  type ToDelivery,
} from './inventory.schemas.ts';

type DeliveryDocument = HydratedDocument<Delivery & Audited>;
const EMPTY_LINE = { expected: 0, accepted: 0, rejected: 0, reason: '', booked: 0 };

/** Counts scanned goods as accepted: each scan is one unit more. Answers which product was last. Throws `unknown_code`, `illegal_move`, `too_many_lines`. */
export async function scanIntoDelivery(
  ctx: RequestContext,
  { id, requestKey, scans }: ToDelivery & Scans,
): Promise<{ product: string | undefined }> {
  const found = await scannedQuantities(scans);
  await fill(ctx, { id, requestKey, request: scans }, (delivery) => addTo(delivery, 'accepted', found));
  return { product: found.at(-1)?.product.id };
}

/**
 * Takes lines from a spreadsheet or a CSV file: a code and a quantity in each row, counted as announced or as accepted. All rows or none.
 * Throws `invalid` naming the rows that can't be read, `illegal_move`, `too_many_lines`.
 */
export async function pasteIntoDelivery(
  ctx: RequestContext,
  { id, requestKey, text, as }: ToDelivery & PastedText & { as: 'expected' | 'accepted' },
): Promise<void> {
  const found = await pastedQuantities(text);
  await fill(ctx, { id, requestKey, request: { text, as } }, (delivery) => addTo(delivery, as, found));
}

/**
 * Sets the figures of single lines, as typed. A line on which everything is zero goes. `revision` is the version that was seen while typing.
 * Throws `stale`, `invalid`, `illegal_move`, `too_many_lines`.
 */
export async function setDeliveryLines(
  ctx: RequestContext,
  { id, revision, lines }: ToDelivery & { revision?: number | undefined; lines: DeliveryLines['lines'] },
): Promise<void> {
  const typed = parseInput(deliveryLinesSchema, { lines }).lines;
  const products = new Map((await productsByIds(typed.map(({ product }) => product))).map((one) => [one.id, one]));
  await fill(ctx, { id, revision }, (delivery) => {
    typed.forEach(({ product: productId, uom, ...figures }, n) => {
      const product = products.get(productId);
      if (!product) throw invalid({ [`lines.${n}.product`]: 'This product is gone.' });
      if (product.uom !== uom) throw invalid({ [`lines.${n}.uom`]: 'The unit of this product was changed meanwhile.' });
      Object.assign(lineOf(delivery.lines, product, EMPTY_LINE), figures);
    });
  });
}

function addTo(delivery: DeliveryDocument, figure: 'expected' | 'accepted', found: readonly NamedQuantity[]): void {
  for (const { product, quantity } of found) lineOf(delivery.lines, product, EMPTY_LINE)[figure] += quantity;
}

type Filling = { id: string; revision?: number | undefined; requestKey?: string | undefined; request?: unknown };

async function fill(
  ctx: RequestContext,
  { id, revision, requestKey, request }: Filling,
  change: (delivery: DeliveryDocument) => void,
): Promise<void> {
  assertCan(ctx, 'deliveries', 'fill');
  await runOperation(ctx, { action: 'deliveries.fill', entity: 'deliveries', entityId: id }, async () => {
    const write = async (): Promise<object> => {
      const delivery = await documentFor(DeliveryModel, id, revision);
      if (delivery.status === 'done') throw illegalMove('A delivery', delivery.status, 'filled');
      change(delivery);
      assertFigures(delivery.lines);
      const kept = delivery.lines.filter(({ expected, accepted, rejected }) => expected + accepted + rejected > 0);
      delivery.set('lines', kept);
      await delivery.save();
      return {};
    };
    if (requestKey) await once({ scope: `deliveries.fill:${id}`, key: requestKey, request }, write);
    else await write();
  });
}
