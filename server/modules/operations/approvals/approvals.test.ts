import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock, setClock } from '../../../platform/clock.ts';
import { ApprovalNeeded, bindSecondLook } from '../../../platform/four-eyes.ts';
import type { RequestContext, Role } from '../../../shared/request-context.ts';
import { systemContext } from '../../../shared/request-context.ts';
import { contextOf, useDatabase } from '../../../testing/harness.ts';
import { buildOrder, stockProblems } from '../../../testing/orders.ts';
import { buildProduct } from '../../../testing/stock.ts';
import { AuditLog } from '../../audit/admin.ts';
import { registerChunkHandler, runChunkedOperation, verifyFolds } from '../../audit/index.ts';
import { archiveProduct, editProduct, productsByIds, storedStock } from '../../catalog/index.ts';
import { UserModel } from '../../identity/admin.ts';
import { activateUser, changeRoles, configureIdentity, createUser, deactivateUser } from '../../identity/index.ts';
import { correctStock, receiveStock, writeOffStock } from '../../inventory/index.ts';
import { OrderModel } from '../../ordering/admin.ts';
import { changeOrderLines, refundOrder, returnOrderLines, shipOrder, takePayment } from '../../ordering/index.ts';
import { SETTINGS_ID, SettingsModel } from '../../settings/admin.ts';
import { editSettings, ensureSettings } from '../../settings/index.ts';
import { ApprovalModel } from './approval.model.ts';
import { approveRequest, confirmAlone } from './approve-request.use-case.ts';
import { requestRefund, requestUndo } from './ask-for.use-case.ts';
import { cancelRequest } from './cancel-request.use-case.ts';
import { declineRequest } from './decline-request.use-case.ts';
import { expireRequests } from './expire-requests.use-case.ts';
import { fileRequest } from './file-request.use-case.ts';
import { judge } from './second-look.service.ts';

useDatabase();

const DAY = 86_400_000;
const root = systemContext('test');
let [ada, bea, ivo, ina, suri] = [] as unknown as RequestContext[] as [
  RequestContext,
  RequestContext,
  RequestContext,
  RequestContext,
  RequestContext,
];

async function person(username: string, role: Role): Promise<RequestContext> {
  const user = await createUser(root, { username, email: `${username}@example.org`, roles: [role] });
  return contextOf(role, { actor: { kind: 'user', id: String(user._id), name: username, roles: [role] } });
}

const limits = (changes: Parameters<typeof editSettings>[1]['changes']) => editSettings(root, { changes });
/** Tries a risky action, and files it as the panel's edge does; answers the request's id. */
async function ask(ctx: RequestContext, action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => new Error('it was done at once'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApprovalNeeded)) throw error;
  return fileRequest(ctx, error.action);
}
const requestOf = (id: string) => ApprovalModel.findById(id).lean().orFail();
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => error.code ?? String(error),
  );
const onHand = async (productId: string) => (await storedStock(productId))?.quantity;

beforeAll(async () => {
  bindSecondLook(judge);
  await ensureSettings({ payments: [] });
  [ada, bea, ivo, ina, suri] = [
    await person('ada', 'admin'),
    await person('bea', 'admin'),
    await person('ivo', 'inventory'),
    await person('ina', 'inventory'),
    await person('suri', 'support'),
  ];
});
afterEach(async () => {
  setClock();
  configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
  await limits({
    approveWriteOffsAbove: null,
    approvePriceCutsAbove: null,
    approveBulkAbove: null,
    approveRefundsAbove: null,
    approveRoleGrants: false,
  });
});

/** A request to write off 10 pieces at £2.95, which is more than £20. */
async function writeOffWaiting(by = ivo) {
  await limits({ approveWriteOffsAbove: 2_000 });
  const { id: productId } = await buildProduct({ onHand: 30 });
  const id = await ask(by, writeOffStock(by, { productId, quantity: 10, note: 'water in the cellar' }));
  return { id, productId };
}

