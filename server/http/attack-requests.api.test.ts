import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { resources } from '../../resources/index.ts';
import { apiRoutes } from '../composition-root.ts';
import { AuditLog } from '../modules/audit/admin.ts';
import { StockMovementModel } from '../modules/inventory/admin.ts';
import { shipOrder } from '../modules/ordering/index.ts';
import { type ActionCell, PERMISSIONS, type Rules } from '../shared/permission-table.ts';
import { can, canSometimes } from '../shared/permissions.policy.ts';
import { isStaff, ROLES, type Role } from '../shared/request-context.ts';
import { apiPath, DOORS } from '../testing/doors.ts';
import { callOf, isRead, newRecordOf, requestAbout, stockTheShelf, stoppedOperation } from '../testing/every-action.ts';
import { contextOf } from '../testing/harness.ts';
import { knock as knockAt, trailSoFar } from '../testing/knock.ts';
import { ADDRESS, buildOrder, buildShopper } from '../testing/orders.ts';
import { useWholeApp } from '../testing/whole-app.ts';
import { actionsOf, permissionOf } from './panel/registry.ts';

/*
 * Requests that a person did not mean: from other sites' pages, for records that are not theirs, sent a second time. Like
 * attack-access.api.test.ts it goes to everything there is.
 */
const { panel, cookiesOf } = useWholeApp();
const cookies = new Map<Role, string>();
const knock = (door: Parameters<typeof knockAt>[1], cookie?: string, headers?: Record<string, string>) =>
  knockAt(panel(''), door, cookie, headers);

beforeAll(async () => {
  // AdminJS tells of the older of its two addresses of the search each time.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await stockTheShelf();
  for (const role of ROLES) cookies.set(role, await cookiesOf(role));
}, 120_000);

const STAFF = ROLES.filter((role) => isStaff([role]));
const PERMISSIONS_OF: Record<string, Rules> = PERMISSIONS;

