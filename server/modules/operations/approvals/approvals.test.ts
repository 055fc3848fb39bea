import { describe, expect, it } from '@jest/globals';
import { fixedClock, setClock } from '../../../platform/clock.ts';
import { systemContext } from '../../../shared/request-context.ts';
import { ask, codeOf, limits, requestOf, usePeople } from '../../../testing/approvals.ts';
import { useDatabase } from '../../../testing/harness.ts';
import { stockProblems } from '../../../testing/orders.ts';
import { buildProduct } from '../../../testing/stock.ts';
import { AuditLog } from '../../audit/admin.ts';
import { verifyFolds } from '../../audit/index.ts';
import { editProduct, productsByIds, storedStock } from '../../catalog/index.ts';
import { UserModel } from '../../identity/admin.ts';
import { activateUser, changeRoles, configureIdentity, createUser, deactivateUser } from '../../identity/index.ts';
import { correctStock, receiveStock, writeOffStock } from '../../inventory/index.ts';
import { ApprovalModel } from './approval.model.ts';
import { approveRequest, confirmAlone } from './approve-request.use-case.ts';
import { cancelRequest } from './cancel-request.use-case.ts';
import { declineRequest } from './decline-request.use-case.ts';
import { expireRequests } from './expire-requests.use-case.ts';

useDatabase();
const people = usePeople();
const root = systemContext('test');
const DAY = 86_400_000;
const onHand = async (productId: string) => (await storedStock(productId))?.quantity;

/** A request to write off 10 pieces at £2.95, which is more than £20. */
async function writeOffWaiting(by = people.ivo) {
  await limits({ approveWriteOffsAbove: 2_000 });
  const { id: productId } = await buildProduct({ onHand: 30 });
  const id = await ask(by, writeOffStock(by, { productId, quantity: 10, note: 'water in the cellar' }));
  return { id, productId };
}

