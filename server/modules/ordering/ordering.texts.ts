/** What the software itself notes on orders. */
export const orderingTexts = {
  sentBack: (amount: string, reference: string) =>
    `A payment of ${amount} (${reference}) arrived when nothing was left to be paid. It goes back to where it came from.`,
  /** States of an order, as one says what it is; the others are words as they are. */
  states: {
    unfulfilled: 'not shipped yet',
    partly_shipped: 'partly shipped',
    unpaid: 'not paid',
    partly_refunded: 'partly refunded',
  } as Record<string, string>,
  /** What can't be done to an order in some state. */
  actions: {
    ship: 'shipped',
    deliver: 'delivered',
    cancel: 'cancelled',
    changeAddress: 'sent to another address',
    changeLines: 'changed',
    takePayment: 'paid',
    capture: 'paid',
    refund: 'refunded',
    requestReturn: 'sent back',
    returnLines: 'taken back',
  },
  stillOpen: (orders: number) =>
    orders === 1
      ? 'One of their orders is still open: complete or cancel it first.'
      : `${orders} of their orders are still open: complete or cancel them first.`,
  already: (state: string) => `The order is ${state} already.`,
  notNow: (state: string, done: string) => `The order is ${state}, so it can’t be ${done}.`,
};
