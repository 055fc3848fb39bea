import { beforeAll, describe, expect, test } from '@jest/globals';
import { resources } from '../../../resources/index.ts';
import { runOperation } from '../../modules/audit/index.ts';
import { UserModel } from '../../modules/identity/admin.ts';
import { can, canSometimes } from '../../shared/permissions.policy.ts';
import { ROLES, type Role } from '../../shared/request-context.ts';
import { callOf, isRead, newRecordOf, stockTheShelf } from '../../testing/every-action.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { newId, PEOPLE, usePanel } from '../../testing/panel.ts';
import { actionsOf, BUILT_IN_ACTIONS, permissionOf } from './registry.ts';
import type { ResourceDefinition } from './resource-definition.ts';

/*
 * Every action of every resource for every role, derived from the list of resources: it is done or refused as the permission table says,
 * and either way it leaves its entry. A new resource is in here by being in the list.
 */
useDatabase();
const panel = usePanel();

beforeAll(async () => {
  await stockTheShelf();
  await runOperation(contextOf('admin'), { action: 'users.new', entity: 'users' }, async () => {
    for (const role of ROLES)
      await new UserModel({ _id: PEOPLE[role], username: `test-${role}`, roles: [role] }).save();
  });
}, 120_000);

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
        resource.personal || answer.status !== 200 ? [expect.any(String)] : [],
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
    'counts.book illegal_move',
    'counts.countOn illegal_move',
    'customers.activate illegal_move',
    'deliveries.book nothing_to_book',
    'mails.sendAgain mail_not_set_up',
    'orders.deliver illegal_move',
    'orders.receiveReturn illegal_move',
    'orders.refund illegal_move',
    'products.availability wrong_method',
    'products.hold out_of_stock',
    'products.release invalid',
    'products.stockCard wrong_method',
    'products.writeOff out_of_stock',
    'staff.activate illegal_move',
  ]);
}, 120_000);
