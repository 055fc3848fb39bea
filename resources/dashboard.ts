import type { PlainRecord } from '../server/http/panel/bson-values.ts';
import { toPlain } from '../server/http/panel/bson-values.ts';
import { panelRequest } from '../server/http/panel/panel-request.ts';
import { type PresentedRecord, presentRecords } from '../server/http/panel/present-record.ts';
import { ANY_KIND_AND_OUTCOME, AuditLog, recordAccess } from '../server/modules/audit/admin.ts';
import { ProductModel } from '../server/modules/catalog/admin.ts';
import { standingAlerts } from '../server/modules/inventory/admin.ts';
import { ApprovalModel, askedBy, toApprove } from '../server/modules/operations/admin.ts';
import { OrderModel, ReturnRequestModel } from '../server/modules/ordering/admin.ts';
import { clock } from '../server/platform/clock.ts';
import { canSometimes } from '../server/shared/permissions.policy.ts';
import type { RequestContext } from '../server/shared/request-context.ts';
import { orderQueue } from './features/order-queue.ts';
import { stockFilter } from './features/stock.ts';

type Figure = { key: string; count: number; capped: boolean; href: string; tone: 'warn' | 'bad' | 'info' | 'quiet' };

const COUNTED = 1000;
const DAY = 24 * 60 * 60 * 1000;
const LATEST = 8;

/** What needs attention today, as far as this person may see it; each figure with the list behind it. */
export async function dashboard(ctx: RequestContext): Promise<object> {
  const figures: Figure[] = [];
  const sees = (entity: string): boolean => canSometimes(ctx.actor, entity, 'list');
  const add = async (figure: Omit<Figure, 'count' | 'capped'>, counting: Promise<number>): Promise<void> => {
    const count = await counting;
    figures.push({ ...figure, count: Math.min(count, COUNTED), capped: count > COUNTED });
  };
  if (sees('approvals')) {
    await add(
      { key: 'toApprove', tone: 'bad', href: 'approvals?filters.queue=toApprove' },
      count(ApprovalModel, toApprove(ctx.actor)),
    );
    await add(
      { key: 'myRequests', tone: 'info', href: 'approvals?filters.queue=mine&filters.state=waiting' },
      count(ApprovalModel, { ...askedBy(ctx.actor), state: 'waiting' }),
    );
  }
  if (sees('orders')) {
    await add(
      { key: 'toPack', tone: 'info', href: 'orders?filters.queue=pack' },
      count(OrderModel, await orderQueue('pack')),
    );
    await add(
      { key: 'toRefund', tone: 'bad', href: 'orders?filters.queue=refund' },
      count(OrderModel, await orderQueue('refund')),
    );
    await add(
      { key: 'toPay', tone: 'warn', href: 'orders?filters.queue=pay' },
      count(OrderModel, await orderQueue('pay')),
    );
  }
  if (sees('returnRequests')) {
    await add(
      { key: 'toAnswer', tone: 'warn', href: 'returnRequests?filters.status=requested' },
      count(ReturnRequestModel, { status: 'requested' }),
    );
  }
  if (sees('products')) {
    const onSale = { status: 'active' };
    const list = (level: string): string => `products?filters.status=active&filters.stock=${level}`;
    await add(
      { key: 'lowStock', tone: 'warn', href: list('low') },
      count(ProductModel, { ...onSale, ...stockFilter('low') }),
    );
    await add(
      { key: 'soldOut', tone: 'bad', href: list('sold_out') },
      count(ProductModel, { ...onSale, ...stockFilter('sold_out') }),
    );
  }
  if (sees('auditLogs')) {
    const since = new Date(clock.now().getTime() - DAY);
    await add(
      {
        key: 'refused',
        tone: 'bad',
        href: `auditLogs?filters.about=refusals&filters.createdAt~~from=${encodeURIComponent(since.toISOString())}`,
      },
      count(AuditLog, { kind: 'refusal', createdAt: { $gte: since } }),
    );
    await add(
      { key: 'outside', tone: 'bad', href: 'auditLogs?filters.about=outside' },
      count(AuditLog, { kind: 'outside' }),
    );
  }
  return {
    figures,
    latest: await latestChanges(ctx),
    running: await runningLow(ctx),
    alerts: await stockAlerts(ctx),
  };
}

type Countable = { countDocuments: (filter: PlainRecord) => { limit: (most: number) => Promise<number> } };
const count = (model: unknown, filter: PlainRecord): Promise<number> =>
  (model as Countable).countDocuments(filter).limit(COUNTED + 1);

/** The latest changes. Looking at them is reading the trail, so it is on record like any other look. */
async function latestChanges(ctx: RequestContext): Promise<PresentedRecord[] | null> {
  if (!canSometimes(ctx.actor, 'auditLogs', 'list')) return null;
  const { registry } = panelRequest();
  const resource = registry.byEntity('auditLogs');
  if (!resource) return null;
  const entries = await AuditLog.find({ ...ANY_KIND_AND_OUTCOME, kind: { $in: ['change', 'action', 'outside'] } })
    .sort({ createdAt: -1, _id: -1 })
    .limit(LATEST)
    .lean();
  await recordAccess(ctx, { entity: 'auditLogs', action: 'list', filter: { 'shown as': 'dashboard' } });
  return presentRecords(registry, resource, entries.map(toPlain), ctx, 'list');
}

/** What became of stock that somebody should know, the newest first. */
async function stockAlerts(ctx: RequestContext): Promise<object[] | null> {
  if (!canSometimes(ctx.actor, 'products', 'list') || !canSometimes(ctx.actor, 'stockMovements', 'list')) return null;
  const alerts = await standingAlerts(ctx, LATEST);
  const products = await ProductModel.find(
    { _id: { $in: alerts.map(({ productId }) => productId) } },
    { name: 1 },
  ).lean();
  const names = new Map(products.map(({ _id, name }) => [String(_id), name]));
  return alerts.map((alert) => ({ ...alert, name: names.get(alert.productId) ?? alert.productId }));
}

/** The products on sale of which least is left. */
async function runningLow(ctx: RequestContext): Promise<PresentedRecord[] | null> {
  if (!canSometimes(ctx.actor, 'products', 'list')) return null;
  const { registry } = panelRequest();
  const resource = registry.byEntity('products');
  if (!resource) return null;
  const products = await ProductModel.find({ status: 'active', ...stockFilter('low') })
    .sort({ quantity: 1, _id: 1 })
    .limit(6)
    .lean();
  return presentRecords(registry, resource, products.map(toPlain), ctx, 'list');
}