describe('a write-off above the limit', () => {
  it('does not happen but becomes a request with the exact difference; up to the limit, and with none set, it happens', async () => {
    const { id: productId } = await buildProduct({ onHand: 30 });
    await writeOffStock(ivo, { productId, quantity: 10, note: 'no limit is set' });
    await limits({ approveWriteOffsAbove: 5 * 295 });
    await writeOffStock(ivo, { productId, quantity: 5, note: 'exactly the limit' });
    const id = await ask(ivo, writeOffStock(ivo, { productId, quantity: 6, note: 'water in the cellar' }));
    expect(await onHand(productId)).toBe(15);
    expect(await requestOf(id)).toMatchObject({
      kind: 'writeOff',
      state: 'waiting',
      entityId: productId,
      before: { quantity: 15 },
      after: { quantity: 9 },
      size: 6 * 295,
      reason: 'water in the cellar',
      requestedBy: { name: 'ivo' },
    });
    expect(await AuditLog.find({ entity: 'approvals', entityId: id }).lean()).toMatchObject([
      { kind: 'change', action: 'approvals.new', performedBy: { name: 'ivo' } },
    ]);
  });

  it('is carried out in one operation with the approval by a second person, both on record', async () => {
    const { id, productId } = await writeOffWaiting();
    await approveRequest(ina, { id, note: 'I saw it' });
    expect(await onHand(productId)).toBe(20);
    expect(await requestOf(id)).toMatchObject({ state: 'approved', decidedBy: { name: 'ina' }, decision: 'I saw it' });
    expect((await requestOf(id)).alone).toBeUndefined();
    const entry = await AuditLog.findOne({ entity: 'approvals', entityId: id, action: 'approvals.approve' }).lean();
    expect(entry).toMatchObject({
      performedBy: { name: 'ina' },
      reason: 'asked for by ivo: water in the cellar',
      newValue: { state: 'approved' },
    });
    expect(await stockProblems()).toEqual([]);
  });

  it('takes in corrections downwards, of a figure or of a movement, and leaves those upwards alone', async () => {
    await limits({ approveWriteOffsAbove: 0 });
    const { id: productId } = await buildProduct({ onHand: 30 });
    await correctStock(ivo, { productId, delta: 4, note: 'found behind the shelf' });
    const id = await ask(ivo, correctStock(ivo, { productId, delta: -4, note: 'not found again' }));
    await approveRequest(ada, { id });
    expect(await onHand(productId)).toBe(30);
    const { seq } = await receiveStock(ivo, { productId, quantity: 8 });
    expect(seq).toBeGreaterThan(0);
  });

  it('goes by the price of the day: where it changed meanwhile nothing is done, and the requester reads why', async () => {
    const { id, productId } = await writeOffWaiting();
    await editProduct(root, { id: productId, changes: { price: 9_900 } });
    const refused = await approveRequest(ada, { id }).catch((error) => error);
    expect([refused.code, refused.message]).toEqual([
      'changed_meanwhile',
      'Since this was asked for, somebody changed price (295 → 9900). Ask again, if it is still wanted.',
    ]);
    expect(await onHand(productId)).toBe(30);
    expect(await requestOf(id)).toMatchObject({ state: 'outdated', decision: expect.stringContaining('295 → 9900') });
    expect(await codeOf(approveRequest(bea, { id }))).toBe('already_decided');
  });

  it('waits on where the goods are no longer there, and is free to be asked for again once it is decided', async () => {
    const { id, productId } = await writeOffWaiting();
    await writeOffStock(root, { productId, quantity: 25, note: 'somebody else was faster' });
    expect(await codeOf(approveRequest(ada, { id }))).toBe('out_of_stock');
    expect(await requestOf(id)).toMatchObject({ state: 'waiting' });
    await declineRequest(ada, { id, note: 'They are gone.' });
    await receiveStock(root, { productId, quantity: 25 });
    await expect(ask(ivo, writeOffStock(ivo, { productId, quantity: 10, note: 'once more' }))).resolves.toEqual(
      expect.any(String),
    );
  });

  it('is asked for once by a double click, and by nobody else beside it', async () => {
    await limits({ approveWriteOffsAbove: 0 });
    const { id: productId } = await buildProduct({ onHand: 30 });
    const click = () =>
      ask(ivo, writeOffStock(ivo, { productId, quantity: 1, note: 'broken', requestKey: 'the-same-key' }));
    const [one, two] = await Promise.all([click(), click()]);
    expect(one).toBe(two);
    expect(await ApprovalModel.countDocuments({ entityId: productId })).toBe(1);
    expect(await codeOf(ask(ina, writeOffStock(ina, { productId, quantity: 2, note: 'broken too' })))).toBe(
      'already_waiting',
    );
  });

  it('asks a fresh proof of whoever approves it, where the settings ask for one', async () => {
    const { id, productId } = await writeOffWaiting();
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    expect(await codeOf(approveRequest(ada, { id }))).toBe('fresh_sign_in_required');
    const stale = { ...ada, signedIn: { at: new Date(Date.now() - 301_000), secondFactor: true } };
    expect(await codeOf(approveRequest(stale, { id }))).toBe('fresh_sign_in_required');
    expect(await onHand(productId)).toBe(30);
    await approveRequest({ ...ada, signedIn: { at: new Date(), secondFactor: true } }, { id });
    expect(await onHand(productId)).toBe(20);
  });

  it('is no matter for jobs, scripts and imports', async () => {
    await limits({ approveWriteOffsAbove: 0 });
    const { id: productId } = await buildProduct({ onHand: 30 });
    await writeOffStock(root, { productId, quantity: 30, note: 'by a script' });
    expect(await onHand(productId)).toBe(0);
  });
});

