import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { productsOnSale } from '../../server/modules/catalog/index.ts';
import { mailBackInStock, mailLowStock, STOCK_TOPICS } from '../../server/modules/inventory/index.ts';
import { MAIL_KINDS, MailModel } from '../../server/modules/notifications/admin.ts';
import { OrderModel, ReturnRequestModel } from '../../server/modules/ordering/admin.ts';
import { configureOrdering, mailOrder, ORDER_TOPICS, verifyOrders } from '../../server/modules/ordering/index.ts';
import {
  FULFILMENT_STATUSES,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
} from '../../server/modules/ordering/order-state.policy.ts';
import { RETURN_REQUEST_STATUSES } from '../../server/modules/ordering/return-request.policy.ts';
import { PaymentModel } from '../../server/modules/payments/admin.ts';
import { CARD_TEST_TOPIC, firstPaymentRules, REFUND_TOPIC } from '../../server/modules/payments/index.ts';
import { ensureSettings } from '../../server/modules/settings/index.ts';
import { fixedClock, setClock } from '../../server/platform/clock.ts';
import { deliverOutbox, onOutbox } from '../../server/platform/outbox.ts';
import { systemContext } from '../../server/shared/request-context.ts';
import { useDatabase } from '../../server/testing/harness.ts';
import { storedKeys, useObjectStore } from '../../server/testing/object-store.ts';
import { stockProblems } from '../../server/testing/orders.ts';
import { buildProduct } from '../../server/testing/stock.ts';
import { playEveryState } from './every-state.ts';
import { ensurePeople } from './people.ts';
import { makeStockNews } from './stock-news.ts';

useDatabase();
useObjectStore();
afterAll(() => setClock());

const now = new Date();

async function play(): Promise<void> {
  const people = await ensurePeople(systemContext('Demo shop', { source: 'seed', demo: true }));
  const clock = fixedClock(now);
  setClock(clock);
  await playEveryState({ people, products: await productsOnSale(), clock, now });
  setClock();
  await makeStockNews(people, await productsOnSale());
  while ((await deliverOutbox()) > 0);
}

beforeAll(async () => {
  configureOrdering({ linkSecret: 'a-secret-of-the-tests' });
  for (const topic of [...STOCK_TOPICS, CARD_TEST_TOPIC, REFUND_TOPIC]) onOutbox(topic, async () => undefined);
  for (const topic of ORDER_TOPICS) onOutbox(topic, (message, id) => mailOrder(topic, message, id));
  onOutbox('stock.back', mailBackInStock);
  onOutbox('stock.low', mailLowStock);
  await ensureSettings({ payments: firstPaymentRules() });
  for (let n = 0; n < 6; n += 1) await buildProduct({ onHand: 200 });
  await buildProduct({ lowStockThreshold: 5, onHand: 8 });
  await buildProduct();
  await play();
}, 60_000);

const orders = () => OrderModel.find().lean();

describe('the demo shop', () => {
  test('has orders in every state of payment, of goods and as a whole', async () => {
    const found = await orders();
    const states = (field: 'status' | 'paymentStatus' | 'fulfilmentStatus') => new Set(found.map((one) => one[field]));
    expect(states('paymentStatus')).toEqual(new Set(PAYMENT_STATUSES));
    expect(states('fulfilmentStatus')).toEqual(new Set(FULFILMENT_STATUSES));
    expect(states('status')).toEqual(new Set(ORDER_STATUSES));
  });

  test('has one that expired before its card said yes: paid, but cancelled, for staff to settle', async () => {
    const short = (await orders()).filter(({ status, paid, refunded }) => status === 'cancelled' && paid > refunded);
    expect(short).toHaveLength(1);
    const payment = await PaymentModel.findOne({ order: short[0]?._id }).lean();
    expect(payment).toMatchObject({ status: 'captured', provider: 'card_test', reference: 'card-late' });
    expect(short[0]?.cancelReason).toBe('not paid in time');
  });

  test('has returns in every state, one waiting with a photo that staff can open', async () => {
    const returns = await ReturnRequestModel.find().lean();
    expect(new Set(returns.map(({ status }) => status))).toEqual(new Set(RETURN_REQUEST_STATUSES));
    const waiting = returns.filter(({ status }) => status === 'requested');
    expect(waiting).toHaveLength(1);
    expect(await storedKeys(`private/${waiting[0]?.photos[0]}`)).toHaveLength(3);
  });

  test('has written every kind of mail there is', async () => {
    expect(new Set((await MailModel.find().lean()).map(({ kind }) => kind))).toEqual(new Set(MAIL_KINDS));
  });

  test('holds in stock and sums, and played again stays what it is', async () => {
    expect(await stockProblems()).toEqual([]);
    expect((await verifyOrders()).problems).toEqual([]);
    const before = [await orders(), await MailModel.countDocuments(), await ReturnRequestModel.countDocuments()];
    await play();
    expect([await orders(), await MailModel.countDocuments(), await ReturnRequestModel.countDocuments()]).toEqual(
      before,
    );
  });
});
