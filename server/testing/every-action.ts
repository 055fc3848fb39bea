import { AuditLog, Operation } from '../modules/audit/admin.ts';
import { openJournal } from '../modules/audit/chunked-operation.use-case.ts';
import { runOperation } from '../modules/audit/index.ts';
import { createCategory, createProduct } from '../modules/catalog/admin.ts';
import { createServiceToken, createUser } from '../modules/identity/admin.ts';
import {
  createCount,
  createDelivery,
  StockMovementModel,
  SupplierModel,
  scanIntoCount,
} from '../modules/inventory/admin.ts';
import { MailModel } from '../modules/notifications/admin.ts';
import { queueMail } from '../modules/notifications/index.ts';
import { AdjustmentModel } from '../modules/operations/admin.ts';
import { fileRequest } from '../modules/operations/index.ts';
import { CartModel, placeOrder } from '../modules/ordering/admin.ts';
import { PaymentModel } from '../modules/payments/admin.ts';
import { firstPaymentRules } from '../modules/payments/index.ts';
import { SETTINGS_ID } from '../modules/settings/admin.ts';
import { ensureSettings } from '../modules/settings/index.ts';
import { contextOf } from './harness.ts';
import { ADDRESS, buildReturnRequest } from './orders.ts';
import { newId } from './panel.ts';
import { buildProduct } from './stock.ts';

/*
 * What the tests that walk every action of every resource need: a fresh record of each entity, and what each action is given.
 * A new resource is in those tests by being in the list; here it says how a record of it is made.
 */
const ctx = contextOf('admin');
let productId = '';
let sku = '';

/** Makes the product that the records are about. Once, before anything else here. */
export async function stockTheShelf(): Promise<void> {
  ({ id: productId, sku } = await buildProduct({ onHand: 1000 }));
}

/** A fresh record of each entity, for an action to be tried on. */
const records: Record<string, () => Promise<string>> = {
  products: async () => String((await createProduct(ctx, { name: 'Lamp', sku: `S-${newId()}`, price: 100 }))._id),
  categories: async () => String((await createCategory(ctx, { name: `C ${newId()}` }))._id),
  suppliers: () => inOperation('suppliers', async () => (await new SupplierModel({ name: `S ${newId()}` }).save())._id),
  users: async () => String((await createUser(ctx, { email: `${newId()}@example.org`, roles: ['shopper'] }))._id),
  orders: async () => {
    const guest = { name: 'Ada', email: 'ada@example.org' };
    const order = { lines: [{ productId, quantity: 1 }], guest, address: ADDRESS, paymentMethod: 'cash' as const };
    return (await placeOrder(ctx, order)).id;
  },
  payments: () =>
    inOperation('payments', async () => {
      const payment = {
        order: newId(),
        provider: 'cash',
        amount: 100,
        refunded: 0,
        currency: 'GBP',
        status: 'captured',
      };
      return (await new PaymentModel({ ...payment, idempotencyKey: newId(), reference: 'CF-1' }).save())._id;
    }),
  returnRequests: async () => (await buildReturnRequest()).id,
  adjustments: () =>
    inOperation('adjustments', async () => {
      const fee = {
        name: `INV-${newId()}/1`,
        kind: 'fee',
        label: 'Bank fee',
        amount: -250,
        currency: 'GBP',
        country: 'GB',
      };
      return (await new AdjustmentModel({ ...fee, date: new Date() }).save())._id;
    }),
  carts: async () => {
    const now = new Date();
    const cart = { _id: `guest:${newId()}`, owner: null, lines: [], expiresAt: now, createdAt: now, updatedAt: now };
    return String((await CartModel.create(cart))._id);
  },
  deliveries: async () => (await createDelivery(ctx, { reference: `D ${newId()}` })).id,
  counts: async () => {
    const { id } = await createCount(ctx, { shelf: 'A1' });
    await scanIntoCount(ctx, { id, scans: [{ code: sku, times: 1 }] });
    return id;
  },
  stockMovements: async () => String((await StockMovementModel.findOne({}).lean())?._id),
  mails: async () => {
    const content = { subject: 'Your order', greeting: 'Hello,', paragraphs: [], closing: [] };
    const key = newId();
    await queueMail(ctx, { key, kind: 'confirmation', to: 'ada@example.org', content });
    return String((await MailModel.findOne({ key }).orFail())._id);
  },
  serviceTokens: async () => {
    const order = { name: `Program ${newId()}`, role: 'support' as const, scopes: ['orders.list'], expiresInDays: 1 };
    return String((await createServiceToken(ctx, order)).token._id);
  },
  settings: async () => {
    await ensureSettings({ payments: firstPaymentRules() });
    return String(SETTINGS_ID);
  },
  auditLogs: async () => String((await AuditLog.findOne({}).lean())?._id),
  approvals: () => requestAbout('products'),
  operations: async () => stoppedOperation('products', [await buildProduct({ onHand: 1 }).then(({ id }) => id)]),
};