describe('who decides', () => {
  it('never the requester, nobody without the right, and whoever asked may withdraw', async () => {
    const { id, productId } = await writeOffWaiting();
    expect(await codeOf(approveRequest(ivo, { id }))).toBe('own_request');
    expect(await codeOf(declineRequest(ivo, { id, note: 'No, I will not.' }))).toBe('own_request');
    expect(await codeOf(approveRequest(suri, { id }))).toBe('forbidden');
    expect(await codeOf(declineRequest(suri, { id, note: 'I may not.' }))).toBe('forbidden');
    expect(await codeOf(cancelRequest(ina, { id }))).toBe('forbidden');
    expect(await codeOf(confirmAlone(ivo, { id, note: 'I am in a hurry.' }))).toBe('somebody_else_may');
    expect(await codeOf(confirmAlone(ina, { id, note: 'I am in a hurry.' }))).toBe('forbidden');
    await cancelRequest(ivo, { id });
    expect(await requestOf(id)).toMatchObject({ state: 'cancelled', decidedBy: { name: 'ivo' } });
    expect(await codeOf(approveRequest(ada, { id }))).toBe('already_decided');
    expect(await onHand(productId)).toBe(30);
  });

  it('declines only with a reason, which the requester reads', async () => {
    const { id } = await writeOffWaiting();
    expect(await codeOf(declineRequest(ada, { id, note: ' ' }))).toBe('invalid');
    await declineRequest(ada, { id, note: 'Dry them first.' });
    expect(await requestOf(id)).toMatchObject({ state: 'declined', decision: 'Dry them first.' });
  });

  it('is the requester alone where nobody else holds the right: after a fresh proof, with a reason, marked so', async () => {
    await limits({ approvePriceCutsAbove: 1_000, approveRoleGrants: true });
    const shopper = await createUser(root, { username: `nina-${Date.now()}`, roles: ['shopper'] });
    const grant = () => changeRoles(ada, { id: String(shopper._id), roles: ['support'] });
    const id = await ask(ada, grant());
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    const fresh = { ...ada, signedIn: { at: new Date(), secondFactor: true } };
    expect(await codeOf(confirmAlone(fresh, { id, note: 'Bea is here.' }))).toBe('somebody_else_may');
    await deactivateUser(root, { id: String(bea.actor.id) });
    try {
      expect(await codeOf(confirmAlone(ada, { id, note: 'Bea is away.' }))).toBe('fresh_sign_in_required');
      expect(await codeOf(confirmAlone(fresh, { id, note: '' }))).toBe('invalid');
      await confirmAlone(fresh, { id, note: 'Bea is away.' });
    } finally {
      await activateUser(root, { id: String(bea.actor.id) });
    }
    expect((await UserModel.findById(shopper._id).lean())?.roles).toEqual(['support']);
    expect(await requestOf(id)).toMatchObject({ state: 'approved', alone: true, decision: 'Bea is away.' });
    const entry = await AuditLog.findOne({ entity: 'approvals', entityId: id, action: 'approvals.approve' }).lean();
    expect(entry?.newValue).toMatchObject({ alone: true });
  });

  it('is nobody any more after a week', async () => {
    const { id, productId } = await writeOffWaiting();
    setClock(fixedClock(new Date(Date.now() + 7 * DAY + 1_000)));
    expect(await codeOf(approveRequest(ada, { id }))).toBe('request_expired');
    await expireRequests();
    expect(await requestOf(id)).toMatchObject({ state: 'expired', decidedBy: { kind: 'system' } });
    expect(await onHand(productId)).toBe(30);
  });
});

