import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { AuditLog } from '../../modules/audit/admin.ts';
import { sequence } from '../../modules/audit/index.ts';
import { logKey } from '../../modules/audit/log/signed-note.policy.ts';
import { configureIdentity, createUser, deactivateUser, findUsers, saveSession } from '../../modules/identity/index.ts';
import { OrderModel } from '../../modules/ordering/admin.ts';
import { cancelOrder } from '../../modules/ordering/index.ts';
import { ERASURE_TOPIC, finishErasure } from '../../modules/privacy/index.ts';
import { setClock } from '../../platform/clock.ts';
import { deliverOutbox, onOutbox } from '../../platform/outbox.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder } from '../../testing/orders.ts';
import { PEOPLE, usePanel } from '../../testing/panel.ts';

useDatabase();
const panel = usePanel();
const admin = contextOf('admin');
const key = logKey('test/audit/log', Buffer.alloc(32, 7));
const outbox = () => mongoose.connection.collection('outbox');

let id = '';
let username = '';
let count = 0;

beforeAll(() => onOutbox(ERASURE_TOPIC, finishErasure));
beforeEach(async () => {
  count += 1;
  username = `fair-${count}`;
  const person = { username, firstName: 'Anastasia', email: `fair-${count}@example.org`, roles: ['shopper' as const] };
  id = String((await createUser(admin, person))._id);
  await outbox().deleteMany({});
});
afterEach(() => {
  setClock();
  configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
});

const address = (action: string, of = id) => `/admin/api/resources/customers/records/${of}/${action}`;
const given = (change: object = {}) => ({
  values: { reason: 'the person asks', ticket: 'T-2041', confirmation: username, ...change },
});
const erase = (body: object = given(), as: Parameters<typeof panel.post>[2] = 'admin') =>
  panel.post(address('erase'), body, as);
const stored = async () => (await findUsers([id]))[0];
/** What the trail still tells of this person. */
const told = async () => JSON.stringify(await AuditLog.find({ entityId: id }).lean()).includes(`fair-${count}@`);

async function orderOf(state: 'open' | 'cancelled') {
  const order = await buildOrder({ customerId: id, guest: undefined });
  if (state === 'cancelled') await cancelOrder(admin, { orderId: order.id });
  return order;
}

/** Everything goes into the log, lines that are still counted included, and the outbox delivers what has become due. */
async function laterOn(): Promise<void> {
  await AuditLog.collection.updateMany({ foldUntil: { $exists: true } }, { $unset: { foldUntil: 1 } });
  await sequence(key);
  await outbox().updateMany({}, { $set: { due: new Date(0) } });
  await deliverOutbox();
}

