import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ACTIONS,
  assertCan,
  assertMayEdit,
  can,
  canSometimes,
  editableFields,
  maskedFields,
  rowFilter,
  visibleFields,
  whoMay,
} from './permissions.policy.ts';
import { type RequestContext, ROLES, type Role, systemContext } from './request-context.ts';

const shopper = { id: 'u1', roles: ['shopper'] as Role[] };
const open = { status: 'open', fulfilmentStatus: 'unfulfilled' };
const asked = (roles: Role[]): RequestContext => ({
  ...systemContext('test'),
  actor: { kind: 'user', id: 'u1', name: 'Someone', roles },
});

describe('permissions', () => {
  it('refuse what has no line: unknown resource, unknown action, no role, names from the object prototype', () => {
    expect(can(['admin'], 'rockets', 'list')).toBe(false);
    expect(can(['admin'], 'products', 'launch')).toBe(false);
    expect(can(['admin'], 'constructor', 'list')).toBe(false);
    expect(can(['admin'], 'products', 'toString')).toBe(false);
    expect(visibleFields(['admin'], '__proto__')).toEqual(new Set());
    for (const { resource, action } of ACTIONS) expect(can([], resource, action, { status: 'active' })).toBe(false);
  });

  it('give inventory the catalogue and the stock, and no person', () => {
    for (const action of ['new', 'edit', 'receive', 'writeOff', 'count', 'correct', 'archive']) {
      expect(can(['inventory'], 'products', action)).toBe(true);
    }
    for (const action of ['pack', 'ship']) expect(can(['inventory'], 'orders', action, open)).toBe(true);
    for (const { resource, action } of ACTIONS.filter(
      (a) => a.resource === 'users' && a.action !== 'signOutEverywhere',
    )) {
      expect(canSometimes(['inventory'], resource, action)).toBe(false);
    }
    expect(can(['inventory'], 'orders', 'refund', open)).toBe(false);
  });

  it('let support read everything but secrets, and cancel only before packing', () => {
    const readable = ACTIONS.filter(({ action }) => ['list', 'show', 'search'].includes(action));
    for (const { resource, action } of readable)
      expect([resource, action, can(['support'], resource, action)]).toEqual([resource, action, true]);
    expect(can(['support'], 'orders', 'cancel', open)).toBe(true);
    expect(can(['support'], 'orders', 'cancel', { ...open, fulfilmentStatus: 'partly_shipped' })).toBe(false);
    expect(can(['support'], 'orders', 'requestRefund', open)).toBe(true);
    expect(can(['support'], 'orders', 'refund', open)).toBe(false);
    expect(visibleFields(['support'], 'payments')).not.toContain('idempotencyKey');
    expect(visibleFields(['support'], 'users')).not.toContain('subject');
  });

  it('show shoppers their own records alone', () => {
    expect(can(shopper, 'orders', 'show', { customer: 'u1' })).toBe(true);
    expect(can(shopper, 'orders', 'show', { customer: 'u2' })).toBe(false);
    expect(can(shopper, 'orders', 'show', { customer: null })).toBe(false);
    expect(can({ id: null, roles: ['shopper'] }, 'orders', 'show', { customer: null })).toBe(false);
    expect(can(shopper, 'users', 'edit', { _id: 'u1' })).toBe(true);
    expect(can(shopper, 'users', 'edit', { _id: 'u2' })).toBe(false);
    expect(rowFilter(shopper, 'orders', 'list')).toEqual({ customer: 'u1' });
    expect(rowFilter(shopper, 'orders', 'cancel')).toEqual({ customer: 'u1', ...open });
    expect(rowFilter(['shopper'], 'orders', 'list')).toBeNull();
    expect(rowFilter(['admin'], 'orders', 'list')).toEqual({});
  });

  it('refuse a conditional action when the caller forgot to hand over the record', () => {
    expect(can(['support'], 'orders', 'cancel')).toBe(false);
    expect(canSometimes(['support'], 'orders', 'cancel')).toBe(true);
    expect(can(shopper, 'orders', 'list')).toBe(false);
  });

  it('say who may, in the refusal too', () => {
    expect(whoMay('orders', 'cancel')).toEqual(['admin', 'support if before packing', 'shopper if own before packing']);
    expect(() => assertCan(asked(['support']), 'orders', 'refund')).toThrow('admin');
    expect(() => assertCan(asked(['admin']), 'orders', 'refund')).not.toThrow();
  });

  it('mask personal fields for support, and for nobody who needs them', () => {
    expect(maskedFields(['support'], 'users')).toEqual(new Set(['firstName', 'lastName', 'email', 'mobile']));
    expect(maskedFields(['support'], 'orders')).toEqual(new Set(['address', 'guest']));
    expect(maskedFields(['admin'], 'users').size).toBe(0);
    expect(maskedFields(['inventory'], 'orders')).toEqual(new Set(['guest']));
    expect(maskedFields(['inventory', 'support'], 'users')).toContain('email');
  });

  it('do not lend a shopper’s sight of the own record to the other role of the same person', () => {
    expect(maskedFields(['support', 'shopper'], 'users')).toContain('email');
    expect(visibleFields(shopper, 'users')).toContain('email');
    expect(visibleFields(shopper, 'users')).not.toContain('roles');
  });

  it('keep figures that services own out of every form', () => {
    for (const role of ROLES) {
      for (const field of ['quantity', 'reserved', 'held', 'lastStockDate', 'revision']) {
        expect(editableFields([role], 'products').has(field)).toBe(false);
      }
      for (const field of ['roles', 'isActive', 'subject'])
        expect(editableFields([role], 'users').has(field)).toBe(false);
    }
    expect(editableFields(['inventory'], 'products').has('price')).toBe(true);
    expect(() => assertMayEdit(asked(['inventory']), 'products', ['price', 'quantity'])).toThrow('quantity');
    expect(() => assertMayEdit(asked(['support']), 'products', ['price'])).toThrow('admin, inventory');
  });

  it('answer a list and a single record alike: what the filter matches is what `can` allows', () => {
    const value = fc.constantFrom(
      'u1',
      'u2',
      'open',
      'closed',
      'unfulfilled',
      'shipped',
      'active',
      'products',
      'orders',
      null,
    );
    const record = fc.record({
      _id: value,
      customer: value,
      owner: value,
      status: value,
      fulfilmentStatus: value,
      entity: value,
    });
    fc.assert(
      fc.property(
        fc.subarray([...ROLES]),
        fc.constantFrom(...ACTIONS),
        record,
        (roles, { resource, action }, stored) => {
          const who = { id: 'u1', roles };
          expect(can(who, resource, action, stored)).toBe(inFilter(stored, rowFilter(who, resource, action)));
          expect(canSometimes(who, resource, action) || !can(who, resource, action, stored)).toBe(true);
        },
      ),
    );
  });
});

/** A reading of the filter of its own, as the database would. */
function inFilter(record: Record<string, unknown>, filter: Record<string, unknown> | null): boolean {
  if (filter === null) return false;
  return Object.entries(filter).every(([key, wanted]) => {
    if (key === '$or') return (wanted as Record<string, unknown>[]).some((part) => inFilter(record, part));
    const inList = (wanted as { $in?: unknown[] }).$in;
    return inList ? inList.includes(record[key]) : record[key] === wanted;
  });
}