describe('at the same time', () => {
  it('of two who approve one does, and it is carried out once', async () => {
    const { id, productId } = await writeOffWaiting();
    const outcomes = await Promise.all([ada, bea, ina, ada].map((ctx) => codeOf(approveRequest(ctx, { id }))));
    expect(outcomes.sort()).toEqual(['already_decided', 'already_decided', 'already_decided', 'done']);
    expect(await onHand(productId)).toBe(20);
    expect(await AuditLog.countDocuments({ entityId: id, action: 'approvals.approve', outcome: 'done' })).toBe(1);
  });

  it('either the approval counts or the withdrawal, and the stock tells which', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, productId } = await writeOffWaiting();
      const [approved, cancelled] = await Promise.all([
        codeOf(approveRequest(ada, { id })),
        codeOf(cancelRequest(ivo, { id })),
      ]);
      expect([approved, cancelled].sort()).toEqual(['already_decided', 'done']);
      expect(await onHand(productId)).toBe(approved === 'done' ? 20 : 30);
      expect((await requestOf(id)).state).toBe(approved === 'done' ? 'approved' : 'cancelled');
    }
  });

  it('an approval and a change of the record it is about leave either both or the change alone', async () => {
    await limits({ approvePriceCutsAbove: 1_000 });
    for (let round = 0; round < 5; round += 1) {
      const { id: productId } = await buildProduct({ price: 1_000 });
      const id = await ask(ivo, editProduct(ivo, { id: productId, changes: { price: 500 } }));
      const [approved] = await Promise.all([
        codeOf(approveRequest(ada, { id })),
        editProduct(root, { id: productId, changes: { price: 1_100 } }),
      ]);
      const [product] = await productsByIds([productId]);
      const prices = await AuditLog.find({ entityId: productId, kind: 'change' }).sort({ revision: 1 }).lean();
      expect(['done', 'changed_meanwhile']).toContain(approved);
      expect(prices.slice(1).map(({ newValue }) => newValue?.['price'])).toEqual(
        approved === 'done' ? [500, 1_100] : [1_100],
      );
      expect(product?.price).toBe(1_100);
    }
  });
});

