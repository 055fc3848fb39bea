import { providersThatShipUnpaid } from '../../server/modules/payments/admin.ts';

const OPEN = { status: 'open' };

/** What waits for staff, as a query on orders: to pack, to be paid, to arrive, to give money back, to cancel since it went back already. */
export async function orderQueue(step: string): Promise<Record<string, unknown>> {
  switch (step) {
    case 'pack':
      return {
        ...OPEN,
        fulfilmentStatus: { $in: ['unfulfilled', 'partly_shipped'] },
        $or: [
          { paymentStatus: { $in: ['paid', 'partly_refunded'] } },
          { paymentStatus: 'refunded', fulfilmentStatus: 'partly_shipped' },
          { paymentStatus: 'unpaid', paymentMethod: { $in: await providersThatShipUnpaid() } },
        ],
      };
    case 'cancel':
      return { ...OPEN, fulfilmentStatus: 'unfulfilled', paymentStatus: 'refunded' };
    case 'pay':
      return { ...OPEN, paymentStatus: 'unpaid' };
    case 'deliver':
      return { ...OPEN, fulfilmentStatus: 'shipped' };
    default:
      return { status: 'cancelled', paymentStatus: { $in: ['paid', 'partly_refunded'] } };
  }
}
