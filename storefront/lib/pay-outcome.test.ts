import { expect, it } from '@jest/globals';
import { outcomeOf } from './pay-outcome.ts';

const order = { status: 'open', paymentStatus: 'unpaid', paymentMethod: 'card_test' } as const;

it.each([
  ['captured', { ...order, paymentStatus: 'paid' }, { changed: 'paid' }],
  ['captured', { ...order, status: 'cancelled', paymentStatus: 'paid' }, { changed: 'paid_late' }],
  ['pending', order, { changed: 'asked' }],
  ['pending', { ...order, paymentMethod: 'bank_transfer' }, { changed: 'announced' }],
  ['failed', order, { problem: 'card_declined' }],
  ['failed', { ...order, paymentStatus: 'paid' }, { problem: 'sent_back' }],
  ['failed', { ...order, status: 'cancelled' }, { problem: 'sent_back' }],
] as const)('a payment that is %s, with the order %j, is told as %j', (payment, now, told) => {
  expect(outcomeOf({ payment, order: now })).toEqual(told);
});
