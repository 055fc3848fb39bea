import { beforeAll, describe, expect, test } from '@jest/globals';
import { resources } from '../../../resources/index.ts';
import { AuditLog } from '../../modules/audit/admin.ts';
import { runOperation } from '../../modules/audit/index.ts';
import { createCategory, createProduct } from '../../modules/catalog/admin.ts';
import { createUser, UserModel } from '../../modules/identity/admin.ts';
import {
  createCount,
  createDelivery,
  StockMovementModel,
  SupplierModel,
  scanIntoCount,
} from '../../modules/inventory/admin.ts';
import { AdjustmentModel } from '../../modules/operations/admin.ts';
import { CartModel, placeOrder } from '../../modules/ordering/admin.ts';
import { PaymentModel } from '../../modules/payments/admin.ts';
import { can, canSometimes } from '../../shared/permissions.policy.ts';
import { ROLES, type Role } from '../../shared/request-context.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS } from '../../testing/orders.ts';
import { newId, PEOPLE, usePanel } from '../../testing/panel.ts';
import { buildProduct } from '../../testing/stock.ts';
import { actionsOf, BUILT_IN_ACTIONS, permissionOf } from './registry.ts';
import type { ResourceDefinition } from './resource-definition.ts';

/*
 * Every action of every resource for every role, derived from the list of resources: it is done or refused as the permission table says,
 * and either way it leaves its entry. A new resource is in here by being in the list.
 */
useDatabase();
const panel = usePanel();

const ctx = contextOf('admin');
let productId = '';
let sku = '';

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
  auditLogs: async () => String((await AuditLog.findOne({}).lean())?._id),
};

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
  changeRoles: { roles: ['shopper'] },
  markPaid: { provider: 'cash' },
  addNote: { text: 'hello' },
  changeAddress: ADDRESS,
  receiveReturn: { outcome: 'restock', lines: [{ lineId: '1', uom: 'piece', quantity: '1' }] },
  refund: { amount: '1.00', reason: 'broken' },
};

beforeAll(async () => {
  ({ id: productId, sku } = await buildProduct({ onHand: 1000 }));
  await runOperation(ctx, { action: 'users.new', entity: 'users' }, async () => {
    for (const role of ROLES)
      await new UserModel({ _id: PEOPLE[role], username: `test-${role}`, roles: [role] }).save();
  });
}, 120_000);

function somethingNew(): object {
  const id = newId();
  return {
    reference: `R-${id}`,
    shelf: 'A1',
    name: `Something ${id}`,
    sku: `N-${id}`,
    price: '1.00',
    email: `${id}@example.org`,
  };
}

const isRead = (action: string): boolean => ['list', 'search', 'show'].includes(action);

/** Calls an action the way the pages do. */
async function attempt({ id, entity }: ResourceDefinition, action: string, role: Role, needsRecord = true) {
  const base = `/admin/api/resources/${id}`;
  if (action === 'list' || action === 'search') return panel.get(`${base}/actions/${action}`, role);
  if (action === 'new') return panel.post(`${base}/actions/new`, { values: somethingNew() }, role);
  // Who may never do it is refused before any record is looked for.
  const record = needsRecord ? await records[entity]?.() : newId();
  if (!record) throw new Error(`Say in this test how a record of ${entity} is made`);
  if (action === 'show') return panel.get(`${base}/records/${encodeURIComponent(record)}/show`, role);
  const input = inputs[`${entity}.${action}`] ?? inputs[action] ?? {};
  const latest = action === 'setLines' ? await revisionOf(entity, record) : 1;
  const body = { values: typeof input === 'function' ? input() : input, revision: latest, requestKey: newId() };
  if (action === 'bulkDelete') return panel.post(`${base}/bulk/bulkDelete?recordIds=${record}`, body, role);
  return panel.post(`${base}/records/${encodeURIComponent(record)}/${action}`, body, role);
}

const revisionOf = async (entity: string, id: string): Promise<number> => {
  const { body } = await panel.get(`/admin/api/resources/${entity}/records/${id}/show`);
  return Number(body.record?.revision ?? 1);
};

const isStaff = (role: Role): boolean => role !== 'shopper';

describe.each(resources.map((resource) => [resource.id, resource] as const))('%s', (_id, resource) => {
  const offered = actionsOf(resource);
  const actions = [...new Set([...offered, ...BUILT_IN_ACTIONS])];
  const cases = actions.flatMap((action) => ROLES.map((role) => [action, role] as const));

  test.each(cases)('%s by %s', async (action, role) => {
    const permission = permissionOf(resource, action);
    const sometimes = isStaff(role) && offered.includes(action) && canSometimes([role], resource.entity, permission);
    const always = sometimes && can([role], resource.entity, permission);
    const answer = await attempt(resource, action, role, sometimes);
    const entries = await panel.entriesOf(answer);

    if (!sometimes) {
      expect(answer.status).toBe(403);
      expect(entries).toMatchObject([{ kind: 'refusal', outcome: 'refused', cause: 'forbidden' }]);
      return;
    }
    if (always) expect([answer.status, answer.body.error?.message]).not.toEqual([403, expect.anything()]);
    expect(answer.status).toBeLessThan(500);
    if (isRead(action)) {
      // A customer's page shows their sign-ins as well, and reading the trail is on record by itself.
      const own = entries.filter((entry) => resource.id !== 'customers' || entry['entity'] === resource.entity);
      expect(own.map((entry) => entry['kind'])).toEqual(
        resource.personal || answer.status !== 200 ? [expect.any(String)] : [],
      );
      return;
    }
    const outcome = answer.status < 400 ? 'done' : 'refused';
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(entry).toMatchObject({ outcome, performedBy: { id: PEOPLE[role] } });
  });
});

test('what is done is really done for whoever may do all of it', async () => {
  const done = new Map<string, number>();
  for (const resource of resources) {
    for (const action of actionsOf(resource).filter((name) => !isRead(name))) {
      const { status, body } = await attempt(resource, action, 'admin');
      done.set(`${resource.id}.${action} ${status < 400 ? '' : body.error.code}`.trim(), status);
    }
  }
  const refused = [...done.keys()].filter((key) => key.includes(' ')).sort();
  // Each of these needs a record in another state than a fresh one, or is only read.
  expect(refused).toEqual([
    'counts.book illegal_move',
    'counts.countOn illegal_move',
    'customers.activate illegal_move',
    'deliveries.book nothing_to_book',
    'orders.deliver illegal_move',
    'orders.receiveReturn illegal_move',
    'orders.refund illegal_move',
    'products.availability wrong_method',
    'products.hold out_of_stock',
    'products.release invalid',
    'products.stockCard wrong_method',
    'products.writeOff out_of_stock',
    'staff.activate illegal_move',
  ]);
}, 120_000);
