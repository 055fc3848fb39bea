const OPEN = { status: 'open' };

/** What waits for staff, as a query on orders: to pack, to be paid, to arrive, to give money back. */
export function orderQueue(step: string): Record<string, unknown> {
  switch (step) {
    case 'pack':
      return {
        ...OPEN,
        fulfilmentStatus: { $in: ['unfulfilled', 'partly_shipped'] },
        $or: [{ paymentStatus: { $ne: 'unpaid' } }, { paymentMethod: { $in: ['cash', 'imported'] } }],
      };
    case 'pay':
      return { ...OPEN, paymentStatus: 'unpaid' };
    case 'deliver':
      return { ...OPEN, fulfilmentStatus: 'shipped' };
    default:
      return { status: 'cancelled', paymentStatus: { $in: ['paid', 'partly_refunded'] } };
  }
}
