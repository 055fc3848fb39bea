import { createHash } from 'node:crypto';
import { z } from 'zod';
import { clock } from '../../platform/clock.ts';
import { enqueue } from '../../platform/outbox.ts';
import { parseInput } from '../../platform/validation.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import { formatQuantity } from '../../shared/quantity.ts';
import { systemContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type ProductSnapshot, productBySlug, productsByIds } from '../catalog/index.ts';
import { type MailContent, queueMail } from '../notifications/index.ts';
import { shopSettings } from '../settings/index.ts';
import type { StockMessage, StockNews, StockTopic } from './stock-level.policy.ts';
import { stockMailTexts as texts } from './stock-mail.texts.ts';
import { StockNoticeModel } from './stock-notice.model.ts';

const KEPT_FOR_MS = 180 * 24 * 3_600_000;
/** More than anyone waits for; a stranger's address can't be filled beyond it. */
const MOST_OF_ONE_ADDRESS = 50;
const AT_ONCE = 100;

export const noticeSchema = z.strictObject({
  email: z.email('This is not an e-mail address.').max(254).toLowerCase(),
});

let storefrontUrl = 'http://localhost:3000';

/** Sets where mails lead. */
export function configureStockMail(settings: { storefrontUrl: string }): void {
  ({ storefrontUrl } = settings);
}

/**
 * Keeps an address to be written to, once, when the product is back. The answer is the same whether it was kept already.
 * Throws `in_stock` where there is nothing to wait for, `not_found`, `invalid`.
 */
export async function askForNotice(input: { slug: string; email: string }): Promise<void> {
  const { email } = parseInput(noticeSchema, { email: input.email });
  const product = await productBySlug(input.slug);
  if (product?.status !== 'active') throw notFound('product', input.slug);
  if (product.available > 0) throw new AppError('in_stock', 409, 'This product can be ordered right now.');
  if ((await StockNoticeModel.countDocuments({ email }).limit(MOST_OF_ONE_ADDRESS)) >= MOST_OF_ONE_ADDRESS) return;
  const now = clock.now();
  await StockNoticeModel.updateOne(
    { product: product.id, email },
    { $setOnInsert: { createdAt: now, expiresAt: new Date(now.getTime() + KEPT_FOR_MS) } },
    { upsert: true },
  );
  // It may have come back between the look and the note: then whoever writes had nobody to write to yet.
  const [again] = await productsByIds([product.id]);
  if (again && again.available > 0)
    await enqueue('stock.back' satisfies StockTopic, { products: [{ productId: product.id }] });
}

/** Writes to everyone who waits for products that are back, and strikes them off; the outbox's handler. Goes on where it was stopped. */
export async function mailBackInStock(message: Record<string, unknown>): Promise<void> {
  const { products } = message as unknown as StockMessage;
  const awaited = await StockNoticeModel.distinct('product', {
    product: { $in: products.map(({ productId }) => productId) },
  });
  for (const product of awaited) await mailThoseWaiting(String(product));
}

async function mailThoseWaiting(productId: string): Promise<void> {
  const ctx = systemContext('mail', { source: 'job' });
  for (;;) {
    const [product] = await productsByIds([productId]);
    // Sold out again meanwhile: they go on waiting.
    if (product?.status !== 'active' || product.available <= 0) return;
    const waiting = await StockNoticeModel.find({ product: productId })
      .sort({ product: 1, email: 1 })
      .limit(AT_ONCE)
      .lean();
    if (waiting.length === 0) return;
    const content = await backContent(product);
    for (const { _id, email } of waiting) {
      await runOperation(ctx, { action: 'mails.new', entity: 'mails' }, async () => {
        await queueMail(ctx, {
          key: `stock.back:${String(_id)}`,
          kind: 'back_in_stock',
          to: email,
          productId,
          content,
        });
        await StockNoticeModel.deleteOne({ _id });
      });
    }
  }
}

/** Writes to whom the settings name when a product runs low; the outbox's handler, harmless when repeated. */
export async function mailLowStock(message: Record<string, unknown>, messageId: string): Promise<void> {
  const { lowStockRecipients, shopName } = await shopSettings();
  const { products } = message as unknown as StockMessage;
  for (const low of lowStockRecipients.length > 0 ? products : []) {
    const { productId } = low;
    const content = lowContent(low, shopName);
    for (const to of lowStockRecipients) {
      await queueMail(systemContext('mail', { source: 'job' }), {
        key: `stock.low:${messageId}:${productId}:${digest(to)}`,
        kind: 'low_stock',
        to,
        productId,
        content,
      });
    }
  }
}

async function backContent({ name, slug }: ProductSnapshot): Promise<MailContent> {
  const { shopName } = await shopSettings();
  return {
    subject: texts.back.subject(name),
    greeting: texts.back.greeting,
    paragraphs: [texts.back.body(name), texts.back.once],
    link: { label: texts.back.see, url: new URL(`/product/${encodeURIComponent(slug)}`, storefrontUrl).toString() },
    closing: texts.closing(shopName),
  };
}

function lowContent({ name, sku, available, threshold, uom }: StockNews, shopName: string): MailContent {
  const left = formatQuantity(available, uom);
  return {
    subject: texts.low.subject(name),
    greeting: texts.low.greeting,
    paragraphs: [texts.low.body(name, left)],
    rows: [
      [texts.low.sku, sku],
      [texts.low.left, left],
      [texts.low.threshold, formatQuantity(threshold, uom)],
    ],
    closing: texts.closing(shopName),
  };
}

/** Tells one addressee from another in a mail's key, which is no place for addresses. */
const digest = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 16);

/** Forgets who waits for which goods, of these addresses. */
export async function forgetNotices(addresses: readonly string[]): Promise<void> {
  await StockNoticeModel.deleteMany({ email: { $in: [...addresses] } });
}
