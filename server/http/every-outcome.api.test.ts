import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { resources } from '../../resources/index.ts';
import { apiRoutes } from '../composition-root.ts';
import { AuditLog } from '../modules/audit/admin.ts';
import { runOperation } from '../modules/audit/index.ts';
import { UserModel } from '../modules/identity/admin.ts';
import { configureOrdering } from '../modules/ordering/index.ts';
import { configureCardTest, SIGNATURE_HEADER, signCallback } from '../modules/payments/index.ts';
import type { ApiRoute } from '../platform/api-route.ts';
import { logger } from '../platform/logger.ts';
import { can, canSometimes } from '../shared/permissions.policy.ts';
import { ROLES, type Role } from '../shared/request-context.ts';
import { apiPath } from '../testing/doors.ts';
import { callOf, isRead, newRecordOf, stockTheShelf } from '../testing/every-action.ts';
import { contextOf, useDatabase } from '../testing/harness.ts';
import {
  asksForQuantity,
  breakDatabase,
  goesStale,
  linesWithoutWay,
  namesQuantity,
  TAKES_NOTHING,
  TOO_MUCH,
  trailNameOf,
  unfitValues,
} from '../testing/outcomes.ts';
import { newId, PEOPLE, usePanel } from '../testing/panel.ts';
import { buildProduct } from '../testing/stock.ts';
import { problemHandler } from './middleware/problem.ts';
import { actionsOf, BUILT_IN_ACTIONS, permissionOf } from './panel/registry.ts';
import type { ResourceDefinition } from './panel/resource-definition.ts';
import { publicApi } from './public-api.ts';

/*
 * Every line of the permission table × role × what can become of it: done, not allowed, invalid, not there, stale, out of stock, failed.
 * The cases are derived from the table, the panel's resources and the API's routes (testing/outcomes.ts), and each must leave the entry
 * that the rules ask for. A new resource, action or route is in here by being in the lists.
 */
useDatabase();
const panel = usePanel();
const CALLBACK_SECRET = 'the-secret-of-the-test-card';

beforeAll(async () => {
  await stockTheShelf();
  await runOperation(contextOf('admin'), { action: 'users.new', entity: 'users' }, async () => {
    for (const role of ROLES)
      await new UserModel({ _id: PEOPLE[role], username: `test-${role}`, roles: [role] }).save();
  });
  configureOrdering({ linkSecret: 'a-secret-of-the-tests' });
  configureCardTest({ callbackUrl: 'http://127.0.0.1:9/', secret: CALLBACK_SECRET });
  const contextOfRequest = (request: { ctx: ReturnType<typeof contextOf> }) => request.ctx;
  panel
    .app()
    .use('/api', publicApi({ routes: apiRoutes, version: '0', contextOf: contextOfRequest, checkAnswers: true }));
  panel.app().use(problemHandler(contextOfRequest));
}, 120_000);
afterEach(() => void jest.restoreAllMocks());

test('every line of the permission table is reached by some action or route, or says how else', () => {
  const hint =
    'name what leads to it in REACHED_OTHERWISE, or that nothing does in NOT_YET, of server/testing/outcomes.ts';
  expect(linesWithoutWay().map((line) => `${line}: ${hint}`)).toEqual([]);
});

/** Calls an action the way the pages do. */
async function attempt({ id, entity }: ResourceDefinition, action: string, role: Role, needsRecord = true) {
  // Who may never do it is refused before any record is looked for.
  const needsNone = ['list', 'search', 'new'].includes(action) || !needsRecord;
  const record = needsNone ? newId() : await newRecordOf(entity);
  const latest = action === 'setLines' && !needsNone ? await revisionOf(entity, record) : 1;
  const { method, path, body } = callOf(id, entity, action, record, latest);
  return method === 'get' ? panel.get(path, role) : panel.post(path, body ?? {}, role);
}

const revisionOf = async (entity: string, id: string): Promise<number> => {
  const { body } = await panel.get(`/admin/api/resources/${entity}/records/${id}/show`);
  return Number(body.record?.revision ?? 1);
};

const isStaff = (role: Role): boolean => role !== 'shopper';

