/** What mails about orders say. */
export const orderMailTexts = {
  hello: (name: string) => `Hello ${name},`,
  confirmation: {
    subject: (order: string) => `Your order ${order}`,
    thanks: (order: string) => `thank you for your order. We have put its goods aside for you; its number is ${order}.`,
    transfer: (amount: string, order: string) =>
      `Please transfer ${amount} and name ${order} as its reference. We send the goods as soon as the money is here.`,
    paidAtDelivery: (amount: string) => `${amount} is to be paid when the goods are handed over.`,
    waitsUntil: (moment: string) => `Without a payment until ${moment} the order is cancelled by itself.`,
    paid: 'It is paid.',
    cardPending: 'Your card payment is under way.',
    cardDeclined:
      'Your card was declined, so nothing is paid yet. On the page of your order you can try again, with another card or in another way.',
  },
  changed: {
    subject: (order: string) => `Your order ${order} has changed`,
    lines: (order: string) => `what you have ordered under the number ${order} has changed.`,
    address: (order: string) => `your order ${order} goes to another address now.`,
    now: 'This is how it stands. Should anything be wrong with it, please answer this mail.',
  },
  shipped: {
    subject: (order: string, last: boolean) =>
      last ? `Order ${order} is on its way` : `Part of order ${order} is on its way`,
    all: 'these goods are on their way to you:',
    part: 'part of your order is on its way to you; the rest follows:',
    carrier: (carrier: string) => `They travel with ${carrier}.`,
    track: 'Follow the parcel',
  },
  refunded: {
    subject: (order: string) => `Money back for order ${order}`,
    body: (amount: string, order: string) =>
      `we have given back ${amount} for order ${order}. It comes the way you paid, within a few days.`,
  },
  cancelled: {
    subject: (order: string) => `Order ${order} is cancelled`,
    body: (order: string) => `order ${order} is cancelled; nothing more of it will be sent.`,
    nothingTaken: 'No money was taken.',
    comesBack: (amount: string) => `You have paid ${amount} for it. We give it back to you.`,
  },
  return_requested: {
    subject: (order: string) => `Your return of order ${order}`,
    body: (order: string) =>
      `you would like to send these goods of order ${order} back. We look at it and write to you; please keep them until then.`,
  },
  return_accepted: {
    subject: (order: string) => `Please send it back: order ${order}`,
    body: (order: string) =>
      `please send these goods of order ${order} back to us. Once they are here and looked at, we write to you about the money.`,
  },
  return_declined: {
    subject: (order: string) => `We cannot take this back: order ${order}`,
    body: (order: string) => `we have looked at your wish to send goods of order ${order} back, and cannot take them.`,
  },
  sums: { goods: 'Goods', delivery: (name: string) => `Delivery (${name})`, vat: 'VAT included', total: 'Total' },
  quantity: (count: string, name: string) => `${count} × ${name}`,
  address: 'It goes to',
  seeOrder: 'See the order',
  closing: (shop: string) => ['With kind regards', shop],
};
