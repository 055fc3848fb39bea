import { expect, it } from '@jest/globals';
import type { Cart } from './api/types.ts';
import { checkoutRequest, draftOf } from './checkout-request.ts';
import { deliveryPrice } from './delivery.ts';
import { fieldsOf } from './forms/fields.ts';

const money = (amount: number) => ({ amount, currency: 'GBP' });
const standard = { id: 'standard', name: 'Standard', price: money(395), freeFrom: money(5000) };
const express = { id: 'express', name: 'Express', price: money(895), freeFrom: null };
const cart = { deliveryMethods: [standard, express] } as unknown as Cart;

const ADDRESS = {
  'address.name': 'Ada Byron',
  'address.line1': '12 St James Sq',
  'address.city': 'London',
  'address.postcode': 'SW1Y 4JH',
  'address.country': 'GB',
};

function typed(values: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...ADDRESS, ...values })) form.set(name, value);
  return fieldsOf(form);
}

it('orders for the total that was shown, delivery included', () => {
  const fields = typed({ goods: '1725', delivery: 'express', paymentMethod: 'bank_transfer', card: 'decline' });
  expect(checkoutRequest(fields, cart)).toEqual({
    address: { name: 'Ada Byron', line1: '12 St James Sq', city: 'London', postcode: 'SW1Y 4JH', country: 'GB' },
    paymentMethod: 'bank_transfer',
    delivery: 'express',
    expectedTotal: 2620,
  });
});

it('names the guest, the note and what the test card does where they are given', () => {
  const fields = typed({
    'guest.name': 'Ada',
    'guest.email': 'a@b.org',
    note: 'Ring',
    paymentMethod: 'card_test',
    card: 'slow',
  });
  expect(checkoutRequest(fields, null)).toMatchObject({
    guest: { name: 'Ada', email: 'a@b.org' },
    note: 'Ring',
    card: 'slow',
  });
});

it('expects no total where the goods’ price is no number', () => {
  const fields = typed({ goods: 'NaN', delivery: 'express', paymentMethod: 'cash' });
  expect(checkoutRequest(fields, cart)).not.toHaveProperty('expectedTotal');
});

it('delivers free of charge from the limit on', () => {
  expect([4999, 5000].map((goods) => deliveryPrice(standard, goods))).toEqual([395, 0]);
  expect(deliveryPrice(express, 100_000)).toBe(895);
});

it('keeps what was typed for the form', () => {
  const draft = draftOf(typed({ note: 'Ring', key: 'secret-key' }), { note: 'Too long.' }, 'Look.');
  expect(draft.values).toMatchObject({ 'address.city': 'London', note: 'Ring', 'guest.name': '' });
  expect(draft.values).not.toHaveProperty('key');
  expect(draft).toMatchObject({ errors: { note: 'Too long.' }, problem: 'Look.' });
});

it('sends a guest’s empty fields too, so that all that is missing is said at once, and none for whoever is signed in', () => {
  const empty = typed({ 'guest.name': '', 'guest.email': '', paymentMethod: 'bank_transfer' });
  expect(checkoutRequest(empty, null).guest).toEqual({ name: '', email: '' });
  expect(checkoutRequest(typed({ paymentMethod: 'bank_transfer' }), null)).not.toHaveProperty('guest');
});