describe.each(resources.map((resource) => [resource.id, resource] as const))('%s', (_id, resource) => {
  const offered = actionsOf(resource);
  const actions = [...new Set([...offered, ...BUILT_IN_ACTIONS])];
  const cases = actions.flatMap((action) => ROLES.map((role) => [action, role] as const));

  test.each(cases)('%s by %s', async (action, role) => {
    const permission = permissionOf(resource, action);
    const sometimes = isStaff(role) && offered.includes(action) && canSometimes([role], resource.entity, permission);
    const always = sometimes && can([role], resource.entity, permission);
    const answer = await attempt(resource, action, role, sometimes);
    const entries = await panel.entriesOf(answer);

    if (!sometimes) {
      expect(answer.status).toBe(403);
      expect(entries).toMatchObject([{ kind: 'refusal', outcome: 'refused', cause: 'forbidden' }]);
      return;
    }
    if (always) expect([answer.status, answer.body.error?.message]).not.toEqual([403, expect.anything()]);
    expect(answer.status).toBeLessThan(500);
    if (isRead(action)) {
      // A customer's page shows their sign-ins as well, and reading the trail is on record by itself.
      const own = entries.filter((entry) => resource.id !== 'customers' || entry['entity'] === resource.entity);
      expect(own.map((entry) => entry['kind'])).toEqual(
        resource.personal || action === 'export' || answer.status !== 200 ? [expect.any(String)] : [],
      );
      return;
    }
    const outcome = answer.status < 400 ? 'done' : 'refused';
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(entry).toMatchObject({ outcome, performedBy: { id: PEOPLE[role] } });
  });
});

test('what is done is really done for whoever may do all of it', async () => {
  const done = new Map<string, number>();
  for (const resource of resources) {
    for (const action of actionsOf(resource).filter((name) => !isRead(name))) {
      const { status, body } = await attempt(resource, action, 'admin');
      done.set(`${resource.id}.${action} ${status < 400 ? '' : body.error.code}`.trim(), status);
    }
  }
  const refused = [...done.keys()].filter((key) => key.includes(' ')).sort();
  // Each of these needs a record in another state than a fresh one, or a mail server, or is only read.
  expect(refused).toEqual([
    'approvals.cancel forbidden',
    'approvals.confirmAlone forbidden',
    'counts.book illegal_move',
    'counts.countOn illegal_move',
    'customers.activate illegal_move',
    'customers.erase invalid',
    'deliveries.book nothing_to_book',
    'mails.sendAgain mail_not_set_up',
    'orders.deliver illegal_move',
    'orders.receiveReturn illegal_move',
    'orders.refund illegal_move',
    'orders.requestRefund illegal_move',
    'products.availability wrong_method',
    'products.hold out_of_stock',
    'products.release invalid',
    'products.stockCard wrong_method',
    'products.writeOff out_of_stock',
    'staff.activate illegal_move',
    'staff.erase invalid',
  ]);
}, 120_000);

const staffThatMay = (resource: ResourceDefinition, action: string): Role[] =>
  ROLES.filter((role) => isStaff(role) && canSometimes([role], resource.entity, permissionOf(resource, action)));

/** One record an entity is enough where nothing comes of what is tried on it. */
const kept = new Map<string, Promise<string>>();
const keptRecord = (entity: string): Promise<string> => {
  const record = kept.get(entity) ?? newRecordOf(entity);
  kept.set(entity, record);
  return record;
};

type Tried = {
  as: Role;
  path: string;
  method: 'get' | 'post';
  body?: object | undefined;
  /** While it is asked, nothing but the trail can be written or read. */
  outOfReach?: boolean;
};

/** Asks, and answers what came of it beside what the trail says, in one line each. */
async function came(tried: Tried): Promise<{ status: number; code: string; entries: string[] }> {
  const { as, path, method, body, outOfReach = false } = tried;
  const mend = outOfReach ? breakDatabase() : () => undefined;
  const answer = method === 'get' ? await panel.get(path, as) : await panel.post(path, body ?? {}, as);
  mend();
  // What a refused form shows beside the fault, such as the other person's version, was read and is on record as that.
  const entries = (await panel.entriesOf(answer)).filter(({ kind }) => kind !== 'access');
  return {
    status: answer.status,
    code: String(answer.body.error?.code ?? answer.body.code),
    entries: entries.map(({ kind, outcome, action, cause, entityId, performedBy }) => {
      const by = (performedBy as { id: string }).id === PEOPLE[as] ? as : 'somebody else';
      return `${kind} ${outcome}: ${cause} of ${action} on ${entityId} by ${by}`;
    }),
  };
}

/** The one entry of a refusal, as `came` words it. */
const refusal = (name: string, cause: string, record: string | null, role: Role, outcome = 'refused') => [
  `refusal ${outcome}: ${cause} of ${name} on ${record} by ${role}`,
];

