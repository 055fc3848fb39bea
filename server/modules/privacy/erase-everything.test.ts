import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { setClock } from '../../platform/clock.ts';
import { collections } from '../../platform/model.ts';
import { enqueue } from '../../platform/outbox.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { openJournal } from '../audit/chunked-operation.use-case.ts';
import {
  personalFieldsOf,
  recordAccess,
  runOperation,
  sequence,
  verifierKey,
  verifyFolds,
  verifyLog,
} from '../audit/index.ts';
import { logKey } from '../audit/log/signed-note.policy.ts';
import { createUser, editUser, findUsers, saveSession } from '../identity/index.ts';
import { recordProviderEvents } from '../identity/record-provider-events.use-case.ts';
import { StockNoticeModel } from '../inventory/stock-notice.model.ts';
import { MailModel } from '../notifications/admin.ts';
import { queueMail } from '../notifications/index.ts';
import { OrderModel, ReturnRequestModel } from '../ordering/admin.ts';
import {
  addNote,
  cancelOrder,
  configureOrdering,
  deliverOrder,
  insertReturnRequest,
  placeOrder,
  setCartLine,
  shipOrder,
  takePayment,
} from '../ordering/index.ts';
import { erasePerson, previewErasure } from './index.ts';

/*
 * A person whose every trace can be told: each value that is theirs holds a mark of its own. Whatever model declares a field as personal must
 * say here how the mark gets into it; then the person is erased, and no mark may be left in any collection.
 */
useDatabase();
const key = logKey('test/audit/log', randomBytes(32));
const admin = contextOf('admin', { reason: 'asked for by the person' });
const raw = (name: string) => mongoose.connection.collection(name);
const sequenced = async () => void (await sequence(key));
afterEach(() => setClock());

const marks = new Set<string>();
/** A word that stands nowhere else. */
function mark(of: string): string {
  const word = `mark${of.replaceAll(/[^A-Za-z]/g, '')}${randomBytes(6).toString('hex')}`.toLowerCase();
  marks.add(word);
  return word;
}

/** What is personal, but not of people who can be erased. */
const NOT_OF_USERS: Record<string, string> = {
  'suppliers.email': 'how a firm is reached',
  'suppliers.phone': 'how a firm is reached',
};

/** The record in which a personal field of a collection was marked, and the mark; set by whatever fills it below. */
const filled = new Map<string, string>();
const fill = (field: string): string => {
  const word = mark(field);
  filled.set(field, word);
  return word;
};

function phone(): string {
  const number = `+44${Date.now()}`;
  marks.add(number);
  filled.set('users.mobile', number);
  return number;
}

let userId = '';
let orders = { sent: '', cancelled: '', asGuest: '' };

beforeAll(async () => {
  configureOrdering({ linkSecret: 'a-secret-of-the-tests' });
  const product = await buildProduct({ onHand: 50 });
  const lines = [{ productId: product.id, quantity: 1 }];
  const formerAddress = `${mark('former address')}@example.org`;
  const user = await createUser(admin, {
    firstName: fill('users.firstName'),
    lastName: fill('users.lastName'),
    username: fill('users.username'),
    mobile: phone(),
    email: formerAddress,
    roles: ['shopper'],
  });
  userId = String(user._id);
  const email = `${fill('users.email')}@example.org`;
  await editUser(admin, { id: userId, revision: 1, changes: { email } });
  await runOperation(admin, { action: 'users.edit', entity: 'users' }, async () => {
    const stored = await mongoose.model('users').findById(userId).orFail();
    stored.set('subject', `auth0|${fill('users.subject')}`);
    await stored.save();
  });
  const actor = { kind: 'user' as const, id: userId, name: mark('name in entries'), roles: ['shopper' as const] };
  const themselves: RequestContext = contextOf('shopper', { actor, source: 'shop', ...whence('own') });

  const address = () => ({ ...ADDRESS, name: fill('orders.address'), line1: mark('street'), city: mark('town') });
  const paymentMethod = 'bank_transfer' as const;
  const sent = await placeOrder(themselves, { lines, address: address(), paymentMethod });
  await addNote(admin, { orderId: sent.id, text: fill('orders.notes') });
  await takePayment(admin, { orderId: sent.id, provider: 'bank_transfer', received: true, requestKey: 'paid-for-it' });
  await shipOrder(admin, { orderId: sent.id, tracking: `https://carrier.example/${fill('orders.shipments')}` });
  await deliverOrder(admin, { orderId: sent.id });
  const cancelled = await placeOrder(themselves, { lines, address: address(), paymentMethod });
  await cancelOrder(themselves, { orderId: cancelled.id, reason: fill('orders.cancelReason') });
  const guest = { name: fill('orders.guest'), email: formerAddress };
  const asGuest = await placeOrder(guestContext({ ...whence('as a guest'), source: 'shop' }), {
    lines,
    guest,
    address: address(),
    paymentMethod,
  });
  await cancelOrder(admin, { orderId: asGuest.id });
  orders = { sent: sent.id, cancelled: cancelled.id, asGuest: asGuest.id };
  await recordAccess(guestContext(whence('by the order’s link')), {
    entity: 'orders',
    action: 'show',
    entityId: sent.id,
  });

  const request = await runOperation(themselves, { action: 'orders.requestReturn' }, async () =>
    insertReturnRequest(themselves, await OrderModel.findById(sent.id).orFail().lean(), {
      lines: [{ lineId: '1', quantity: 1 }],
      reason: fill('returnRequests.reason'),
      photos: [],
    }),
  );
  const photo = randomBytes(32).toString('hex');
  marks.add(photo);
  filled.set('returnRequests.photos', photo);
  await runOperation(admin, { action: 'returnRequests.decline', entity: 'returnRequests' }, async () => {
    const stored = await ReturnRequestModel.findById(request._id).orFail();
    stored.set({ note: fill('returnRequests.note'), photos: [photo], status: 'declined' });
    await stored.save();
  });

  for (const to of [email, formerAddress]) await mail(to);
  const notice = { product: product.id, createdAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) };
  await StockNoticeModel.create({ ...notice, email: formerAddress });
  await setCartLine(themselves, { userId }, { productId: product.id, quantity: 2 });
  const claims = Buffer.from(JSON.stringify({ email })).toString('base64url');
  const header = { iat: 1, uat: 1, exp: 9_999_999_999 };
  await saveSession(
    'a-session',
    { header, data: { userId, id_token: `x.${claims}.x` } },
    new Date(Date.now() + 86_400_000),
  );
  await enqueue('order.placed', { orderId: sent.id });

  const tried = whence('at the provider');
  const data = { type: 'fp', ip: tried.ip, user_agent: tried.userAgent, user_name: email };
  await recordProviderEvents(guestContext(), JSON.stringify([{ log_id: 'log-1', data }]), {});
  await recordAccess(themselves, { entity: 'orders', action: 'list' });
  await openJournal(themselves, { action: 'orders.archive', entity: 'orders', items: [], input: {} });
}, 120_000);

