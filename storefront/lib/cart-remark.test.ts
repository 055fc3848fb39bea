import { expect, it } from '@jest/globals';
import type { CartLine } from './api/types.ts';
import { cartRemark } from './cart-remark.ts';
import { orderState } from './order-words.ts';

const line = { slug: 'red-lantern', name: 'Red Lantern', uom: 'piece' } as CartLine;

it('says what was put in, by the name of the goods and nothing of the address', () => {
  expect(cartRemark({ added: 'red-lantern' }, [line], undefined)?.text).toBe('Red Lantern is in your cart.');
  expect(cartRemark({ added: '<b>free money</b>' }, [line], undefined)).toBeUndefined();
});

it('says how many are left', () => {
  const text = (left: string) => cartRemark({ problem: 'out_of_stock', left }, [line], line)?.text;
  expect(text('3')).toContain('Of Red Lantern there are only 3 left');
  expect(text('0')).toContain('nothing left of Red Lantern');
  expect(text('many')).toContain('nothing left');
});

it('does not claim that nothing was ordered where the answer was lost', () => {
  const text = cartRemark({ problem: 'unsure' }, [], undefined)?.text ?? '';
  expect(text).toContain('If your cart is empty now, it did');
  expect(text).not.toContain('Nothing was');
});

it('has a sentence for problems it does not know', () => {
  expect(cartRemark({ problem: 'constructor' }, [], undefined)).toEqual({
    kind: 'problem',
    text: 'That did not work. Nothing was changed; please try again.',
  });
});

it.each([
  [{ status: 'open', paymentStatus: 'unpaid', fulfilmentStatus: 'unfulfilled' }, 'Waiting for payment'],
  [
    { status: 'open', paymentStatus: 'unpaid', fulfilmentStatus: 'unfulfilled', paymentMethod: 'cash' },
    'Being prepared',
  ],
  [{ status: 'open', paymentStatus: 'paid', fulfilmentStatus: 'partly_shipped' }, 'Partly on its way'],
  [{ status: 'completed', paymentStatus: 'paid', fulfilmentStatus: 'delivered' }, 'Delivered'],
  [{ status: 'cancelled', paymentStatus: 'refunded', fulfilmentStatus: 'unfulfilled' }, 'Cancelled'],
] as const)('calls an order that is %j: %s', (order, words) => {
  expect(orderState(order)).toBe(words);
});
