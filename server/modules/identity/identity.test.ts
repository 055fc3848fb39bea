import { beforeEach, describe, expect, it } from '@jest/globals';
import { collectionByName } from '../../platform/model.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { unindexed } from '../../testing/asked.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from '../audit/admin.ts';
import { runOperation } from '../audit/index.ts';
import {
  activateUser,
  changeRoles,
  configureIdentity,
  createUser,
  deactivateUser,
  deleteUser,
  editUser,
  endSessionsOf,
  ensureCustomers,
  eraseUser,
  grantAdmin,
  loadActor,
  loadSession,
  onUserReferenceCheck,
  personName,
  type SignInClaims,
  saveSession,
  signInUser,
  signOutEverywhere,
} from './index.ts';
import { SessionModel } from './session.model.ts';
import { type StoredUser, UserModel } from './user.model.ts';

useDatabase();
const admin = contextOf('admin');
const door = guestContext({ source: 'panel' });
const idOf = (user: { _id: unknown }) => String(user._id);

const claims = (overrides: Partial<SignInClaims> = {}): SignInClaims => ({
  sub: 'auth0|ana',
  email: 'Ana@Example.org',
  email_verified: true,
  given_name: 'Ana',
  family_name: 'Lopez',
  roles: ['support'],
  ...overrides,
});

async function anAdmin(username = 'root'): Promise<StoredUser> {
  return (await createUser(admin, { email: `${username}@example.org`, username, roles: ['admin'] })) as StoredUser;
}

beforeEach(async () => {
  configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
  await runOperation(admin, { action: 'users.test' }, () => UserModel.deleteMany({}));
  await AuditLog.collection.deleteMany({});
  await SessionModel.deleteMany({});
});

describe('a sign-in', () => {
  it('makes a user the first time, finds the same one afterwards, and the record names the person', async () => {
    const first = await signInUser(door, claims());
    expect(first).toMatchObject({ username: 'ana', email: 'ana@example.org', roles: ['support'], isActive: true });
    const again = await signInUser(door, claims());
    expect(idOf(again)).toBe(idOf(first));
    const entries = await AuditLog.find({ entity: 'users', kind: 'change' }).lean();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ action: 'users.signIn', performedBy: { id: idOf(first), name: 'Ana Lopez' } });
  });

  it('makes one user when two of them come at once', async () => {
    const both = await Promise.all(Array.from({ length: 8 }, () => signInUser(door, claims())));
    expect(new Set(both.map(idOf)).size).toBe(1);
    expect(await UserModel.countDocuments({ subject: 'auth0|ana' })).toBe(1);
  });

  it('links an invitation by its verified e-mail, with the invitation’s roles, once also when two come at once', async () => {
    const invitation = await createUser(admin, { email: 'ana@example.org', roles: ['inventory'] });
    const both = await Promise.all([signInUser(door, claims()), signInUser(door, claims())]);
    expect(both.map(idOf)).toEqual([idOf(invitation), idOf(invitation)]);
    expect(both[0]).toMatchObject({ subject: 'auth0|ana', roles: ['inventory'], firstName: 'Ana' });
    expect(await UserModel.countDocuments()).toBe(1);
  });

  it('gives nothing away for an unverified e-mail: neither the invitation nor the address', async () => {
    await createUser(admin, { email: 'ana@example.org', roles: ['admin'] });
    const user = await signInUser(door, claims({ email_verified: false, roles: undefined }));
    expect(user.roles).toEqual(['shopper']);
    expect(user.email).toBeUndefined();
    expect(user.username).toMatch(/^customer-/);
    expect(await UserModel.countDocuments()).toBe(2);
  });

  it('takes no invitation by an address that only lower case makes the invited one', async () => {
    await createUser(admin, { email: 'kate@example.org', roles: ['admin'] });
    // The sign of the unit kelvin, whose small letter is the ordinary k.
    const user = await signInUser(door, claims({ email: '\u212aate@example.org', roles: undefined }));
    expect(user.roles).toEqual(['shopper']);
    expect(user.email).toBeUndefined();
  });

  it('never takes over the account of another subject that holds the same verified e-mail', async () => {
    const first = await signInUser(door, claims());
    const second = await signInUser(door, claims({ sub: 'google|ana' }));
    expect(idOf(second)).not.toBe(idOf(first));
    expect(second.username).toMatch(/^ana-/);
  });

  it('keeps roles from the claim only where the claim rules', async () => {
    await signInUser(door, claims());
    expect((await signInUser(door, claims({ roles: ['admin'] }))).roles).toEqual(['support']);
    configureIdentity({ rolesFrom: 'claim', freshWithinSeconds: null });
    expect((await signInUser(door, claims({ roles: ['admin', 'rocketeer'] }))).roles).toEqual(['admin']);
    expect((await signInUser(door, claims({ roles: undefined }))).roles).toEqual(['shopper']);
  });

  it('is refused for a deactivated user and for a deactivated invitation', async () => {
    const user = await signInUser(door, claims());
    await deactivateUser(admin, { id: idOf(user) });
    await expect(signInUser(door, claims())).rejects.toMatchObject({ code: 'inactive' });
    const invitation = await createUser(admin, { email: 'bo@example.org' });
    await deactivateUser(admin, { id: idOf(invitation) });
    const bo = claims({ sub: 'auth0|bo', email: 'bo@example.org' });
    await expect(signInUser(door, bo)).rejects.toMatchObject({ code: 'inactive' });
    expect(await UserModel.countDocuments({ subject: 'auth0|bo' })).toBe(0);
  });

  it('survives odd claims', async () => {
    const odd = { sub: 'x', email: 5, email_verified: 'yes', roles: 'admin', given_name: { $gt: '' } };
    await expect(signInUser(door, odd as never)).rejects.toMatchObject({ code: 'invalid' });
    const user = await signInUser(door, { ...odd, email: undefined } as never);
    expect(user.roles).toEqual(['shopper']);
    expect(user.firstName).toBeUndefined();
  });
});