let addresses = 0;
function whence(of: string): { ip: string; userAgent: string } {
  addresses += 1;
  const ip = `203.0.113.${addresses}`;
  marks.add(ip);
  return { ip, userAgent: mark(`browser ${of}`) };
}

async function mail(to: string): Promise<void> {
  const content = { subject: 'Your order', greeting: 'Hello,', paragraphs: [fill('mails.text')], closing: [] };
  filled.set('mails.to', to.split('@')[0] ?? '');
  filled.set('mails.html', filled.get('mails.text') ?? '');
  const key = `test-${randomBytes(4).toString('hex')}`;
  await queueMail(admin, { key, kind: 'confirmation', to, content });
  await runOperation(admin, { action: 'mails.send', entity: 'mails' }, async () => {
    const stored = await MailModel.findOne({ key }).orFail();
    stored.set({ state: 'failed', problem: `550 <${to}> ${fill('mails.problem')} is unknown here` });
    await stored.save();
  });
}

/** Every document of every collection there is, as text; what is packed in binary or in a token is unpacked. */
async function everything(): Promise<{ collection: string; text: string }[]> {
  const found = await mongoose.connection.db?.listCollections({ type: 'collection' }).toArray();
  return Promise.all(
    (found ?? []).map(async ({ name }) => ({ collection: name, text: textOf(await raw(name).find({}).toArray()) })),
  );
}

function textOf(value: unknown): string {
  if (value instanceof mongoose.mongo.Binary) return Buffer.from(value.buffer).toString('latin1');
  if (value instanceof mongoose.mongo.ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, item]) => `${name} ${textOf(item)}`)
      .join('\n');
  const text = String(value);
  const token = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text)?.[1];
  return `${text}${token ? Buffer.from(token, 'base64url').toString('latin1') : ''}`.toLowerCase();
}

async function left(): Promise<string[]> {
  const all = await everything();
  return [...marks].flatMap((word) =>
    all.filter(({ text }) => text.includes(word)).map(({ collection }) => `${word} in ${collection}`),
  );
}

it('every field that some model declares personal is filled here, or is nobody’s', () => {
  const declared = collections().flatMap(({ collection }) =>
    [...personalFieldsOf(collection)].map((field) => `${collection}.${field}`),
  );
  const hint = 'fill it with a mark in erase-everything.test.ts, and see to it that an erasure takes it away';
  const missing = declared.filter((field) => !filled.has(field) && !(field in NOT_OF_USERS));
  expect(missing.map((field) => `${field}: ${hint}`)).toEqual([]);
});

describe('an erasure', () => {
  it('leaves no trace of the person in any collection, but what the preview says must stay; proofs and folds hold', async () => {
    const before = await left();
    for (const word of marks)
      expect([word, before.filter((line) => line.startsWith(word)).length > 0]).toEqual([word, true]);
    await sequenced();
    const preview = await previewErasure(admin, userId);
    expect(preview).toMatchObject({ orders: 3, guestOrders: 1, openOrders: 0 });
    expect(preview.stays.join(' ')).toMatch(/sold/);

    const { entries } = await erasePerson(admin, userId, sequenced);
    expect(preview.entries).toBe(entries);
    expect(await left()).toEqual([]);

    await sequenced();
    expect((await verifyFolds()).findings).toEqual([]);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
    expect(await stockProblems()).toEqual([]);
    // What was sold, when and for how much is still there.
    expect(await OrderModel.findById(orders.sent).lean()).toMatchObject({
      customer: expect.anything(),
      totals: { gross: expect.any(Number) },
    });
  }, 120_000);

  it('that is run once more finds nothing to do, and no trace comes back', async () => {
    const entries = await raw('auditLogs').countDocuments({ action: 'users.erase' });
    const again = await erasePerson(admin, userId, sequenced);
    expect(again.orders).toBe(3);
    expect(await left()).toEqual([]);
    await sequenced();
    expect((await verifyFolds()).findings).toEqual([]);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
    expect(await raw('auditLogs').countDocuments({ action: 'users.erase' })).toBeLessThanOrEqual(entries + 2);
    expect((await findUsers([userId]))[0]).toMatchObject({ isActive: false, firstName: 'Erased' });
  }, 60_000);
});
