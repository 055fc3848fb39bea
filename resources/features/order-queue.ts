import { providersThatShipUnpaid } from '../../server/modules/payments/admin.ts';

const OPEN = { status: 'open' };

/** What waits for staff, as a query on orders: to pack, to be paid, to arrive, to give money back. */
export async function orderQueue(step: string): Promise<Record<string, unknown>> {
  switch (step) {
    case 'pack':
      return {
        ...OPEN,
        fulfilmentStatus: { $in: ['unfulfilled', 'partly_shipped'] },
        $or: [{ paymentStatus: { $ne: 'unpaid' } }, { paymentMethod: { $in: await providersThatShipUnpaid() } }],
      };
    case 'pay':
      return { ...OPEN, paymentStatus: 'unpaid' };
    case 'deliver':
      return { ...OPEN, fulfilmentStatus: 'shipped' };
    default:
      return { status: 'cancelled', paymentStatus: { $in: ['paid', 'partly_refunded'] } };
  }
}