describe.each(resources.map((resource) => [resource.id, resource] as const))(
  'what goes wrong with %s',
  (_id, resource) => {
    const { id, entity, actions } = resource;
    const named = (action: string) => `${entity}.${permissionOf(resource, action)}`;
    const onRecord = (action: string) => !['list', 'search', 'export', 'new', 'bulkDelete'].includes(action);
    const writes = actionsOf(resource).filter(
      (action) => !isRead(action) && (actions[action]?.run || !(action in actions)),
    );
    const cases = (wanted: string[]) =>
      wanted.flatMap((action) => staffThatMay(resource, action).map((role) => [action, role] as const));
    const each = (wanted: string[], title: string, run: (action: string, role: Role) => Promise<void>) => {
      if (wanted.length > 0) test.each(cases(wanted))(title, run);
    };

    each(actionsOf(resource).filter(onRecord), '%s of a record that is not there, by %s', async (action, as) => {
      const record = newId();
      const { path, method, body } = callOf(id, entity, action, record);
      expect(await came({ as, path, method, body })).toEqual({
        status: 404,
        code: 'not_found',
        entries: refusal(named(action), 'not_found', record, as),
      });
    });

    each(
      actionsOf(resource).filter((action) => ['list', 'search', 'export'].includes(action)),
      '%s by a filter that there is not, by %s',
      async (action, as) => {
        const path = `${callOf(id, entity, action, '').path}?filters.nonsense=1`;
        const entries = refusal(named(action), 'bad_filter', null, as);
        expect(await came({ as, path, method: 'get' })).toEqual({ status: 400, code: 'bad_filter', entries });
      },
    );

    const asks = writes.filter((action) => !['delete', 'bulkDelete'].includes(action));
    each(asks, '%s with what can’t be right, by %s', async (action, as) => {
      const record = onRecord(action) ? await keptRecord(entity) : null;
      const call = callOf(id, entity, action, record ?? '');
      const body = { ...call.body, values: unfitValues(resource, action) };
      const { status, code, entries } = await came({ ...call, as, body });
      expect([400, 422]).toContain(status);
      expect(entries).toEqual(refusal(named(action), code, record, as));
    });

    each(
      writes.filter((action) => goesStale(resource, action)),
      '%s on a version that is not the last, by %s',
      async (action, as) => {
        const record = await newRecordOf(entity);
        const call = callOf(id, entity, action, record, 999);
        // Whoever comes too late for the action itself is told that.
        const { status, code, entries } = await came({ ...call, as });
        expect([status, ['stale', 'illegal_move'].includes(code)]).toEqual([409, true]);
        expect(entries).toEqual(refusal(named(action), code, record, as));
      },
    );

    each(
      writes.filter((action) => asksForQuantity(resource, action) || `${id}.${action}` in TOO_MUCH),
      '%s of more than there is, by %s',
      async (action, as) => {
        if (TAKES_NOTHING.has(`${id}.${action}`)) return;
        const values = TOO_MUCH[`${id}.${action}`];
        if (!values)
          throw new Error(`Say in TOO_MUCH or TAKES_NOTHING of server/testing/outcomes.ts what ${id}.${action} takes`);
        const record = await newRecordOf(entity);
        const { id: productId } = await buildProduct({ onHand: 1 });
        const call = callOf(id, entity, action, record);
        const { status, code, entries } = await came({
          ...call,
          as,
          body: { ...call.body, values: values(productId) },
        });
        expect([status, code]).toEqual([409, 'out_of_stock']);
        expect(entries).toEqual(refusal(named(action), code, record, as));
      },
    );

    each(actionsOf(resource), '%s while the database is out of reach, by %s', async (action, as) => {
      const record = onRecord(action) || action === 'bulkDelete' ? await keptRecord(entity) : '';
      const call = callOf(id, entity, action, record);
      const { status, code, entries } = await came({ ...call, as, outOfReach: true });
      expect([status, code]).toEqual([500, 'internal']);
      expect(entries).toEqual(refusal(named(action), 'internal', onRecord(action) ? record : null, as, 'failed'));
    });
  },
);

let callers = 0;

/** Calls a route from an address of its own, so that no two anonymous refusals are folded. */
async function call(
  route: ApiRoute,
  as: Role | 'nobody',
  { path = apiPath(route), body = route.bodyExample, headers = {} as object, outOfReach = false } = {},
) {
  callers += 1;
  const ip = `198.51.${callers >> 8}.${callers & 255}`;
  const mend = outOfReach ? breakDatabase() : () => undefined;
  const answer = await panel.call(
    route.method,
    path,
    as,
    { 'x-test-ip': ip, ...signatureOf(route, body), ...headers },
    route.body ? (body as object) : undefined,
  );
  mend();
  // A read that failed half-way had begun, which is on record too.
  const entries = await AuditLog.find({ ip, kind: { $ne: 'access' } }).lean();
  return {
    status: answer.status,
    code: String(answer.body.code),
    entries: entries.map(({ kind, outcome, action, cause }) => `${kind} ${outcome}: ${cause} of ${action}`),
  };
}

