import { expect, it } from '@jest/globals';
import { sentenceOf } from './trail-sentence.ts';

const edit = { kind: 'change', outcome: 'done', entity: 'orders', prevValue: {}, newValue: {} };
const changes = [
  { field: 'status', label: 'Status', before: 'Open', after: 'Cancelled' },
  { field: 'expiresAt', label: 'Cancelled if unpaid by', before: '24 Nov 2026', after: 'nothing' },
  { field: 'cancelReason', label: 'Why cancelled', before: 'nothing', after: 'not paid in time' },
];

it('an order that ran out of time is told as what happened, not as a list of fields', () => {
  const entry = { ...edit, action: 'orders.expire', performedBy: { kind: 'system', name: 'expire-orders' } };
  expect(sentenceOf(entry, 'CF-1042', changes)).toBe(
    'The payment deadline passed and cancelled the unpaid order CF-1042',
  );
});

it('a person who is called like a job keeps their name', () => {
  const entry = { ...edit, action: 'orders.cancel', performedBy: { kind: 'user', name: 'expire-orders' } };
  expect(sentenceOf(entry, 'CF-1042', changes)).toBe('expire-orders cancelled CF-1042');
});

it('somebody without an account is a guest, with the article that a sentence wants', () => {
  const entry = { ...edit, action: 'orders.cancel', performedBy: { kind: 'guest', name: 'guest' } };
  expect(sentenceOf(entry, 'CF-1042', changes)).toBe('A guest cancelled CF-1042');
});

it('a shopper whose card is charged has paid; money that staff note down is booked', () => {
  const captured = { ...edit, action: 'payments.capture', performedBy: { kind: 'user', name: 'Ella Moss' } };
  expect(sentenceOf({ ...captured, source: 'shop' }, 'CF-1042', changes)).toBe('Ella Moss paid for CF-1042');
  expect(sentenceOf({ ...captured, source: 'panel' }, 'CF-1042', changes)).toBe(
    'Ella Moss booked the money for CF-1042',
  );
});

it('a shopper who pays again in the same way has tried again; in another way has chosen it', () => {
  const tried = { ...edit, action: 'orders.pay', source: 'shop', performedBy: { kind: 'user', name: 'Ella Moss' } };
  const sameMinute = {
    field: 'expiresAt',
    label: 'Cancelled if unpaid by',
    before: '24 Nov, 10:00',
    after: '24 Nov, 10:00',
  };
  const way = { field: 'paymentMethod', label: 'Way to pay', before: 'Test card', after: 'Bank transfer' };
  expect(sentenceOf(tried, 'CF-1042', [sameMinute])).toBe('Ella Moss tried again to pay for CF-1042');
  expect(sentenceOf(tried, 'CF-1042', [way, sameMinute])).toBe('Ella Moss chose another way to pay for CF-1042');
});

it('what happened outside is told as what it was, also of the trail’s own entries, whose values are not kept twice', () => {
  const outside = { kind: 'outside', outcome: 'done', prevValue: null, newValue: null };
  const touched = {
    ...outside,
    action: 'outside.edit',
    detail: { foundBy: 'change stream', fields: ['ip', 'userAgent'] },
  };
  expect(sentenceOf(touched, 'The entry', [])).toBe('The entry was changed outside Counterfoil (ip and user agent)');
  expect(sentenceOf({ ...outside, action: 'outside.delete' }, 'A mug', [])).toBe(
    'A mug was deleted outside Counterfoil',
  );
  expect(sentenceOf({ ...outside, action: 'outside.insert', newValue: {} }, 'A mug', [])).toBe(
    'A mug was added outside Counterfoil',
  );
});
