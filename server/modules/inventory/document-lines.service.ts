import type { HydratedDocument, Model, Types } from 'mongoose';
import mongoose from 'mongoose';
import { parseInput } from '../../platform/validation.ts';
import { AppError, invalid, notFound, stale } from '../../shared/errors.ts';
import { parseDecimal } from '../../shared/money.ts';
import { UOMS } from '../../shared/quantity.ts';
import type { Audited } from '../audit/index.ts';
import { type ProductSnapshot, productByCode, productsByCodes } from '../catalog/index.ts';
import { MOST_LINES } from './delivery.model.ts';
import { type PastedText, pastedTextSchema, type Scans, scansSchema } from './inventory.schemas.ts';
import { pastedRows } from './pasted-lines.policy.ts';

type Versioned = { _id: Types.ObjectId } & Audited;

/** The document that an action is for, read in the current operation. Throws `not_found`, and `stale` where a version is given and is old. */
export async function documentFor<T extends Versioned>(
  model: Model<T>,
  id: string,
  revision?: number,
): Promise<HydratedDocument<T>> {
  const document = mongoose.isValidObjectId(id) ? await model.findById(id) : null;
  if (!document) throw notFound(model.modelName === 'counts' ? 'count' : 'delivery', id);
  const { revision: actual } = document as unknown as Audited;
  if (revision !== undefined && actual !== revision) {
    throw stale({ expected: revision, actual, theirs: document.toObject() as unknown as Record<string, unknown> });
  }
  return document as HydratedDocument<T>;
}

/** How much of a product was named, in steps of its unit. */
export type NamedQuantity = { product: ProductSnapshot; quantity: number };

/** The products that were scanned, and how often: each scan is one whole unit. Throws `unknown_code` (404). */
export async function scannedQuantities(input: Scans['scans']): Promise<NamedQuantity[]> {
  const scans = parseInput(scansSchema, { scans: input }).scans;
  const found: NamedQuantity[] = [];
  for (const { code, times } of scans) {
    const product = await productByCode(code);
    if (!product) throw unknownCode(code);
    found.push({ product, quantity: times * 10 ** UOMS[product.uom] });
  }
  return found;
}

export const unknownCode = (code: string): AppError =>
  new AppError('unknown_code', 404, `No product has the code ${code}.`, { meta: { code } });

/** The products of a pasted table, with their quantities. Throws `invalid`, naming each row that can't be read; then none of it counts. */
export async function pastedQuantities(input: PastedText['text']): Promise<NamedQuantity[]> {
  const rows = pastedRows(parseInput(pastedTextSchema, { text: input }).text);
  if (rows.length === 0) throw invalid({ text: 'There is no row with a code in it.' });
  const products = await productsByCodes(rows.map(({ code }) => code));
  const faults: string[] = [];
  const read = rows.flatMap(({ row, code, quantity }) => {
    const product = products.get(code);
    if (!product) {
      faults.push(`Row ${row}: no product has the code ${code || '(none)'}.`);
      return [];
    }
    const amount = parseDecimal(quantity, UOMS[product.uom]);
    if (amount === null || amount <= 0) {
      faults.push(`Row ${row}: ${quantity} is no quantity of ${code}.`);
      return [];
    }
    return [{ product, quantity: amount }];
  });
  if (faults.length > 0) throw invalid({ text: [...faults.slice(0, 10), ...more(faults.length - 10)].join(' ') });
  return read;
}

const more = (count: number): string[] => (count > 0 ? [`And ${count} more.`] : []);

/** The line of a product in a document; made where there is none yet. Throws `too_many_lines` (422). */
export function lineOf<L extends { product: Types.ObjectId }>(
  lines: L[],
  product: ProductSnapshot,
  empty: Omit<L, 'product' | 'sku' | 'name' | 'uom'>,
): L {
  const known = lines.find((line) => String(line.product) === product.id);
  if (known) return known;
  if (lines.length >= MOST_LINES) {
    throw new AppError('too_many_lines', 422, `A document holds at most ${MOST_LINES} products. Begin another one.`);
  }
  const { sku, name, uom } = product;
  lines.push({ ...empty, product: new mongoose.Types.ObjectId(product.id), sku, name, uom } as unknown as L);
  return lines.at(-1) as L;
}
