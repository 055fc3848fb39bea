import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  assertAllowed,
  FULFILMENT_MOVES,
  FULFILMENT_STATUSES,
  fulfilmentOf,
  isComplete,
  mayDo,
  moveFulfilment,
  moveOrder,
  movePayment,
  nextStep,
  ORDER_ACTIONS,
  ORDER_STATUSES,
  type OrderAction,
  PAYMENT_MOVES,
  PAYMENT_STATUSES,
  paymentOf,
} from './order-state.policy.ts';

const states = ORDER_STATUSES.flatMap((status) =>
  PAYMENT_STATUSES.flatMap((paymentStatus) =>
    FULFILMENT_STATUSES.map((fulfilmentStatus) => ({ status, paymentStatus, fulfilmentStatus })),
  ),
);
const actions = Object.keys(ORDER_ACTIONS) as OrderAction[];
const illegal = expect.objectContaining({ code: 'illegal_move', status: 409 });

describe('moves of the tables', () => {
  test('every move that a table lists is allowed, every other one is illegal_move', () => {
    for (const from of PAYMENT_STATUSES) {
      for (const to of PAYMENT_STATUSES) {
        const listed = (PAYMENT_MOVES[from] as readonly string[]).includes(to);
        if (listed) expect(movePayment(from, to)).toBe(to);
        else expect(() => movePayment(from, to)).toThrow(illegal);
      }
    }
    for (const from of FULFILMENT_STATUSES) {
      for (const to of FULFILMENT_STATUSES) {
        const listed = (FULFILMENT_MOVES[from] as readonly string[]).includes(to);
        if (listed) expect(moveFulfilment(from, to)).toBe(to);
        else expect(() => moveFulfilment(from, to)).toThrow(illegal);
      }
    }
  });

  test('a cancelled or completed order never reopens', () => {
    expect(moveOrder('open', 'cancelled')).toBe('cancelled');
    for (const from of ['completed', 'cancelled'] as const) {
      for (const to of ORDER_STATUSES) expect(() => moveOrder(from, to)).toThrow(illegal);
    }
  });
});

describe('actions in each state', () => {
  test('whatever mayDo refuses is thrown as illegal_move, and the other way round', () => {
    for (const action of actions) {
      for (const state of states) {
        if (mayDo(action, state)) expect(() => assertAllowed(action, state)).not.toThrow();
        else expect(() => assertAllowed(action, state)).toThrow(illegal);
      }
    }
  });

  test.each([
    ['cancel', { status: 'cancelled' }, 'The order is cancelled already.'],
    ['takePayment', { paymentStatus: 'paid' }, 'The order is paid already.'],
    ['ship', { status: 'cancelled' }, 'The order is cancelled, so it can’t be shipped.'],
    [
      'changeAddress',
      { fulfilmentStatus: 'partly_shipped' },
      'The order is partly shipped, so it can’t be sent to another address.',
    ],
    ['requestReturn', { fulfilmentStatus: 'unfulfilled' }, 'The order is not shipped yet, so it can’t be sent back.'],
  ] as const)('%s of %j is refused in words that people read', (action, state, words) => {
    const order = { status: 'open', paymentStatus: 'unpaid', fulfilmentStatus: 'unfulfilled', ...state } as const;
    expect(() => assertAllowed(action, order)).toThrow(words);
  });

  test('a cancelled order can only be refunded or receive late money', () => {
    const cancelled = states.filter((s) => s.status === 'cancelled' && s.fulfilmentStatus === 'unfulfilled');
    const open = new Set(cancelled.flatMap((state) => actions.filter((action) => mayDo(action, state))));
    expect([...open].sort()).toEqual(['capture', 'refund']);
  });

  test('nothing that has left the house can be cancelled', () => {
    for (const state of states.filter((s) => s.fulfilmentStatus !== 'unfulfilled')) {
      expect(mayDo('cancel', state)).toBe(false);
    }
  });
});

