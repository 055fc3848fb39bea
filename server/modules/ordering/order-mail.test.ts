import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deliverOutbox, onOutbox } from '../../platform/outbox.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder, buildShopper, GUEST } from '../../testing/orders.ts';
import { MailModel } from '../notifications/admin.ts';
import {
  cancelOrder,
  configureOrdering,
  mailOrder,
  ORDER_TOPICS,
  opensOrder,
  refundOrder,
  shipOrder,
  takePayment,
  withOrderKey,
} from './index.ts';

useDatabase();
const admin = contextOf('admin');

beforeAll(() => {
  configureOrdering({ linkSecret: 'a-secret-of-the-tests', storefrontUrl: 'https://shop.example.com' });
  for (const topic of ORDER_TOPICS) onOutbox(topic, (message, id) => mailOrder(topic, message, id));
});
beforeEach(async () => {
  while ((await deliverOutbox()) > 0);
});

async function mailsOf(orderId: string) {
  while ((await deliverOutbox()) > 0);
  return MailModel.find({ order: orderId }).sort({ _id: 1 }).lean();
}

describe('a guest', () => {
  test('is told how to pay by transfer, with sums and a link that opens their order', async () => {
    const order = await buildOrder({ paymentMethod: 'bank_transfer' });
    const [mail] = await mailsOf(order.id);
    expect(mail).toMatchObject({ kind: 'confirmation', to: GUEST.email, subject: `Your order ${order.name}` });
    expect(mail?.text).toMatch(new RegExp(`Please transfer £9\\.85 and name ${order.name}`));
    expect(mail?.text).toMatch(/Without a payment until .+ the order is cancelled/);
    expect(mail?.text).toMatch(/2 × Test lantern \d+ \.+ £5\.90/);
    const link = new URL(/https:\S+/.exec(withOrderKey(mail?.text ?? '', order.id))?.[0] ?? '');
    expect(mail?.html).toContain('key=added-when-it-is-sent');
    expect(link.pathname).toContain(order.name);
    expect(opensOrder(order.id, link.searchParams.get('key') ?? '')).toBe(true);
  });

  test('is told of each parcel, of money back, and nothing twice when a message is repeated', async () => {
    const order = await buildOrder();
    await takePayment(admin, { orderId: order.id, provider: 'cash', received: true, requestKey: 'order-mail-1' });
    const tracking = 'https://parcels.example.com/4711';
    await shipOrder(admin, { orderId: order.id, lines: [{ lineId: '1', quantity: 1 }], carrier: 'Quick', tracking });
    await shipOrder(admin, { orderId: order.id });
    await refundOrder(admin, { orderId: order.id, amount: 295, reason: 'scratched', requestKey: 'order-mail-2' });
    const mails = await mailsOf(order.id);
    expect(mails.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['confirmation', `Your order ${order.name}`],
      ['shipped', `Part of order ${order.name} is on its way`],
      ['shipped', `Order ${order.name} is on its way`],
      ['refunded', `Money back for order ${order.name}`],
    ]);
    expect(mails[1]?.html).toContain(tracking);
    expect(mails[3]?.text).toContain('£2.95');
    const [, id = ''] = mails[0]?.key.split(':') ?? [];
    await mailOrder('order.placed', { orderId: order.id }, id);
    expect(await mailsOf(order.id)).toHaveLength(4);
  });

  test('whose order is cancelled is told what becomes of their money', async () => {
    const unpaid = await buildOrder({ paymentMethod: 'bank_transfer' });
    const paid = await buildOrder();
    await takePayment(admin, { orderId: paid.id, provider: 'cash', received: true, requestKey: 'order-mail-3' });
    for (const { id } of [unpaid, paid]) await cancelOrder(admin, { orderId: id, reason: 'for staff to know' });
    expect((await mailsOf(unpaid.id)).at(-1)?.text).toContain('No money was taken.');
    const told = (await mailsOf(paid.id)).at(-1)?.text;
    expect(told).toContain('You have paid £9.85 for it.');
    expect(told).not.toContain('for staff to know');
  });
});

describe('a customer', () => {
  test('is written to at their own address, with a link behind the sign-in', async () => {
    const { id, ctx } = await buildShopper();
    const order = await buildOrder({ guest: undefined, customerId: id } as never);
    const [mail] = await mailsOf(order.id);
    expect(mail?.to).toBe(`${ctx.actor.name}@example.org`);
    expect(mail?.text).toContain(`https://shop.example.com/orders/${order.name}\n`);
  });
});

describe('an order without anybody to write to', () => {
  test('goes its way without mail', async () => {
    const order = await buildOrder({ guest: { name: 'Counter' } } as never).catch(() => null);
    expect(order === null || (await mailsOf(order.id)).length === 0).toBe(true);
  });
});
