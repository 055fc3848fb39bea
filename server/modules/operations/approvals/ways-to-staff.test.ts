import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestContext } from '../../../shared/request-context.ts';
import { systemContext } from '../../../shared/request-context.ts';
import { ask, codeOf, limits, requestOf, usePeople } from '../../../testing/approvals.ts';
import { useDatabase } from '../../../testing/harness.ts';
import { runChunkedOperation, undoOperation, verifyFolds } from '../../audit/index.ts';
import { UserModel } from '../../identity/admin.ts';
import {
  activateUser,
  changeRoles,
  configureIdentity,
  createUser,
  deactivateUser,
  deleteUser,
  editUser,
  ensureCustomers,
  grantAdmin,
  loadSession,
  saveSession,
  signInUser,
} from '../../identity/index.ts';
import { approveRequest } from './approve-request.use-case.ts';

/*
 * Every way to rights of staff stands under the same two rules: a fresh sign-in where one is asked for, and a second person where nobody gives
 * roles alone.
 */

useDatabase();
const people = usePeople();
const root = systemContext('test');
let serial = 0;
const nameOf = (what: string) => `${what}-${++serial}`;
const guest: RequestContext = {
  actor: { kind: 'guest', id: null, name: 'Guest', roles: [] },
  ip: '10.0.0.9',
  userAgent: 'test',
  requestId: 'ways-to-staff',
  source: 'panel',
};

const shopper = async () => String((await createUser(root, { username: nameOf('shopper'), roles: ['shopper'] }))._id);
const invited = async () => {
  const username = nameOf('invited');
  return String((await createUser(root, { username, email: `${username}@example.org`, roles: ['support'] }))._id);
};
const deactivated = async () => {
  const id = await invited();
  await deactivateUser(root, { id });
  return id;
};
/** The operation in which an invitation of staff was deleted with others, as from a list. */
const deleted = async () => {
  const ids = [await invited(), await shopper()];
  const spec = { action: 'users.bulkDelete', entity: 'users', items: ids };
  const { operationId } = await runChunkedOperation(root, spec, async (chunk) => {
    for (const id of chunk) await deleteUser(root, { id });
    return { done: chunk.length };
  });
  return { operationId, invitation: ids[0] ?? '' };
};
const undoing = async (ctx: RequestContext) => {
  const { operationId, invitation } = await deleted();
  const { done, failed } = await undoOperation(ctx, operationId);
  expect(done + failed.length).toBe(2);
  expect((await UserModel.exists({ _id: invitation })) !== null).toBe(failed.length === 0);
  return failed.length === 0 ? 'done' : failed.map(({ code }) => code).join();
};

type Way = { what: string; alone: string; take: (ctx: RequestContext) => Promise<string> };
const WAYS: Way[] = [
  {
    what: 'a change of roles',
    alone: 'approval_needed',
    take: async (ctx) => codeOf(changeRoles(ctx, { id: await shopper(), roles: ['inventory'] })),
  },
  {
    what: 'an invitation',
    alone: 'one_after_the_other',
    take: (ctx) => codeOf(createUser(ctx, { email: `${nameOf('new')}@example.org`, roles: ['support'] })),
  },
  {
    what: 'another address for an invitation',
    alone: 'one_after_the_other',
    take: async (ctx) =>
      codeOf(editUser(ctx, { id: await invited(), revision: 1, changes: { email: `${nameOf('else')}@example.org` } })),
  },
  {
    what: 'letting somebody in again who was deactivated',
    alone: 'approval_needed',
    take: async (ctx) => codeOf(activateUser(ctx, { id: await deactivated() })),
  },
  { what: 'taking back that an invitation was deleted', alone: 'one_after_the_other', take: undoing },
];

const fresh = (ctx: RequestContext): RequestContext => ({ ...ctx, signedIn: { at: new Date(), secondFactor: true } });