describe('the actor of a request', () => {
  it('has the roles and the state that are stored now', async () => {
    const user = await signInUser(door, claims());
    expect(await loadActor('auth0|ana')).toMatchObject({
      isActive: true,
      actor: { id: idOf(user), roles: ['support'] },
    });
    await changeRoles(admin, { id: idOf(user), roles: ['inventory'] });
    expect((await loadActor('auth0|ana'))?.actor.roles).toEqual(['inventory']);
    await deactivateUser(admin, { id: idOf(user) });
    expect((await loadActor('auth0|ana'))?.isActive).toBe(false);
    await activateUser(admin, { id: idOf(user) });
    expect((await loadActor('auth0|ana'))?.isActive).toBe(true);
    expect(await loadActor('auth0|nobody')).toBeNull();
  });
});

describe('users in the panel', () => {
  it('are invited by an admin alone, once per address', async () => {
    const invitation = await createUser(admin, {
      email: ' Bo@Example.org ',
      firstName: 'Bo',
      roles: ['support', 'admin'],
    });
    expect(invitation).toMatchObject({ email: 'bo@example.org', username: 'bo', roles: ['admin', 'support'] });
    await expect(createUser(admin, { email: 'bo@example.org' })).rejects.toMatchObject({ code: 'duplicate' });
    await expect(createUser(contextOf('support'), { email: 'x@y.zz' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createUser(admin, { email: 'x@y.zz', roles: ['root'] } as never)).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(createUser(admin, { email: 'x@y.zz', subject: 'a' } as never)).rejects.toMatchObject({
      fields: { subject: 'There is no such field.' },
    });
  });

  it('are edited at the revision that the form showed; a stale form learns what is stored now', async () => {
    const user = await createUser(admin, { email: 'bo@example.org', mobile: '0123 456' });
    const edited = await editUser(admin, { id: idOf(user), revision: 1, changes: { firstName: 'Bo', mobile: '' } });
    expect(edited).toMatchObject({ firstName: 'Bo', revision: 2 });
    expect(edited.mobile).toBeUndefined();
    await expect(editUser(admin, { id: idOf(user), revision: 1, changes: { firstName: 'Bob' } })).rejects.toMatchObject(
      {
        code: 'stale',
        meta: { expected: 1, actual: 2, theirs: { firstName: 'Bo' } },
      },
    );
    await expect(
      editUser(admin, { id: idOf(user), revision: 2, changes: { roles: ['admin'] } } as never),
    ).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('may be edited by nobody else, except shoppers their own data', async () => {
    const ana = await signInUser(door, claims({ roles: ['shopper'] }));
    const self = contextOf('shopper', {
      actor: { kind: 'user', id: idOf(ana), name: 'Ana', roles: ['shopper'] },
      source: 'shop',
    });
    const change = { id: idOf(ana), revision: 1, changes: { mobile: '0123456' } };
    expect(await editUser(self, change)).toMatchObject({ mobile: '0123456' });
    await expect(editUser(contextOf('shopper'), { ...change, revision: 9 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(editUser(contextOf('support'), change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      editUser(self, { id: idOf(ana), revision: 2, changes: { email: 'other@example.org' } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('are deactivated, never oneself, never the last admin; coming back needs a new sign-in', async () => {
    const root = await anAdmin();
    const user = await signInUser(door, claims());
    await aSession('panel.1', idOf(user));
    await aSession('shop.1', idOf(user));
    await aSession('shop.2', 'somebody else');
    await deactivateUser(admin, { id: idOf(user) });
    await activateUser(admin, { id: idOf(user) });
    expect(await SessionModel.countDocuments({ ended: true })).toBe(2);
    await deactivateUser(admin, { id: idOf(user) });
    await expect(deactivateUser(admin, { id: idOf(user) })).rejects.toMatchObject({ code: 'illegal_move' });
    const rootHerself = contextOf('admin', { actor: { kind: 'user', id: idOf(root), name: 'Root', roles: ['admin'] } });
    await expect(deactivateUser(rootHerself, { id: idOf(root) })).rejects.toMatchObject({ code: 'own_account' });
    await expect(deactivateUser(admin, { id: idOf(root) })).rejects.toMatchObject({ code: 'last_admin' });
  });

  it('leave one admin who may come in, when the last two shut each other out at the same moment', async () => {
    const ways = [
      (ctx: RequestContext, id: string) => deactivateUser(ctx, { id }),
      (ctx: RequestContext, id: string) => changeRoles(ctx, { id, roles: ['support'] }),
      (ctx: RequestContext, id: string) => eraseUser(ctx, id, async () => undefined),
    ];
    for (const [round, first] of ways.entries()) {
      for (const [turn, second] of ways.entries()) {
        await runOperation(admin, { action: 'users.test' }, () => UserModel.deleteMany({}));
        const [ann, bob] = [await anAdmin(`ann-${round}-${turn}`), await anAdmin(`bob-${round}-${turn}`)];
        const by = ({ _id, username }: StoredUser) =>
          contextOf('admin', { actor: { kind: 'user', id: String(_id), name: username, roles: ['admin'] } });
        const outcomes = await Promise.allSettled([first(by(ann), idOf(bob)), second(by(bob), idOf(ann))]);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'last_admin' } });
        expect(await UserModel.countDocuments({ roles: 'admin', isActive: true })).toBe(1);
      }
    }
  });

  it('get roles from an admin other than themselves, and not where the provider rules', async () => {
    const root = await anAdmin();
    const user = await createUser(admin, { email: 'bo@example.org' });
    expect((await changeRoles(admin, { id: idOf(user), roles: ['support', 'admin'] })).roles).toEqual([
      'admin',
      'support',
    ]);
    await changeRoles(admin, { id: idOf(user), roles: ['support'] });
    await expect(changeRoles(admin, { id: idOf(root), roles: [] })).rejects.toMatchObject({ code: 'last_admin' });
    await expect(changeRoles(contextOf('support'), { id: idOf(user), roles: ['admin'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const rootHerself = contextOf('admin', { actor: { kind: 'user', id: idOf(root), name: 'Root', roles: ['admin'] } });
    await expect(changeRoles(rootHerself, { id: idOf(root), roles: [] })).rejects.toMatchObject({
      code: 'own_account',
    });
    configureIdentity({ rolesFrom: 'claim', freshWithinSeconds: null });
    await expect(changeRoles(admin, { id: idOf(user), roles: ['admin'] })).rejects.toMatchObject({
      code: 'roles_managed_elsewhere',
    });
  });

  it('get roles only after a fresh second factor, where the settings ask for one', async () => {
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 600 });
    const user = await createUser(admin, { email: 'bo@example.org' });
    const grant = { id: idOf(user), roles: ['support' as const] };
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    for (const signedIn of [
      undefined,
      { at: minutesAgo(1), secondFactor: false },
      { at: minutesAgo(11), secondFactor: true },
    ]) {
      const ctx = contextOf('admin', signedIn ? { signedIn } : {});
      await expect(changeRoles(ctx, grant)).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
    }
    const fresh = contextOf('admin', { signedIn: { at: minutesAgo(5), secondFactor: true } });
    expect((await changeRoles(fresh, grant)).roles).toEqual(['support']);
    const readdressed = { id: idOf(user), revision: 2, changes: { email: 'somebody.else@example.org' } };
    await expect(editUser(contextOf('admin'), readdressed)).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
    expect(await editUser(fresh, readdressed)).toMatchObject({ email: 'somebody.else@example.org' });
  });

  it('are signed out everywhere by an admin or by themselves, on record', async () => {
    const user = await signInUser(door, claims());
    await aSession('panel.1', idOf(user));
    const self = contextOf('support', { actor: { kind: 'user', id: idOf(user), name: 'Ana', roles: ['support'] } });
    await expect(signOutEverywhere(contextOf('support'), { id: idOf(user) })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await signOutEverywhere(self, { id: idOf(user) })).toBe(1);
    expect(await endSessionsOf(idOf(user))).toBe(0);
    expect(
      await AuditLog.countDocuments({ action: 'users.signOutEverywhere', kind: 'action', entityId: idOf(user) }),
    ).toBe(1);
  });

  it('are deleted only while nothing refers to them', async () => {
    const invitation = await createUser(admin, { email: 'bo@example.org' });
    const signedIn = await signInUser(door, claims());
    const ordered = await createUser(admin, { email: 'buyer@example.org' });
    onUserReferenceCheck(async (id) => (id === idOf(ordered) ? '1 order is theirs' : null));
    await deleteUser(admin, { id: idOf(invitation), revision: 1 });
    await expect(deleteUser(admin, { id: idOf(signedIn) })).rejects.toMatchObject({ code: 'still_referenced' });
    await expect(deleteUser(admin, { id: idOf(ordered) })).rejects.toMatchObject({ meta: { by: '1 order is theirs' } });
    await expect(deleteUser(admin, { id: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' });
    expect(await UserModel.countDocuments()).toBe(2);
  });
});

describe('the first admin', () => {
  const shell = systemContext('admin:grant');

  it('is whoever the command line names: a user who is there, or an invitation', async () => {
    const user = await signInUser(door, claims({ roles: ['shopper'] }));
    expect(await grantAdmin(shell, { email: 'ANA@example.org' })).toMatchObject({
      invited: false,
      user: { roles: ['admin', 'shopper'] },
    });
    expect((await loadActor('auth0|ana'))?.actor.roles).toContain('admin');
    expect(idOf(user)).toBe((await loadActor('auth0|ana'))?.actor.id);
    expect(await grantAdmin(shell, { email: 'new@example.org' })).toMatchObject({
      invited: true,
      user: { roles: ['admin'] },
    });
    await expect(grantAdmin(admin, { email: 'x@example.org' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(grantAdmin(shell, { email: 'nobody' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('customers from the books', () => {
  it('are made once, without e-mail or sign-in, and called by their number', async () => {
    const ctx = systemContext('import', { source: 'import' });
    const first = await ensureCustomers(ctx, [
      { username: 'customer-1' },
      { username: 'customer-2', country: 'France' },
    ]);
    const again = await ensureCustomers(ctx, [{ username: 'customer-2' }, { username: 'customer-3' }]);
    expect(again.get('customer-2')).toBe(first.get('customer-2'));
    expect(await UserModel.countDocuments({ roles: 'shopper', email: { $exists: false } })).toBe(3);
    expect(personName({ username: 'customer-17850' })).toBe('Customer 17850');
  });
});

describe('users and sessions', () => {
  it.each(['users', 'sessions'])('have an index for every way in which %s are asked', async (name) => {
    const collection = collectionByName(name);
    expect(collection && (await unindexed(collection))).toEqual([]);
  });
});

describe('a session', () => {
  it('that has ended is not brought back by a request that was under way', async () => {
    await aSession('panel-1', 'u1');
    const session = await loadSession('panel-1');
    await endSessionsOf('u1');
    expect(await loadSession('panel-1')).toBeNull();
    await saveSession('panel-1', session as never, new Date(Date.now() + 60_000));
    expect(await loadSession('panel-1')).toBeNull();
    expect(await SessionModel.countDocuments()).toBe(1);
  });

  it('is over at its time, whether or not the database has removed it', async () => {
    await saveSession(
      'panel-2',
      { header: { iat: 0, uat: 0, exp: 0 }, data: { userId: 'u1' } },
      new Date(Date.now() - 1),
    );
    expect(await loadSession('panel-2')).toBeNull();
  });
});

async function aSession(_id: string, userId: string): Promise<void> {
  const header = { iat: 0, uat: 0, exp: 0 };
  await saveSession(_id, { header, data: { userId } }, new Date(Date.now() + 60_000));
}
