import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder } from '../../testing/orders.ts';
import {
  cancelOrder,
  deliverOrder,
  refundOrder,
  returnOrderLines,
  shipOrder,
  takePayment,
  verifyOrders,
} from './index.ts';

useDatabase();
const admin = contextOf('admin');
const pay = (orderId: string) =>
  takePayment(admin, { orderId, provider: 'cash', received: true, requestKey: `pay-${orderId}` });

test('orders in every state are borne out by their lines and payments; what was changed behind them is named', async () => {
  const [open, cancelled, returned, tampered, unpaid] = [
    await buildOrder(),
    await buildOrder({ paymentMethod: 'bank_transfer' }),
    await buildOrder(),
    await buildOrder(),
    await buildOrder(),
  ];
  await takePayment(admin, { orderId: cancelled.id, provider: 'bank_transfer', requestKey: 'transfer-1' });
  await cancelOrder(admin, { orderId: cancelled.id });
  await pay(returned.id);
  await shipOrder(admin, { orderId: returned.id });
  await deliverOrder(admin, { orderId: returned.id });
  await returnOrderLines(admin, { orderId: returned.id, lines: [{ lineId: '1', quantity: 2, outcome: 'restock' }] });
  await refundOrder(admin, { orderId: returned.id, amount: 200, reason: 'came back', requestKey: 'refund-1' });
  await pay(tampered.id);
  expect(await verifyOrders()).toEqual({ orders: 5, payments: 3, problems: [] });

  const orders = mongoose.connection.collection('orders');
  const byId = (id: string) => ({ _id: new mongoose.Types.ObjectId(id) });
  await orders.updateOne(byId(tampered.id), { $inc: { paid: 1 } });
  await orders.updateOne(byId(unpaid.id), { $set: { paymentStatus: 'paid' } });
  await orders.updateOne(byId(open.id), { $inc: { 'lines.0.gross': 5 } });
  await orders.deleteOne(byId(returned.id));
  const { problems } = await verifyOrders();
  expect(problems.map(({ orderId, what }) => [orderId, what])).toEqual(
    expect.arrayContaining([
      [tampered.id, 'paid'],
      [unpaid.id, 'payment status'],
      [open.id, 'totals'],
      [returned.id, 'order'],
    ]),
  );
  expect(problems).toHaveLength(4);
});
