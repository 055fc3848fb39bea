import { jest } from '@jest/globals';
import mongoose from 'mongoose';
import { resources } from '../../resources/index.ts';
import { apiRoutes } from '../composition-root.ts';
import { actionsOf, permissionOf } from '../http/panel/registry.ts';
import type { ResourceDefinition } from '../http/panel/resource-definition.ts';
import { AuditLog } from '../modules/audit/admin.ts';
import type { ApiRoute } from '../platform/api-route.ts';
import { ACTIONS } from '../shared/permissions.policy.ts';

/*
 * What each line of the permission table can end in, derived from the ways that lead to it: the panel's actions and the API's routes.
 * Where nothing can be derived, the test that walks this says what to add here.
 */

/** Lines of the table that neither the panel's actions nor the API's routes lead to, and what does. */
const REACHED_OTHERWISE: Record<string, string> = {
  'auditLogs.readLog': 'the log’s own addresses: trail-access.api.test.ts',
  'orders.pack': 'packing is the first step of shipping',
  'payments.capture': 'orders.recordPayment',
  'payments.refund': 'orders.refund',
  'payments.requestRefund': 'orders.requestRefund',
  'products.count': 'the booking of a count',
};

/** Rights that are in the table ahead of what they allow. */
const NOT_YET: ReadonlySet<string> = new Set([
  ...['products', 'categories', 'suppliers', 'orders', 'settings', 'users'].flatMap((entity) => [
    `${entity}.restore`,
    `${entity}.requestRestore`,
  ]),
  'operations.import',
  'orders.requestReturn',
  'orders.sendMailAgain',
  'products.bulkEdit',
  'products.import',
]);

/** The name under which the trail keeps refused calls of a route; undefined for public reads, of which it keeps none. */
export const trailNameOf = ({ access, audit }: ApiRoute): string | undefined =>
  audit?.action ?? (typeof access === 'object' ? `${access.resource}.${access.action}` : undefined);

/** Lines of the table to which nothing leads, as far as can be seen. */
export function linesWithoutWay(): string[] {
  const reached = new Set([
    ...resources.flatMap((resource) =>
      actionsOf(resource).map((action) => `${resource.entity}.${permissionOf(resource, action)}`),
    ),
    ...apiRoutes.map(trailNameOf),
    ...Object.keys(REACHED_OTHERWISE),
    ...NOT_YET,
  ]);
  return ACTIONS.map(({ resource, action }) => `${resource}.${action}`).filter((line) => !reached.has(line));
}

/** What no input can hold, of whatever kind it is. */
const UNFIT = { nonsense: {} };

/** Form values that can't be right, in every input there is. */
export function unfitValues(resource: ResourceDefinition, action: string): Record<string, unknown> {
  const typed = resource.form.flatMap(({ fields }) => fields).filter((name) => !resource.fields[name]?.readOnly);
  const inputs = action === 'new' || action === 'edit' ? typed : Object.keys(resource.actions[action]?.form ?? {});
  return Object.fromEntries((inputs.length > 0 ? inputs : ['nonsense']).map((name) => [name, UNFIT]));
}

/** Whether an action compares the version that its form was filled in on. */
export function goesStale(resource: ResourceDefinition, action: string): boolean {
  return action === 'edit' || /\brevision\b/.test(String(resource.actions[action]?.run ?? ''));
}

/** More than there is, for each action that takes from the shelf. */
export const TOO_MUCH: Record<string, (productId: string) => Record<string, unknown>> = {
  'products.writeOff': () => ({ quantity: '999999', note: 'gone' }),
  'products.correct': () => ({ delta: '-999999', note: 'gone' }),
  'products.hold': () => ({ quantity: '999999', note: 'wet' }),
  'orders.changeLines': (productId) => ({ lines: [{ productId, quantity: '999999' }] }),
};

/** Actions with a quantity that take nothing from what is free. */
export const TAKES_NOTHING: ReadonlySet<string> = new Set(['products.receive', 'products.release']);

/** Whether an action's form asks for a quantity, so that there may be too little. */
export const asksForQuantity = (resource: ResourceDefinition, action: string): boolean =>
  Object.values(resource.actions[action]?.form ?? {}).some(({ format }) => format === 'quantity');

/** The same of the API: a route whose example names a quantity. */
export const namesQuantity = (route: ApiRoute): boolean =>
  Object.hasOwn((route.bodyExample ?? {}) as object, 'quantity');

/**
 * Has every query, aggregation and transaction fail until what is returned is called, as when the database is out of reach. The trail's own
 * entries go past it, since they are written by the bare driver.
 */
export function breakDatabase(): () => void {
  const fail = async (): Promise<never> => {
    throw new Error('the database is out of reach');
  };
  const broken = [
    jest.spyOn(mongoose.Query.prototype, 'exec').mockImplementation(fail as never),
    jest.spyOn(mongoose.Aggregate.prototype, 'exec').mockImplementation(fail as never),
    jest.spyOn(AuditLog.collection, 'find').mockImplementation(() => {
      throw new Error('the database is out of reach');
    }),
    jest.spyOn(mongoose.connection, 'transaction').mockImplementation(fail as never),
  ];
  return () => {
    for (const spy of broken) spy.mockRestore();
  };
}