/** Makes a fresh record of an entity and answers its id. */
export function newRecordOf(entity: string): Promise<string> {
  const make = records[entity];
  if (!make) throw new Error(`Say in server/testing/every-action.ts how a record of ${entity} is made`);
  return make();
}

/** Somebody's request to write goods off; or, where it shall be no matter of the stock room, to refund an order. */
export async function requestAbout(entity: 'products' | 'orders'): Promise<string> {
  const asker = { ...ctx, actor: { ...ctx.actor, id: newId(), name: 'Somebody else' } };
  const { id } = await buildProduct({ onHand: 5 });
  const entityId = entity === 'products' ? id : newId();
  const input =
    entity === 'products'
      ? { productId: id, quantity: 1, note: 'broken' }
      : { orderId: entityId, amount: 1, reason: 'broken' };
  const [before, after, basis] = [{ quantity: 5 }, { quantity: 4 }, { price: 295 }];
  const kind = entity === 'products' ? 'writeOff' : 'refund';
  return fileRequest(asker, { kind, entity, entityId, input, before, after, basis, size: 295 });
}

/** The journal of an operation on records of an entity that stopped half-way, so that it can be carried on or taken back. */
export async function stoppedOperation(entity: string, items: string[]): Promise<string> {
  const input = { resource: entity, action: 'archive', values: {} };
  const { _id } = await openJournal(ctx, { action: `${entity}.archive`, entity, items, input });
  await Operation.updateOne({ _id }, { state: 'stopped', stoppedBy: 'abandoned' });
  return _id;
}

async function inOperation(entity: string, work: () => Promise<unknown>): Promise<string> {
  return String(await runOperation(ctx, { action: `${entity}.new`, entity }, work));
}

/** What named actions are given; whatever is missing here is refused as invalid, which is on record too. */
const inputs: Record<string, object | (() => object)> = {
  receive: { quantity: '5' },
  writeOff: { quantity: '1', note: 'broken' },
  correct: { delta: '2', note: 'wrong count' },
  hold: { quantity: '1', note: 'looks wet' },
  release: { quantity: '1', note: 'dry again' },
  scan: () => ({ scans: [{ code: sku, times: '2' }] }),
  'deliveries.setLines': () => ({
    lines: [{ product: productId, uom: 'piece', expected: '3', accepted: '', rejected: '1', reason: 'wet' }],
  }),
  'counts.setLines': () => ({ lines: [{ product: productId, uom: 'piece', counted: '3' }] }),
  paste: () => ({ as: 'expected', text: `${sku};3` }),
  unmask: { reason: 'customer asks', ticket: 'T-1' },
  erase: { reason: 'the person asks', ticket: 'T-1', confirmation: 'somebody' },
  changeRoles: { roles: ['shopper'] },
  markPaid: { provider: 'cash' },
  addNote: { text: 'hello' },
  changeAddress: ADDRESS,
  changeLines: () => ({ lines: [{ productId, quantity: '2' }] }),
  receiveReturn: { refund: 'none', lines: [{ lineId: '1', uom: 'piece', quantity: '1', outcome: 'restock' }] },
  'returnRequests.receive': {
    refund: 'none',
    lines: [{ lineId: '1', uom: 'piece', quantity: '1', outcome: 'hold', reason: 'wet' }],
  },
  'returnRequests.decline': { note: 'Too late.' },
  refund: { amount: '1.00', reason: 'broken' },
  requestRefund: { amount: '1.00', reason: 'broken' },
  requestUndo: { reason: 'broken' },
  'approvals.decline': { note: 'not broken' },
  confirmAlone: { note: 'nobody is here' },
};

function somethingNew(): Record<string, unknown> {
  const id = newId();
  return {
    reference: `R-${id}`,
    shelf: 'A1',
    name: `Something ${id}`,
    sku: `N-${id}`,
    price: '1.00',
    email: `${id}@example.org`,
    scopes: ['orders.list'],
  };
}

/** A request as the panel's pages send it. */
export type PanelCall = { method: 'get' | 'post'; path: string; body?: Record<string, unknown> };

const READS = ['list', 'search', 'export', 'show'];
export const isRead = (action: string): boolean => READS.includes(action);

/** How the pages call an action of a resource; `revision` is the version that a form would have been filled in on. */
export function callOf(resourceId: string, entity: string, action: string, record: string, revision = 1): PanelCall {
  const base = `/admin/api/resources/${resourceId}`;
  const id = encodeURIComponent(record);
  if (['list', 'search', 'export'].includes(action)) return { method: 'get', path: `${base}/actions/${action}` };
  if (action === 'new')
    return { method: 'post', path: `${base}/actions/new`, body: { values: somethingNew(), requestKey: newId() } };
  if (action === 'show') return { method: 'get', path: `${base}/records/${id}/show` };
  const input = inputs[`${entity}.${action}`] ?? inputs[action] ?? {};
  const body = { values: typeof input === 'function' ? input() : input, revision, requestKey: newId() };
  if (action === 'bulkDelete') return { method: 'post', path: `${base}/bulk/bulkDelete?recordIds=${id}`, body };
  return { method: 'post', path: `${base}/records/${id}/${action}`, body };
}
