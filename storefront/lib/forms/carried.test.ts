import { expect, it } from '@jest/globals';
import { formDraft, leave, pickUp } from './carried.ts';

const draft = {
  values: { 'address.city': 'Łódź', note: 'ring; twice' },
  errors: { 'guest.email': 'No.' },
  problem: '',
};
const pairOf = (setCookie: string): string => setCookie.split(';')[0] ?? '';

it('brings back what was left, out of reach of scripts and for the checkout only', () => {
  const cookie = leave('draft', draft);
  expect(cookie).toContain('Path=/checkout; Max-Age=1800; HttpOnly; SameSite=Lax');
  expect(pickUp('draft', `x=1; ${pairOf(cookie)}; y=2`)).toEqual(draft);
});

it('takes it away again', () => {
  expect(leave('draft', null)).toContain('cf_draft=; Path=/checkout; Max-Age=0');
});

it('stays small enough for a browser to keep, whatever was typed', () => {
  const long = { ...draft, values: { note: 'x'.repeat(5000) } };
  expect(leave('draft', long).length).toBeLessThan(4000);
});

it.each(['', 'cf_draft=', 'cf_draft=%%%', 'cf_draft=bm9uc2Vuc2U', 'cf_draft=MQ'])('makes nothing of "%s"', (header) => {
  expect(pickUp('draft', header)).toBeNull();
});

it('brings back what was typed into one form of one order, and not to another', () => {
  const cookie = leave('orderDraft', { ...draft, of: 'address CF-1' });
  expect(cookie).toContain('Path=/orders; Max-Age=600');
  expect(formDraft('orderDraft', 'address CF-1', pairOf(cookie))).toMatchObject({ values: draft.values });
  expect(formDraft('orderDraft', 'address CF-2', pairOf(cookie))).toBeNull();
});
