import { describe, expect, it } from '@jest/globals';
import { systemContext } from '../../../shared/request-context.ts';
import { ask, codeOf, limits, requestOf, usePeople } from '../../../testing/approvals.ts';
import { useDatabase } from '../../../testing/harness.ts';
import { buildOrder, stockProblems } from '../../../testing/orders.ts';
import { buildProduct } from '../../../testing/stock.ts';
import { registerChunkHandler, runChunkedOperation, verifyFolds } from '../../audit/index.ts';
import { archiveProduct, editProduct, productsByIds } from '../../catalog/index.ts';
import { UserModel } from '../../identity/admin.ts';
import { changeRoles, createUser, editUser } from '../../identity/index.ts';
import { correctStock, writeOffStock } from '../../inventory/index.ts';
import { OrderModel } from '../../ordering/admin.ts';
import { changeOrderLines, refundOrder, returnOrderLines, shipOrder, takePayment } from '../../ordering/index.ts';
import { SETTINGS_ID, SettingsModel } from '../../settings/admin.ts';
import { editSettings } from '../../settings/index.ts';
import { ApprovalModel } from './approval.model.ts';
import { approveRequest } from './approve-request.use-case.ts';
import { requestRefund, requestUndo } from './ask-for.use-case.ts';
import { declineRequest } from './decline-request.use-case.ts';
import { judge } from './second-look.service.ts';

useDatabase();
const people = usePeople();
const root = systemContext('test');

describe('other risky actions', () => {
  it('a price cut of more than the limit waits with the rest of its form; a rise or a smaller cut does not', async () => {
    await limits({ approvePriceCutsAbove: 2_000 });
    const { id: productId } = await buildProduct({ price: 1_000 });
    await editProduct(people.ivo, { id: productId, changes: { price: 800 } });
    await editProduct(people.ivo, { id: productId, changes: { price: 1_000 } });
    const id = await ask(
      people.ivo,
      editProduct(people.ivo, { id: productId, changes: { price: 799, name: 'Bargain' } }),
    );
    expect(await requestOf(id)).toMatchObject({
      size: 2_010,
      before: { price: 1_000 },
      after: { price: 799, name: 'Bargain' },
    });
    await editProduct(people.ina, { id: productId, changes: { shelf: 'B7' } });
    await approveRequest(people.ina, { id });
    expect((await productsByIds([productId]))[0]).toMatchObject({ price: 799, name: 'Bargain', shelf: 'B7' });
  });

  it('what can’t be is refused at once: nobody is asked about more than there is', async () => {
    await limits({ approveWriteOffsAbove: 100, approveRefundsAbove: 100 });
    const { ada, suri } = people;
    const { id: productId } = await buildProduct({ onHand: 5, price: 295 });
    const order = await buildOrder({ lines: [{ productId, quantity: 2 }] });
    const before = await ApprovalModel.countDocuments();
    const note = 'gone';
    expect(await codeOf(ask(ada, writeOffStock(ada, { productId, quantity: 4, note })))).toBe('out_of_stock');
    expect(await codeOf(ask(ada, correctStock(ada, { productId, delta: -4, note })))).toBe('out_of_stock');

    await takePayment(ada, { orderId: order.id, provider: 'cash', received: true, requestKey: 'paid-in-full' });
    const { id: orderId, totals } = order;
    const tooMuch = { orderId, amount: totals.gross + 1, reason: 'all of it' };
    expect(await codeOf(ask(ada, refundOrder(ada, { ...tooMuch, requestKey: 'more-than-paid' })))).toBe(
      'amount_does_not_fit',
    );
    expect(await codeOf(requestRefund(suri, tooMuch))).toBe('amount_does_not_fit');
    await shipOrder(ada, { orderId });
    const back = { orderId, lines: [{ lineId: '1', quantity: 1, outcome: 'restock' as const }] };
    const refund = { amount: tooMuch.amount, reason: 'came back' };
    expect(await codeOf(ask(ada, returnOrderLines(ada, { ...back, refund })))).toBe('amount_does_not_fit');
    expect(await ApprovalModel.countDocuments()).toBe(before);
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
    await refundOrder(people.ada, { ...plain, amount: 400 });
    const refund = await ask(
      people.ada,
      refundOrder(people.ada, { ...plain, amount: 401, requestKey: 'refund-key-2' }),
    );
    expect(await refunded(first.id)).toBe(400);
    await approveRequest(people.bea, { id: refund });
    expect(await refunded(first.id)).toBe(801);

    const second = await paid();
    await shipOrder(root, { orderId: second.id });
    const back = {
      lines: [{ lineId: '1', quantity: 2, outcome: 'restock' as const }],
      refund: { reason: 'came back' },
    };
    const returned = await ask(people.ada, returnOrderLines(people.ada, { orderId: second.id, ...back }));
    expect((await OrderModel.findById(second.id).lean())?.returns).toEqual([]);
    await approveRequest(people.bea, { id: returned });
    expect(await refunded(second.id)).toBe(590);

    const third = await paid();
    const { revision } = await OrderModel.findById(third.id).orFail().lean();
    const fewer = { orderId: third.id, lines: [{ productId: third.productId, quantity: 1 }], revision };
    const changed = await ask(people.ada, changeOrderLines(people.ada, fewer));
    await approveRequest(people.bea, { id: changed });
    expect(await refunded(third.id)).toBe(885);
    expect(await stockProblems()).toEqual([]);
  });

  it('roles of staff wait when they are given, not when they are taken, and never come with a new account', async () => {
    await limits({ approveRoleGrants: true });
    const newcomer = { email: 'newcomer@example.org', roles: ['support' as const] };
    const nora = await createUser(root, { username: `nora-${Date.now()}`, roles: ['shopper'] });
    const userId = String(nora._id);
    const id = await ask(people.ada, changeRoles(people.ada, { id: userId, roles: ['inventory'] }));
    expect(await requestOf(id)).toMatchObject({ before: { roles: ['shopper'] }, after: { roles: ['inventory'] } });
    await approveRequest(people.bea, { id });
    expect((await UserModel.findById(userId).lean())?.roles).toEqual(['inventory']);
    await changeRoles(people.ada, { id: userId, roles: ['shopper'] });
    expect(await codeOf(createUser(people.ada, newcomer))).toBe('one_after_the_other');
    // An invitation that waits is not turned into one for somebody else either.
    const invited = await createUser(root, { ...newcomer, email: 'invited@example.org' });
    const readdressed = { id: String(invited._id), revision: 1, changes: { email: 'ada.too@example.org' } };
    expect(await codeOf(editUser(people.ada, readdressed))).toBe('one_after_the_other');
    expect(await codeOf(editUser(people.ada, { ...readdressed, changes: { firstName: 'Ina' } }))).toBe('done');
    await limits({ approveRoleGrants: false });
    expect(await codeOf(createUser(people.ada, newcomer))).toBe('done');
  });

  it('limits are loosened by two, and tightened by one', async () => {
    await limits({ approveWriteOffsAbove: 1_000 });
    const edit = (changes: Parameters<typeof editSettings>[1]['changes']) => editSettings(people.ada, { changes });
    const now = async () => (await SettingsModel.findById(SETTINGS_ID).lean())?.approveWriteOffsAbove;
    await edit({ approveWriteOffsAbove: 900, approveRefundsAbove: 5_000 });
    for (const loosened of [{ approveWriteOffsAbove: 901 }, { approveWriteOffsAbove: null }]) {
      const id = await ask(people.ada, edit(loosened));
      expect(await now()).toBe(900);
      await declineRequest(people.bea, { id, note: 'Leave it.' });
    }
    const id = await ask(people.ada, edit({ approveWriteOffsAbove: null, shopName: 'Loose' }));
    await approveRequest(people.bea, { id });
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
    await judge(people.ivo, bulk);
    await limits({ approveBulkAbove: 2 });
    const id = await ask(people.ivo, judge(people.ivo, bulk));
    const { rest } = await approveRequest(people.ina, { id });
    expect(await rest).toMatchObject({ done: 3, failed: [] });
    expect((await productsByIds(ids)).map(({ status }) => status)).toEqual(['archived', 'archived', 'archived']);
  });
});