describe('rights of staff', () => {
  it.each(WAYS)('by $what take a second person where nobody gives them alone', async ({ take, alone }) => {
    await limits({ approveRoleGrants: true });
    expect(await take(people.ada)).toBe(alone);
    await limits({ approveRoleGrants: false });
    expect(await take(people.ada)).toBe('done');
  });

  it.each(WAYS)('by $what take a sign-in that is fresh and had a second factor', async ({ take }) => {
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    const long = { signedIn: { at: new Date(Date.now() - 301_000), secondFactor: true } };
    const weak = { signedIn: { at: new Date(), secondFactor: false } };
    for (const signedIn of [{}, long, weak])
      expect(await take({ ...people.ada, ...signedIn })).toBe('fresh_sign_in_required');
    expect(await take(fresh(people.ada))).toBe('done');
  });

  it('of somebody who was deactivated come back by the approval of another, unless their roles changed meanwhile', async () => {
    await limits({ approveRoleGrants: true });
    const [first, second] = [await deactivated(), await deactivated()];
    const isActive = async (id: string) => (await UserModel.findById(id).lean())?.isActive;
    const id = await ask(people.ada, activateUser(people.ada, { id: first }));
    expect(await requestOf(id)).toMatchObject({
      kind: 'activateStaff',
      before: { isActive: false },
      input: { id: first },
    });
    expect(await codeOf(approveRequest(people.ada, { id }))).toBe('own_request');
    expect(await isActive(first)).toBe(false);
    await approveRequest(people.bea, { id });
    expect(await isActive(first)).toBe(true);

    const outdated = await ask(people.ada, activateUser(people.ada, { id: second }));
    await changeRoles(root, { id: second, roles: ['admin'] });
    expect(await codeOf(approveRequest(people.bea, { id: outdated }))).toBe('changed_meanwhile');
    expect(await isActive(second)).toBe(false);
  });

  it('are no matter where there are none: customers come back and are made again without a second person', async () => {
    await limits({ approveRoleGrants: true });
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    const id = await shopper();
    await deactivateUser(people.ada, { id });
    expect(await codeOf(activateUser(people.ada, { id }))).toBe('done');
    expect(await codeOf(createUser(people.ada, { username: nameOf('customer'), roles: ['shopper'] }))).toBe('done');
  });

  it('do not come by undo where the provider gives them', async () => {
    configureIdentity({ rolesFrom: 'claim', freshWithinSeconds: null });
    const before = await UserModel.countDocuments();
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
    const { operationId } = await deleted();
    configureIdentity({ rolesFrom: 'claim', freshWithinSeconds: null });
    expect((await undoOperation(people.ada, operationId)).failed).toMatchObject([{ code: 'roles_managed_elsewhere' }]);
    expect(await UserModel.countDocuments()).toBe(before + 1);
  });

  it('come by no import, whose people are customers', async () => {
    const username = nameOf('book');
    await ensureCustomers(root, [{ username, roles: ['admin'] } as never]);
    expect((await UserModel.findOne({ username }).lean())?.roles).toEqual(['shopper']);
  });

  it('come by the command line for the machine’s holder alone, who also lets a deactivated person in, their old sessions ended', async () => {
    expect(await codeOf(grantAdmin(people.ada, { email: 'ada@example.org' }))).toBe('forbidden');
    const id = await deactivated();
    const { email = '' } = (await UserModel.findById(id).lean()) ?? {};
    const session = { header: { iat: 0, uat: 0, exp: 0 }, data: { userId: id } } as never;
    await saveSession('panel-old', session, new Date(Date.now() + 60_000));
    await grantAdmin(root, { email });
    expect(await UserModel.findById(id).lean()).toMatchObject({ isActive: true, roles: ['admin', 'support'] });
    expect(await loadSession('panel-old')).toBeNull();
  });

  it('come by a sign-in as the provider says when somebody is first known, and by no later one unless the claim rules', async () => {
    await limits({ approveRoleGrants: true });
    const sub = nameOf('auth0|');
    const claims = { sub, roles: ['shopper'] };
    expect((await signInUser(guest, claims)).roles).toEqual(['shopper']);
    expect((await signInUser(guest, { sub, roles: ['admin'] })).roles).toEqual(['shopper']);
    const id = String((await UserModel.findOne({ subject: sub }).lean())?._id);
    await deactivateUser(root, { id });
    expect(await codeOf(signInUser(guest, { sub, roles: ['admin'] }))).toBe('inactive');
  });
});

beforeEach(() => configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null }));

it('leaves a trail that folds to what is stored', async () => {
  expect((await verifyFolds()).findings).toEqual([]);
});