describe('other risky actions', () => {
  it('a price cut of more than the limit waits with the rest of its form; a rise or a smaller cut does not', async () => {
    await limits({ approvePriceCutsAbove: 2_000 });
    const { id: productId } = await buildProduct({ price: 1_000 });
    await editProduct(ivo, { id: productId, changes: { price: 800 } });
    await editProduct(ivo, { id: productId, changes: { price: 1_000 } });
    const id = await ask(ivo, editProduct(ivo, { id: productId, changes: { price: 799, name: 'Bargain' } }));
    expect(await requestOf(id)).toMatchObject({
      size: 2_010,
      before: { price: 1_000 },
      after: { price: 799, name: 'Bargain' },
    });
    await editProduct(ina, { id: productId, changes: { shelf: 'B7' } });
    await approveRequest(ina, { id });
    expect((await productsByIds([productId]))[0]).toMatchObject({ price: 799, name: 'Bargain', shelf: 'B7' });
  });

  it('a refund above the limit waits, by whichever way the money would go back', async () => {
    await limits({ approveRefundsAbove: 400 });
    const paid = async () => {
      const { id: productId } = await buildProduct({ onHand: 10 });
      const order = await buildOrder({ lines: [{ productId, quantity: 4 }], delivery: 'collect' });
      await takePayment(root, { orderId: order.id, provider: 'cash', received: true, requestKey: `paid-${order.id}` });
      return order;
    };
    const refunded = async (orderId: string) => (await OrderModel.findById(orderId).lean())?.refunded;

    const first = await paid();
    const plain = { orderId: first.id, reason: 'a scratch', requestKey: 'refund-key-1' };
    await refundOrder(ada, { ...plain, amount: 400 });
    const refund = await ask(ada, refundOrder(ada, { ...plain, amount: 401, requestKey: 'refund-key-2' }));
    expect(await refunded(first.id)).toBe(400);
    await approveRequest(bea, { id: refund });
    expect(await refunded(first.id)).toBe(801);

    const second = await paid();
    await shipOrder(root, { orderId: second.id });
    const back = {
      lines: [{ lineId: '1', quantity: 2, outcome: 'restock' as const }],
      refund: { reason: 'came back' },
    };
    const returned = await ask(ada, returnOrderLines(ada, { orderId: second.id, ...back }));
    expect((await OrderModel.findById(second.id).lean())?.returns).toEqual([]);
    await approveRequest(bea, { id: returned });
    expect(await refunded(second.id)).toBe(590);

    const third = await paid();
    const { revision } = await OrderModel.findById(third.id).orFail().lean();
    const fewer = { orderId: third.id, lines: [{ productId: third.productId, quantity: 1 }], revision };
    const changed = await ask(ada, changeOrderLines(ada, fewer));
    await approveRequest(bea, { id: changed });
    expect(await refunded(third.id)).toBe(885);
    expect(await stockProblems()).toEqual([]);
  });

  it('roles of staff wait when they are given, not when they are taken, and never come with a new account', async () => {
    await limits({ approveRoleGrants: true });
    const newcomer = { email: 'newcomer@example.org', roles: ['support' as const] };
    const nora = await createUser(root, { username: `nora-${Date.now()}`, roles: ['shopper'] });
    const userId = String(nora._id);
    const id = await ask(ada, changeRoles(ada, { id: userId, roles: ['inventory'] }));
    expect(await requestOf(id)).toMatchObject({ before: { roles: ['shopper'] }, after: { roles: ['inventory'] } });
    await approveRequest(bea, { id });
    expect((await UserModel.findById(userId).lean())?.roles).toEqual(['inventory']);
    await changeRoles(ada, { id: userId, roles: ['shopper'] });
    expect(await codeOf(createUser(ada, newcomer))).toBe('one_after_the_other');
    await limits({ approveRoleGrants: false });
    expect(await codeOf(createUser(ada, newcomer))).toBe('done');
  });

  it('limits are loosened by two, and tightened by one', async () => {
    await limits({ approveWriteOffsAbove: 1_000 });
    const edit = (changes: Parameters<typeof editSettings>[1]['changes']) => editSettings(ada, { changes });
    const now = async () => (await SettingsModel.findById(SETTINGS_ID).lean())?.approveWriteOffsAbove;
    await edit({ approveWriteOffsAbove: 900, approveRefundsAbove: 5_000 });
    for (const loosened of [{ approveWriteOffsAbove: 901 }, { approveWriteOffsAbove: null }]) {
      const id = await ask(ada, edit(loosened));
      expect(await now()).toBe(900);
      await declineRequest(bea, { id, note: 'Leave it.' });
    }
    const id = await ask(ada, edit({ approveWriteOffsAbove: null, shopName: 'Loose' }));
    await approveRequest(bea, { id });
    expect([await now(), (await SettingsModel.findById(SETTINGS_ID).lean())?.shopName]).toEqual([null, 'Loose']);
  });

  it('more than so many records at once wait as one request and are done as one operation', async () => {
    registerChunkHandler('products.archive', async (ctx, chunk) => {
      for (const productId of chunk) await archiveProduct(ctx, { id: productId });
      return { done: chunk.length };
    });
    const products = await Promise.all([1, 2, 3].map(() => buildProduct()));
    const ids = products.map(({ id }) => id);
    const input = { operation: 'products.archive', resource: 'products', action: 'archive', values: {}, ids };
    const bulk = {
      kind: 'bulk',
      entity: 'products',
      entityId: null,
      input,
      before: {},
      after: { records: 3 },
      size: 3,
    };
    await limits({ approveBulkAbove: 3 });
    await judge(ivo, bulk);
    await limits({ approveBulkAbove: 2 });
    const id = await ask(ivo, judge(ivo, bulk));
    const { rest } = await approveRequest(ina, { id });
    expect(await rest).toMatchObject({ done: 3, failed: [] });
    expect((await productsByIds(ids)).map(({ status }) => status)).toEqual(['archived', 'archived', 'archived']);
  });
});