describe('states that the figures say', () => {
  const line = (quantity: number, shipped: number, returned = 0) => ({ product: 'p', quantity, shipped, returned });

  test.each([
    ['nothing shipped', [line(2, 0), line(1, 0)], false, 'unfulfilled'],
    ['one of two lines shipped', [line(2, 2), line(1, 0)], false, 'partly_shipped'],
    ['part of one line shipped', [line(2, 1)], false, 'partly_shipped'],
    ['all shipped', [line(2, 2)], false, 'shipped'],
    ['all shipped and arrived', [line(2, 2)], true, 'delivered'],
    ['part came back', [line(2, 2, 1)], true, 'delivered'],
    ['all came back', [line(2, 2, 2)], true, 'returned'],
    ['postage is not goods', [line(2, 2), { ...line(1, 0), product: null }], false, 'shipped'],
  ])('%s', (_what, lines, delivered, expected) => {
    expect(fulfilmentOf(lines, delivered)).toBe(expected);
  });

  test('shipping and returning in any steps only ever makes moves that the table allows', () => {
    const step = fc.record({ line: fc.nat({ max: 2 }), back: fc.boolean(), count: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
        fc.array(step, { maxLength: 40 }),
        (quantities, steps) => {
          const lines = quantities.map((quantity) => line(quantity, 0));
          let status = fulfilmentOf(lines, false);
          for (const { line: index, back, count } of steps) {
            const at = lines[index];
            if (!at) continue;
            if (back) at.returned += Math.min(count, at.shipped - at.returned);
            else at.shipped += Math.min(count, at.quantity - at.shipped);
            const next = fulfilmentOf(lines, false);
            if (next !== status) status = moveFulfilment(status, next);
          }
        },
      ),
    );
  });

  test.each([
    [1_000, 0, 0, 'unpaid'],
    [1_000, 999, 0, 'unpaid'],
    [1_000, 1_000, 0, 'paid'],
    [1_000, 1_000, 1, 'partly_refunded'],
    [1_000, 1_000, 1_000, 'refunded'],
    [0, 0, 0, 'paid'],
  ] as const)('of %d, %d paid and %d refunded is %s', (gross, paid, refunded, expected) => {
    expect(paymentOf(gross, paid, refunded)).toBe(expected);
  });

  test('an order is complete when it arrived and is paid, or when all came back', () => {
    expect(isComplete({ status: 'open', paymentStatus: 'paid', fulfilmentStatus: 'delivered' })).toBe(true);
    expect(isComplete({ status: 'open', paymentStatus: 'unpaid', fulfilmentStatus: 'delivered' })).toBe(false);
    expect(isComplete({ status: 'open', paymentStatus: 'unpaid', fulfilmentStatus: 'returned' })).toBe(true);
    expect(isComplete({ status: 'cancelled', paymentStatus: 'paid', fulfilmentStatus: 'delivered' })).toBe(false);
  });
});

describe('next step', () => {
  test('is always something that the state allows', () => {
    const verb = {
      'take-payment': 'takePayment',
      ship: 'ship',
      deliver: 'deliver',
      refund: 'refund',
      cancel: 'cancel',
    } as const;
    for (const state of states) {
      for (const shipsUnpaid of [true, false]) {
        const step = nextStep(state, shipsUnpaid);
        if (step) expect(mayDo(verb[step], state)).toBe(true);
      }
    }
  });

  test.each([
    ['unpaid', 'unfulfilled', false, 'take-payment'],
    ['unpaid', 'unfulfilled', true, 'ship'],
    ['paid', 'unfulfilled', false, 'ship'],
    ['paid', 'partly_shipped', false, 'ship'],
    ['partly_refunded', 'unfulfilled', false, 'ship'],
    ['refunded', 'unfulfilled', false, 'cancel'],
    ['refunded', 'unfulfilled', true, 'cancel'],
    ['refunded', 'partly_shipped', false, 'ship'],
    ['paid', 'shipped', false, 'deliver'],
    ['unpaid', 'shipped', true, 'deliver'],
    ['unpaid', 'delivered', true, 'take-payment'],
    ['paid', 'delivered', false, null],
  ] as const)('%s and %s (ships unpaid: %s) → %s', (paymentStatus, fulfilmentStatus, shipsUnpaid, expected) => {
    expect(nextStep({ status: 'open', paymentStatus, fulfilmentStatus }, shipsUnpaid)).toBe(expected);
  });
});
