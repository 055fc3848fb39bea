import { describe, expect, it } from '@jest/globals';
import { ACTIONS, can, canSometimes, maskedFields, type Resource, visibleFields } from './permissions.policy.ts';
import type { Role } from './request-context.ts';

/*
 * What each role is for, in the words of whoever decides about it, held against the table: a right that is given to a role which is not meant
 * to have it is a decision, and is written down here too.
 */
const LOOKS = new Set(['list', 'show', 'search', 'export', 'stockCard', 'availability', 'readLog']);

/** What a role may do, other than look, to at least some records. */
function doings(role: Role): Partial<Record<Resource, string[]>> {
  const found: Partial<Record<Resource, string[]>> = {};
  for (const { resource, action } of ACTIONS)
    if (!LOOKS.has(action) && canSometimes([role], resource, action))
      found[resource] = [...(found[resource] ?? []), action];
  return found;
}

describe('the permission table', () => {
  it('lets support do no more than unmask, take notes, mend an order before it is packed, answer returns, write again, and ask for the rest', () => {
    const ask = ['requestRestore'];
    expect(doings('support')).toEqual({
      products: ask,
      categories: ask,
      suppliers: ask,
      settings: ask,
      orders: [
        'addNote',
        'changeAddress',
        'cancel',
        'pay',
        'requestReturn',
        'requestRefund',
        'sendMailAgain',
        'unmask',
        'requestRestore',
      ],
      returnRequests: ['accept', 'decline'],
      payments: ['requestRefund'],
      mails: ['sendAgain', 'unmask'],
      users: ['signOutEverywhere', 'unmask', 'requestRestore'],
      approvals: ['cancel'],
      operations: ['requestUndo'],
    });
    for (const action of ['changeAddress', 'cancel'])
      for (const [fulfilmentStatus, allowed] of [
        ['unfulfilled', true],
        ['shipped', false],
      ] as const)
        expect([action, can(['support'], 'orders', action, { status: 'open', fulfilmentStatus })]).toEqual([
          action,
          allowed,
        ]);
  });

  it('lets support read everything but secrets, and of persons only that there is something', () => {
    for (const { resource, action } of ACTIONS.filter(({ action: name }) => ['list', 'show', 'search'].includes(name)))
      expect([resource, action, can(['support'], resource, action)]).toEqual([resource, action, true]);
    expect(visibleFields(['support'], 'users')).not.toContain('subject');
    expect(visibleFields(['support'], 'payments')).not.toContain('idempotencyKey');
    expect([...maskedFields(['support'], 'users')]).toEqual(
      expect.arrayContaining(['firstName', 'lastName', 'email', 'mobile']),
    );
    expect([...maskedFields(['support'], 'orders')]).toEqual(expect.arrayContaining(['address', 'guest']));
  });

  it('keeps the stock room from money, roles, settings, tokens and the trail', () => {
    const { orders, returnRequests, users, ...rest } = doings('inventory');
    expect(orders).toEqual(['addNote', 'pack', 'ship', 'deliver', 'pay', 'receiveReturn']);
    expect([returnRequests, users]).toEqual([['receive'], ['signOutEverywhere']]);
    expect(Object.keys(rest)).toEqual([
      'products',
      'categories',
      'suppliers',
      'deliveries',
      'counts',
      'approvals',
      'operations',
    ]);
    // Taking back and approving end at what is on stock; paying is for one's own orders alone.
    for (const action of ['undo', 'resume']) {
      expect(can(['inventory'], 'operations', action, { entity: 'products' })).toBe(true);
      expect(can(['inventory'], 'operations', action, { entity: 'users' })).toBe(false);
    }
    expect(can(['inventory'], 'approvals', 'approve', { entity: 'orders' })).toBe(false);
    expect(can({ id: 'me', roles: ['inventory'] }, 'orders', 'pay', { customer: 'somebody else' })).toBe(false);
    for (const resource of ['payments', 'users', 'settings', 'serviceTokens', 'auditLogs', 'mails'] as const)
      expect([resource, can(['inventory'], resource, 'list')]).toEqual([resource, false]);
  });

  it('lets shoppers do what is about themselves, and admins all but fill other people’s carts', () => {
    expect(doings('shopper')).toEqual({
      orders: ['place', 'changeAddress', 'cancel', 'pay', 'requestReturn'],
      carts: ['edit'],
      users: ['edit', 'signOutEverywhere'],
    });
    const notTheirs = ACTIONS.filter(({ resource, action }) => !canSometimes(['admin'], resource, action));
    expect(notTheirs).toEqual([{ resource: 'carts', action: 'edit' }]);
  });
});