/** What proves to a call-back's route who sends it. */
const signatureOf = (route: ApiRoute, body: unknown): Record<string, string> =>
  route.assertSender ? { [SIGNATURE_HEADER]: signCallback(CALLBACK_SECRET, JSON.stringify(body), new Date()) } : {};

const SENT_ALONG = { 'idempotency-key': 'a-key-of-the-tests' };

describe.each(apiRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'what goes wrong at %s',
  (_name, route) => {
    const name = trailNameOf(route);
    const { access } = route;
    const path = apiPath(route, { provider: 'card_test' });
    const callers = [...ROLES, 'nobody' as const];
    const mayCall = (who: Role | 'nobody') =>
      access === 'anyone' ||
      (who !== 'nobody' && (typeof access === 'string' || canSometimes([who], access.resource, access.action)));
    const onRecord = (cause: string, outcome = 'refused') => (name ? [`refusal ${outcome}: ${cause} of ${name}`] : []);

    const shutOut = callers.filter((who) => !mayCall(who));
    if (shutOut.length > 0)
      test.each(shutOut)('called by %s, who may not', async (who) => {
        const { status, code, entries } = await call(route, who, { path });
        expect([status, code]).toEqual(who === 'nobody' ? [401, 'unauthenticated'] : [403, 'forbidden']);
        expect(entries).toEqual(onRecord(code));
      });

    test.each(callers.filter(mayCall))('called by %s with what can’t be right', async (who) => {
      const { status, code, entries } = route.body
        ? await call(route, who, { path, body: { nonsense: {} }, headers: SENT_ALONG })
        : await call(route, who, { path: `${path}?nonsense=1` });
      expect([400, 401, 404, 422]).toContain(status);
      expect(entries).toEqual(onRecord(code));
    });

    test.each(callers.filter(mayCall))('called by %s while the database is out of reach', async (who) => {
      const { status, code, entries } = await call(route, who, { path, outOfReach: true, headers: SENT_ALONG });
      // Who needs a key to the order, or may have no cart, is told so before anything is read.
      if (status < 500) expect([401, 403]).toContain(status);
      else expect([status, code]).toEqual([500, 'internal']);
      expect(entries).toEqual(onRecord(code, status === 500 ? 'failed' : 'refused'));
    });

    if (namesQuantity(route))
      test('asked for more than there is', async () => {
        const { id: productId } = await buildProduct({ onHand: 1 });
        const answer = await call(route, 'shopper', { path: apiPath(route, { productId }), body: { quantity: 999 } });
        expect(answer).toEqual({ status: 409, code: 'out_of_stock', entries: onRecord('out_of_stock') });
      });
  },
);

describe('a refusal that can’t be put on record', () => {
  const outOfOrder = () => {
    const broken = async (): Promise<never> => {
      throw new Error('no majority');
    };
    jest.spyOn(AuditLog.collection, 'insertOne').mockImplementation(broken);
    jest.spyOn(AuditLog.collection, 'updateOne').mockImplementation(broken);
    return jest.spyOn(logger, 'error').mockImplementation(() => undefined);
  };
  const inLog = (log: ReturnType<typeof outOfOrder>) =>
    log.mock.calls.map(([line]) => (line as { auditEntry?: unknown }).auditEntry).filter(Boolean);

  test.each([
    [
      'of the panel',
      () => panel.post('/admin/api/resources/products/actions/new', { values: {} }, 'support'),
      'products.new',
      'forbidden',
    ],
    ['of the API', () => panel.get('/api/v1/audit', 'inventory'), 'auditLogs.list', 'forbidden'],
    ['of somebody unknown', () => panel.get('/api/v1/orders', 'nobody'), 'orders.list', 'unauthenticated'],
  ])('%s is answered 503, and a line in the log keeps it', async (_what, ask, action, cause) => {
    const log = outOfOrder();
    const { status, body } = await ask();
    expect([status, body.code ?? body.error.code]).toEqual([503, 'audit_unavailable']);
    expect(inLog(log)).toMatchObject([{ kind: 'refusal', action, cause, outcome: 'refused' }]);
  });

  test('keeps back what was asked for where it is the reading that can’t be recorded', async () => {
    await newRecordOf('users');
    const log = outOfOrder();
    const { status, text } = await panel.get('/admin/api/resources/customers/actions/list', 'support');
    expect([status, text.includes('@')]).toEqual([503, false]);
    expect(inLog(log)[0]).toMatchObject({ kind: 'access', action: 'users.list' });
  });
});
