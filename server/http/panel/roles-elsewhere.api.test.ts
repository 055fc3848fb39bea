import { afterEach, describe, expect, it } from '@jest/globals';
import { UserModel } from '../../modules/identity/admin.ts';
import { configureIdentity, createUser } from '../../modules/identity/index.ts';
import { systemContext } from '../../shared/request-context.ts';
import { useDatabase } from '../../testing/harness.ts';
import { newId, usePanel } from '../../testing/panel.ts';

useDatabase();
const panel = usePanel();

afterEach(() => configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null }));

describe('where roles are managed at the identity provider', () => {
  it('the panel shows them read-only and says where, and refuses to change or give them, on record', async () => {
    const user = await createUser(systemContext('test'), { email: `${newId()}@example.org`, roles: ['support'] });
    const record = `/admin/api/resources/staff/records/${String(user._id)}`;
    const offered = async () => {
      const { body } = await panel.get(`${record}/show`);
      const { recordActions, values } = body.record as { recordActions: { name: string }[]; values: object };
      return { values, changeable: recordActions.some(({ name }) => name === 'changeRoles') };
    };
    expect(await offered()).toMatchObject({ changeable: true, values: { roles: ['support'] } });

    configureIdentity({ rolesFrom: 'claim', freshWithinSeconds: null, providerName: 'Auth0' });
    expect(await offered()).toMatchObject({ changeable: false, values: { rolesManaged: 'managed in Auth0' } });
    const changed = await panel.post(`${record}/changeRoles`, { values: { roles: ['admin'] }, revision: 1 });
    expect([changed.status, changed.body.error]).toEqual([
      409,
      expect.objectContaining({
        code: 'roles_managed_elsewhere',
        message: 'Roles are managed in Auth0: give them there, and they hold from the person’s next sign-in on.',
      }),
    ]);
    expect(await panel.entriesOf(changed)).toMatchObject([{ kind: 'refusal', cause: 'roles_managed_elsewhere' }]);
    const edited = await panel.post(`${record}/edit`, { values: { roles: ['admin'] }, revision: 1 });
    expect(edited.status).toBeLessThan(500);
    const values = { email: `${newId()}@example.org`, roles: ['support'] };
    const added = await panel.post('/admin/api/resources/staff/actions/new', { values });
    expect([added.status, added.body.error.code]).toEqual([409, 'roles_managed_elsewhere']);
    expect((await UserModel.findById(user._id).lean())?.roles).toEqual(['support']);
  });
});