describe('what support asks for', () => {
  it('is a refund that an admin gives, whatever the limits', async () => {
    const order = await buildOrder({ delivery: 'collect' });
    await takePayment(root, { orderId: order.id, provider: 'cash', received: true, requestKey: `paid-${order.id}` });
    const wish = { orderId: order.id, amount: 300, reason: 'One arrived broken.' };
    expect(await codeOf(refundOrder(suri, { ...wish, requestKey: 'not-theirs' }))).toBe('forbidden');
    const [id, again] = await Promise.all([requestRefund(suri, wish), requestRefund(suri, wish)]);
    expect(again).toBe(id);
    expect(await codeOf(requestRefund(ivo, wish))).toBe('forbidden');
    expect(await codeOf(approveRequest(ina, { id }))).toBe('forbidden');
    await approveRequest(ada, { id });
    expect((await OrderModel.findById(order.id).lean())?.refunded).toBe(300);
    expect(await codeOf(requestRefund(suri, { ...wish, orderId: (await buildOrder()).id }))).toBe('illegal_move');
  });

  it('is outdated where money went back meanwhile', async () => {
    const order = await buildOrder({ delivery: 'collect' });
    await takePayment(root, { orderId: order.id, provider: 'cash', received: true, requestKey: `paid-${order.id}` });
    const id = await requestRefund(suri, { orderId: order.id, amount: 300, reason: 'One arrived broken.' });
    await refundOrder(ada, { orderId: order.id, amount: 300, reason: 'broken', requestKey: 'straight-away' });
    expect(await codeOf(approveRequest(ada, { id }))).toBe('changed_meanwhile');
    expect((await OrderModel.findById(order.id).lean())?.refunded).toBe(300);
  });

  it('is an operation taken back by somebody who may', async () => {
    const [one, two] = [await buildProduct({ shelf: 'A1' }), await buildProduct({ shelf: 'A1' })];
    const { operationId } = await runChunkedOperation(
      ina,
      { action: 'products.bulkEdit', entity: 'products', items: [one.id, two.id] },
      async (chunk) => {
        for (const id of chunk) await editProduct(ina, { id, changes: { shelf: 'Z9' } });
        return { done: chunk.length };
      },
    );
    const id = await requestUndo(suri, { operationId, reason: 'Wrong shelf.' });
    const { rest } = await approveRequest(ada, { id });
    expect(await rest).toMatchObject({ done: 2, failed: [] });
    expect((await productsByIds([one.id, two.id])).map(({ shelf }) => shelf)).toEqual(['A1', 'A1']);
    expect(await codeOf(requestUndo(suri, { operationId: 'no-such-operation', reason: 'Wrong shelf.' }))).toBe(
      'not_found',
    );
  });
});

it('leaves a trail that folds to what is stored', async () => {
  expect((await verifyFolds()).findings).toEqual([]);
});