describe('what support asks for', () => {
  it('is a refund that an admin gives, whatever the limits', async () => {
    const order = await buildOrder({ delivery: 'collect' });
    await takePayment(root, { orderId: order.id, provider: 'cash', received: true, requestKey: `paid-${order.id}` });
    const wish = { orderId: order.id, amount: 300, reason: 'One arrived broken.' };
    expect(await codeOf(refundOrder(people.suri, { ...wish, requestKey: 'not-theirs' }))).toBe('forbidden');
    const [id, again] = await Promise.all([requestRefund(people.suri, wish), requestRefund(people.suri, wish)]);
    expect(again).toBe(id);
    expect(await codeOf(requestRefund(people.ivo, wish))).toBe('forbidden');
    expect(await codeOf(approveRequest(people.ina, { id }))).toBe('forbidden');
    await approveRequest(people.ada, { id });
    expect((await OrderModel.findById(order.id).lean())?.refunded).toBe(300);
    expect(await codeOf(requestRefund(people.suri, { ...wish, orderId: (await buildOrder()).id }))).toBe(
      'illegal_move',
    );
  });

  it('is outdated where money went back meanwhile', async () => {
    const order = await buildOrder({ delivery: 'collect' });
    await takePayment(root, { orderId: order.id, provider: 'cash', received: true, requestKey: `paid-${order.id}` });
    const id = await requestRefund(people.suri, { orderId: order.id, amount: 300, reason: 'One arrived broken.' });
    await refundOrder(people.ada, { orderId: order.id, amount: 300, reason: 'broken', requestKey: 'straight-away' });
    expect(await codeOf(approveRequest(people.ada, { id }))).toBe('changed_meanwhile');
    expect((await OrderModel.findById(order.id).lean())?.refunded).toBe(300);
  });

  it('is an operation taken back by somebody who may', async () => {
    const [one, two] = [await buildProduct({ shelf: 'A1' }), await buildProduct({ shelf: 'A1' })];
    const { operationId } = await runChunkedOperation(
      people.ina,
      { action: 'products.bulkEdit', entity: 'products', items: [one.id, two.id] },
      async (chunk) => {
        for (const id of chunk) await editProduct(people.ina, { id, changes: { shelf: 'Z9' } });
        return { done: chunk.length };
      },
    );
    const id = await requestUndo(people.suri, { operationId, reason: 'Wrong shelf.' });
    const { rest } = await approveRequest(people.ada, { id });
    expect(await rest).toMatchObject({ done: 2, failed: [] });
    expect((await productsByIds([one.id, two.id])).map(({ shelf }) => shelf)).toEqual(['A1', 'A1']);
    expect(await codeOf(requestUndo(people.suri, { operationId: 'no-such-operation', reason: 'Wrong shelf.' }))).toBe(
      'not_found',
    );
  });
});

it('leaves a trail that folds to what is stored', async () => {
  expect((await verifyFolds()).findings).toEqual([]);
});