describe('erasing a person from the panel', () => {
  it('tells first what goes and what must stay, and changes nothing', async () => {
    await orderOf('cancelled');
    const { status, body } = await panel.get(address('erase'));
    expect(status).toBe(200);
    expect(body.preview).toMatchObject({ word: username });
    expect(body.preview.goes.join('\n')).toMatch(/first name.*e-mail.*1 order loses.*entries of the trail/is);
    expect(body.preview.stays.join('\n')).toMatch(/what was sold.*backups/is);
    expect(body.preview.blocked).toBeUndefined();
    expect(body.initial).toEqual({ reason: '', ticket: '', confirmation: '' });
    expect(await stored()).toMatchObject({ username, firstName: 'Anastasia' });
  });

  it('takes the data out of the records at once and out of the trail once the log has it, all with who asked and why', async () => {
    const order = await orderOf('cancelled');
    await saveSession('shop-1', { header: { iat: 1, uat: 1, exp: 9e9 }, data: { userId: id } }, new Date(9e12));
    const answer = await erase();
    expect([answer.status, answer.body.notice?.message]).toEqual([200, 'eraseDone']);
    expect(await stored()).toMatchObject({ username: `erased-${id}`, firstName: 'Erased', isActive: false });
    expect(JSON.stringify(await OrderModel.findById(order.id).lean())).not.toContain(ADDRESS.line1);
    expect(await mongoose.connection.collection('sessions').countDocuments({ 'data.userId': id })).toBe(0);
    expect(await told()).toBe(true);
    const entries = (await panel.entriesOf(answer)).filter(({ kind }) => kind === 'change');
    expect(entries.length).toBeGreaterThan(1);
    for (const entry of entries)
      expect(entry).toMatchObject({
        outcome: 'done',
        reason: 'the person asks, T-2041',
        performedBy: { id: PEOPLE.admin },
      });

    await laterOn();
    expect(await told()).toBe(false);
    expect(await outbox().countDocuments({ topic: ERASURE_TOPIC })).toBe(0);
    const last = await AuditLog.findOne({ action: 'users.erase', entityId: id }).lean();
    expect(last).toMatchObject({ reason: 'the person asks, T-2041', performedBy: { id: PEOPLE.admin }, source: 'job' });
  });

  it('goes on by itself where the log has not everything yet, and a second delivery does no harm', async () => {
    await erase();
    await outbox().updateMany({}, { $set: { due: new Date(0) } });
    await deliverOutbox();
    expect(await told()).toBe(true);
    const [waiting, ...others] = await outbox().find({ topic: ERASURE_TOPIC }).toArray();
    expect(others).toEqual([]);
    await laterOn();
    expect(await told()).toBe(false);
    const erasures = () => AuditLog.countDocuments({ action: 'users.erase', entityId: id });
    const before = await erasures();
    await sequence(key);
    await finishErasure(waiting?.['payload']);
    expect((await erasures()) - before).toBeLessThanOrEqual(1);
  });

  it('is not offered for somebody who is erased already', async () => {
    await erase();
    const { body } = await panel.get(address('show'));
    expect(body.record.title).toBe('Erased person');
    expect(body.record.recordActions.map(({ name }: { name: string }) => name)).not.toContain('erase');
  });

  it.each([
    ['another name', { confirmation: 'somebody-else' }, 'confirmation'],
    ['no name', { confirmation: '' }, 'confirmation'],
    ['no reason', { reason: '' }, 'reason'],
    ['a reason of their own', { reason: 'I feel like it' }, 'reason'],
    ['words for a ticket', { ticket: 'she asked for it' }, 'ticket'],
    ['an operator for a name', { confirmation: { $ne: '' } }, 'confirmation'],
  ])('is refused with %s, on record, and nothing goes', async (_what, change, field) => {
    const answer = await erase(given(change));
    expect([answer.status, Object.keys(answer.body.error.fields)]).toEqual([422, [field]]);
    expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', action: 'users.erase', entityId: id }]);
    expect(await stored()).toMatchObject({ username });
    expect(await outbox().countDocuments({})).toBe(0);
  });

  it('is refused while an order is open, which the preview says beforehand', async () => {
    await orderOf('open');
    const { body } = await panel.get(address('erase'));
    expect(body.preview.blocked).toMatch(/^1 order of theirs is still open/);
    const answer = await erase();
    expect([answer.status, answer.body.error.code]).toEqual([400, 'open_orders']);
    expect(await stored()).toMatchObject({ username, firstName: 'Anastasia' });
  });

  it.each(['support', 'inventory', 'shopper'] as const)('is closed to %s, the preview too', async (role) => {
    for (const answer of [await panel.get(address('erase'), role), await erase(given(), role)]) {
      expect([answer.status, answer.body.error.code]).toEqual([403, 'forbidden']);
      expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', cause: 'forbidden' }]);
    }
    expect(await stored()).toMatchObject({ username });
  });

  it('asks for a fresh second factor where the settings do', async () => {
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    setClock({ now: () => new Date(Date.now() + 600_000) });
    const answer = await erase();
    expect([answer.status, answer.body.error.code]).toEqual([403, 'fresh_sign_in_required']);
    expect(await stored()).toMatchObject({ username });
    setClock();
    expect((await erase()).status).toBe(200);
  });

  it('is refused for oneself and for the last admin', async () => {
    const staff = { email: `boss-${count}@example.org`, roles: ['admin' as const] };
    const boss = await createUser(admin, { ...staff, username: `boss-${count}` });
    const own = { id: String(boss._id), name: 'Boss', roles: ['admin' as const] };
    const body = { values: { reason: 'the person asks', ticket: 'T-1', confirmation: boss.username } };
    const url = `/admin/api/resources/staff/records/${own.id}/erase`;
    expect((await panel.post(url, body, own)).body.error.code).toBe('own_account');
    expect((await panel.post(url, body)).body.error.code).toBe('last_admin');
    const next = await createUser(admin, { ...staff, username: `next-${count}`, email: `next-${count}@example.org` });
    expect((await panel.post(url, body)).status).toBe(200);
    await expect(deactivateUser(admin, { id: String(next._id) })).rejects.toMatchObject({ code: 'last_admin' });
  });
});