describe('a write-off above the limit', () => {
  it('does not happen but becomes a request with the exact difference; up to the limit, and with none set, it happens', async () => {
    const { id: productId } = await buildProduct({ onHand: 30 });
    await writeOffStock(people.ivo, { productId, quantity: 10, note: 'no limit is set' });
    await limits({ approveWriteOffsAbove: 5 * 295 });
    await writeOffStock(people.ivo, { productId, quantity: 5, note: 'exactly the limit' });
    const id = await ask(
      people.ivo,
      writeOffStock(people.ivo, { productId, quantity: 6, note: 'water in the cellar' }),
    );
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
    await approveRequest(people.ina, { id, note: 'I saw it' });
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
    await correctStock(people.ivo, { productId, delta: 4, note: 'found behind the shelf' });
    const id = await ask(people.ivo, correctStock(people.ivo, { productId, delta: -4, note: 'not found again' }));
    await approveRequest(people.ada, { id });
    expect(await onHand(productId)).toBe(30);
    const { seq } = await receiveStock(people.ivo, { productId, quantity: 8 });
    expect(seq).toBeGreaterThan(0);
  });

  it('goes by the price of the day: where it changed meanwhile nothing is done, and the requester reads why', async () => {
    const { id, productId } = await writeOffWaiting();
    await editProduct(root, { id: productId, changes: { price: 9_900 } });
    const refused = await approveRequest(people.ada, { id }).catch((error) => error);
    expect([refused.code, refused.message]).toEqual([
      'changed_meanwhile',
      'Since this was asked for, somebody changed price (295 → 9900). Ask again, if it is still wanted.',
    ]);
    expect(await onHand(productId)).toBe(30);
    expect(await requestOf(id)).toMatchObject({ state: 'outdated', decision: expect.stringContaining('295 → 9900') });
    expect(await codeOf(approveRequest(people.bea, { id }))).toBe('already_decided');
  });

  it('waits on where the goods are no longer there, and is free to be asked for again once it is decided', async () => {
    const { id, productId } = await writeOffWaiting();
    await writeOffStock(root, { productId, quantity: 25, note: 'somebody else was faster' });
    expect(await codeOf(approveRequest(people.ada, { id }))).toBe('out_of_stock');
    expect(await requestOf(id)).toMatchObject({ state: 'waiting' });
    await declineRequest(people.ada, { id, note: 'They are gone.' });
    await receiveStock(root, { productId, quantity: 25 });
    await expect(
      ask(people.ivo, writeOffStock(people.ivo, { productId, quantity: 10, note: 'once more' })),
    ).resolves.toEqual(expect.any(String));
  });

  it('is asked for once by a double click, and by nobody else beside it', async () => {
    await limits({ approveWriteOffsAbove: 0 });
    const { id: productId } = await buildProduct({ onHand: 30 });
    const click = () =>
      ask(
        people.ivo,
        writeOffStock(people.ivo, { productId, quantity: 1, note: 'broken', requestKey: 'the-same-key' }),
      );
    const [one, two] = await Promise.all([click(), click()]);
    expect(one).toBe(two);
    expect(await ApprovalModel.countDocuments({ entityId: productId })).toBe(1);
    expect(
      await codeOf(ask(people.ina, writeOffStock(people.ina, { productId, quantity: 2, note: 'broken too' }))),
    ).toBe('already_waiting');
  });

  it('asks a fresh proof of whoever approves it, where the settings ask for one', async () => {
    const { id, productId } = await writeOffWaiting();
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    expect(await codeOf(approveRequest(people.ada, { id }))).toBe('fresh_sign_in_required');
    const stale = { ...people.ada, signedIn: { at: new Date(Date.now() - 301_000), secondFactor: true } };
    expect(await codeOf(approveRequest(stale, { id }))).toBe('fresh_sign_in_required');
    expect(await onHand(productId)).toBe(30);
    await approveRequest({ ...people.ada, signedIn: { at: new Date(), secondFactor: true } }, { id });
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
    expect(await codeOf(approveRequest(people.ivo, { id }))).toBe('own_request');
    expect(await codeOf(declineRequest(people.ivo, { id, note: 'No, I will not.' }))).toBe('own_request');
    expect(await codeOf(approveRequest(people.suri, { id }))).toBe('forbidden');
    expect(await codeOf(declineRequest(people.suri, { id, note: 'I may not.' }))).toBe('forbidden');
    expect(await codeOf(cancelRequest(people.ina, { id }))).toBe('forbidden');
    expect(await codeOf(confirmAlone(people.ivo, { id, note: 'I am in a hurry.' }))).toBe('somebody_else_may');
    expect(await codeOf(confirmAlone(people.ina, { id, note: 'I am in a hurry.' }))).toBe('forbidden');
    await cancelRequest(people.ivo, { id });
    expect(await requestOf(id)).toMatchObject({ state: 'cancelled', decidedBy: { name: 'ivo' } });
    expect(await codeOf(approveRequest(people.ada, { id }))).toBe('already_decided');
    expect(await onHand(productId)).toBe(30);
  });

  it('declines only with a reason, which the requester reads', async () => {
    const { id } = await writeOffWaiting();
    expect(await codeOf(declineRequest(people.ada, { id, note: ' ' }))).toBe('invalid');
    await declineRequest(people.ada, { id, note: 'Dry them first.' });
    expect(await requestOf(id)).toMatchObject({ state: 'declined', decision: 'Dry them first.' });
  });

  it('is the requester alone where nobody else holds the right: after a fresh proof, with a reason, marked so', async () => {
    await limits({ approvePriceCutsAbove: 1_000, approveRoleGrants: true });
    const shopper = await createUser(root, { username: `nina-${Date.now()}`, roles: ['shopper'] });
    const grant = () => changeRoles(people.ada, { id: String(shopper._id), roles: ['support'] });
    const id = await ask(people.ada, grant());
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    const fresh = { ...people.ada, signedIn: { at: new Date(), secondFactor: true } };
    expect(await codeOf(confirmAlone(fresh, { id, note: 'Bea is here.' }))).toBe('somebody_else_may');
    await deactivateUser(root, { id: String(people.bea.actor.id) });
    try {
      expect(await codeOf(confirmAlone(people.ada, { id, note: 'Bea is away.' }))).toBe('fresh_sign_in_required');
      expect(await codeOf(confirmAlone(fresh, { id, note: '' }))).toBe('invalid');
      await confirmAlone(fresh, { id, note: 'Bea is away.' });
    } finally {
      await activateUser(root, { id: String(people.bea.actor.id) });
    }
    expect((await UserModel.findById(shopper._id).lean())?.roles).toEqual(['support']);
    expect(await requestOf(id)).toMatchObject({ state: 'approved', alone: true, decision: 'Bea is away.' });
    const entry = await AuditLog.findOne({ entity: 'approvals', entityId: id, action: 'approvals.approve' }).lean();
    expect(entry?.newValue).toMatchObject({ alone: true });
  });

  it.each([
    ['deactivated', () => deactivateUser(people.ada, { id: String(people.bea.actor.id) })],
    ['took the role from', () => changeRoles(people.ada, { id: String(people.bea.actor.id), roles: ['shopper'] })],
  ] as const)(
    'is not the requester alone who %s the only other one, until a week has passed',
    async (_what, shutOut) => {
      await limits({ approveRoleGrants: true });
      const shopper = await createUser(root, { username: `olga-${Date.now()}`, roles: ['shopper'] });
      const grant = () => changeRoles(people.ada, { id: String(shopper._id), roles: ['support'] });
      await shutOut();
      try {
        const id = await ask(people.ada, grant());
        const alone = () => confirmAlone(people.ada, { id, note: 'Bea is gone.' });
        expect(await codeOf(alone())).toBe('second_person_shut_out');
        expect(await requestOf(id)).toMatchObject({ state: 'waiting' });
        setClock(fixedClock(new Date(Date.now() + 7 * DAY + 1_000)));
        await expireRequests();
        const later = await ask(people.ada, grant());
        expect(await codeOf(confirmAlone(people.ada, { id: later, note: 'Bea is gone.' }))).toBe('done');
      } finally {
        setClock();
        await limits({ approveRoleGrants: false });
        const bea = await UserModel.findById(people.bea.actor.id).lean();
        if (!bea?.isActive) await activateUser(root, { id: String(people.bea.actor.id) });
        await changeRoles(root, { id: String(people.bea.actor.id), roles: ['admin'] });
      }
    },
  );

  it('is nobody any more after a week', async () => {
    const { id, productId } = await writeOffWaiting();
    setClock(fixedClock(new Date(Date.now() + 7 * DAY + 1_000)));
    expect(await codeOf(approveRequest(people.ada, { id }))).toBe('request_expired');
    await expireRequests();
    expect(await requestOf(id)).toMatchObject({ state: 'expired', decidedBy: { kind: 'system' } });
    expect(await onHand(productId)).toBe(30);
  });
});

describe('at the same time', () => {
  it('of two who approve one does, and it is carried out once', async () => {
    const { id, productId } = await writeOffWaiting();
    const outcomes = await Promise.all(
      [people.ada, people.bea, people.ina, people.ada].map((ctx) => codeOf(approveRequest(ctx, { id }))),
    );
    expect(outcomes.sort()).toEqual(['already_decided', 'already_decided', 'already_decided', 'done']);
    expect(await onHand(productId)).toBe(20);
    expect(await AuditLog.countDocuments({ entityId: id, action: 'approvals.approve', outcome: 'done' })).toBe(1);
  });

  it('either the approval counts or the withdrawal, and the stock tells which', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, productId } = await writeOffWaiting();
      const [approved, cancelled] = await Promise.all([
        codeOf(approveRequest(people.ada, { id })),
        codeOf(cancelRequest(people.ivo, { id })),
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
      const id = await ask(people.ivo, editProduct(people.ivo, { id: productId, changes: { price: 500 } }));
      const [approved] = await Promise.all([
        codeOf(approveRequest(people.ada, { id })),
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

it('leaves a trail that folds to what is stored', async () => {
  expect((await verifyFolds()).findings).toEqual([]);
});