describe('a page of another site', () => {
  const writes = DOORS.filter(({ method }) => method !== 'get');
  const signOut = ['/admin/auth/logout', '/auth/logout'].map((path) => ({
    path,
    method: 'post' as const,
    side: 'panel' as const,
  }));

  it.each([
    ['that says it is another site', { 'sec-fetch-site': 'cross-site' }],
    ['on a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['that names its origin only', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['that hides its origin', { 'sec-fetch-site': '', origin: 'null' }],
    ['whose browser says nothing at all', { 'sec-fetch-site': '' }],
  ])(
    '%s gets no write done with anybody’s cookie, on record',
    async (_name, headers) => {
      const start = await trailSoFar();
      const done: unknown[] = [];
      for (const door of writes) {
        const { status, code } = await knock(door, cookies.get('admin'), headers);
        if (status !== 403 || code !== 'foreign_origin') done.push([door.name, status, code]);
      }
      for (const door of signOut) {
        const { status } = await knock(door, cookies.get('admin'), headers);
        if (status !== 403) done.push([door.path, status]);
      }
      expect(done).toEqual([]);
      const end = await trailSoFar();
      expect(end.changes).toBe(start.changes);
      expect(end.refusals).toBe(start.refusals + writes.length);
      expect(
        (await knock({ method: 'get', path: '/admin/api/dashboard', side: 'panel' }, cookies.get('admin'))).status,
      ).toBe(200);
    },
    120_000,
  );

  it('reads nothing either: no answer allows another origin to see it', async () => {
    const shared: unknown[] = [];
    for (const door of DOORS.filter(({ method }) => method === 'get').slice(0, 400)) {
      const { allowed } = await knock(door, cookies.get('admin'), {
        'sec-fetch-site': 'cross-site',
        origin: 'https://evil.example',
      });
      if (allowed !== undefined) shared.push([door.name, allowed]);
    }
    expect(shared).toEqual([]);
  }, 120_000);
});

describe('a cache between the shop and its shoppers', () => {
  const reads = DOORS.filter(({ method, side }) => method === 'get' && side === 'shop');
  const asked = [
    ...reads,
    { name: 'the description', method: 'get' as const, path: '/api/openapi.json', side: 'shop' as const },
  ];

  it('may keep what is the same for everybody, never what came with somebody’s session, and knows what it is', async () => {
    const kept: string[] = [];
    const shared: unknown[] = [];
    for (const door of asked) {
      const forAnybody = await knock(door);
      if (!/^application\/(problem\+)?json; charset=utf-8$/.test(forAnybody.type))
        shared.push([door.name, forAnybody.type]);
      if (/public/.test(forAnybody.cacheControl)) kept.push(door.name);
      if (/public/.test(forAnybody.cacheControl) && forAnybody.setsCookies) shared.push(door.name);
      const forSomebody = await knock(door, cookies.get('shopper'));
      if (!/private|no-store/.test(forSomebody.cacheControl)) shared.push([door.name, forSomebody.cacheControl]);
    }
    expect(kept.length).toBeGreaterThan(1);
    expect(shared).toEqual([]);
  });

  it('gets nothing that an address or a header of the caller’s choice stands in', async () => {
    const evil = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', forwarded: 'host=evil.example' };
    for (const path of [
      '/api/v1/products?limit=1',
      '/api/v1/categories',
      '/api/openapi.json',
      '/admin',
      '/auth/login',
    ]) {
      const { text, location } = await knock({ method: 'get', path, side: 'page' }, undefined, evil);
      expect([path, text.includes('evil.example'), location?.includes('evil.example') ?? false]).toEqual([
        path,
        false,
        false,
      ]);
    }
  });
});

/** A record on which a right with this condition does not hold. */
const contrary: Record<Exclude<ActionCell, 'yes' | 'no'>, (entity: string) => Promise<string>> = {
  'if own': newRecordOf,
  'if own before packing': newRecordOf,
  'if on sale': newRecordOf,
  'if before packing': async () => {
    const { id } = await buildOrder();
    await shipOrder(contextOf('inventory'), { orderId: id });
    return id;
  },
  'if on stock': (entity) => (entity === 'approvals' ? requestAbout('orders') : stoppedOperation('users', [])),
  'if own or on stock': () => requestAbout('orders'),
};

describe('a record that is not theirs, or in a state in which it is not', () => {
  const cases = resources.flatMap((resource) =>
    actionsOf(resource).flatMap((action) =>
      STAFF.filter((role) => {
        const permission = permissionOf(resource, action);
        return canSometimes([role], resource.entity, permission) && !can([role], resource.entity, permission);
      }).map((role) => [role, resource, action] as const),
    ),
  );

  const isList = (action: string) => action === 'list' || action === 'search';
  const ofOneRecord = cases.filter(([, , action]) => !isList(action));
  const lists = cases.filter(([, , action]) => isList(action));

  it.each(lists.map(([role, resource, action]) => [role, `${resource.id}.${action}`, resource, action] as const))(
    'is not among what %s gets by %s',
    async (role, _name, resource, action) => {
      const cell = PERMISSIONS_OF[resource.entity]?.actions[permissionOf(resource, action)]?.[ROLES.indexOf(role)];
      const record = await contrary[cell as keyof typeof contrary](resource.entity);
      const { path } = callOf(resource.id, resource.entity, action, record);
      const listed = async (as: (typeof STAFF)[number]) => {
        const { text } = await knock({ method: 'get', path, side: 'panel' }, cookies.get(as));
        return (JSON.parse(text) as { records: { id: string }[] }).records.map(({ id }) => id);
      };
      expect(await listed('admin')).toContain(record);
      expect(await listed(role)).not.toContain(record);
    },
  );

  it.each(ofOneRecord.map(([role, resource, action]) => [role, `${resource.id}.${action}`, resource, action] as const))(
    'is closed to %s for %s, on record, and stays as it was',
    async (role, _name, resource, action) => {
      const cell = PERMISSIONS_OF[resource.entity]?.actions[permissionOf(resource, action)]?.[ROLES.indexOf(role)];
      const make = contrary[cell as keyof typeof contrary];
      const record = await make(resource.entity);
      const start = await trailSoFar();
      const call = callOf(resource.id, resource.entity, action, record);
      const outcome = await knock({ ...call, side: 'panel' }, cookies.get(role));
      // Being too late is told apart from not being allowed.
      expect([403, 409]).toContain(outcome.status);
      expect(['forbidden', 'illegal_move']).toContain(outcome.code);
      expect(await AuditLog.find({ requestId: outcome.requestId }).lean()).toMatchObject([
        { kind: 'refusal', entityId: record, cause: outcome.code },
      ]);
      expect((await trailSoFar()).changes).toBe(start.changes);
    },
  );

  it('does not exist for another shopper, nor for staff, at any address of the shop', async () => {
    const order = await orderOfSomeoneElse();
    // Some of them are open to whoever holds the order’s own key; these people do not.
    const named = apiRoutes.filter(({ path }) => path.startsWith('/orders/{'));
    expect(named.length).toBeGreaterThan(2);
    const start = await trailSoFar();
    const open: unknown[] = [];
    for (const route of named) {
      for (const role of [...ROLES, null]) {
        const door = {
          method: route.method,
          path: apiPath(route, { name: order.name, id: order.id }),
          side: 'shop' as const,
        };
        const body = route.body ? { body: (route.bodyExample ?? {}) as object } : {};
        const headers: Record<string, string> = {
          ...(route.file ? { 'content-type': 'image/png' } : {}),
          ...(route.headers?.['idempotency-key'] ? { 'idempotency-key': 'a-key-of-the-tests' } : {}),
        };
        const { status, text } = await knock({ ...door, ...body }, role ? cookies.get(role) : undefined, headers);
        if (![401, 403, 404].includes(status) || text.includes(ADDRESS.line1))
          open.push([role, route.operationId, status]);
      }
    }
    expect(open).toEqual([]);
    const end = await trailSoFar();
    expect([end.changes - start.changes, end.refusals - start.refusals]).toEqual([
      0,
      named.length * (ROLES.length + 1),
    ]);
  });

  it('is not among the orders that another shopper lists', async () => {
    const order = await orderOfSomeoneElse();
    const { status, text } = await knock(
      { method: 'get', path: '/api/v1/orders', side: 'shop' },
      cookies.get('shopper'),
    );
    expect(status).toBe(200);
    expect(text).not.toContain(order.name);
  });
});

/** Placed by staff on the telephone, since shoppers of these tests pay by card. */
async function orderOfSomeoneElse() {
  const owner = await buildShopper();
  return buildOrder({ customerId: owner.id, guest: undefined });
}

describe('a request that is sent a second time', () => {
  const effects = async () => [(await trailSoFar()).changes, await StockMovementModel.countDocuments({})] as const;

  it('does nothing more, whichever action of the panel it was', async () => {
    const again: unknown[] = [];
    for (const resource of resources) {
      for (const action of actionsOf(resource).filter((name) => !isRead(name))) {
        const record = action === 'new' ? 'none' : await newRecordOf(resource.entity);
        const call = callOf(resource.id, resource.entity, action, record);
        const first = await knock({ ...call, side: 'panel' }, cookies.get('admin'));
        const before = await effects();
        const second = await knock({ ...call, side: 'panel' }, cookies.get('admin'));
        const after = await effects();
        if (String(before) !== String(after)) again.push([`${resource.id}.${action}`, first.status, second.status]);
      }
    }
    expect(again).toEqual([]);
  }, 180_000);
});
