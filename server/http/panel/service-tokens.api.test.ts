import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { AuditLog } from '../../modules/audit/admin.ts';
import { ServiceTokenModel } from '../../modules/identity/admin.ts';
import { bearerOfServiceToken } from '../../modules/identity/index.ts';
import { useDatabase } from '../../testing/harness.ts';
import { newId, usePanel } from '../../testing/panel.ts';

useDatabase();
const panel = usePanel();

const NEW = '/admin/api/resources/serviceTokens/actions/new';
const formOf = (change: object = {}) => ({
  name: `Program ${newId()}`,
  role: 'support',
  expiresInDays: '30',
  scopes: ['orders.list'],
  ...change,
});

describe('a service token made in the panel', () => {
  it('tells its secret in the one answer: not when the click comes twice, not on its page, nowhere in the database', async () => {
    const body = { values: formOf(), requestKey: newId() };
    const first = await panel.post(NEW, body);
    expect(first.status).toBe(200);
    const secret: string = first.body.shownOnce;
    expect((await bearerOfServiceToken(secret)).fault).toBeUndefined();

    const again = await panel.post(NEW, body);
    expect([again.status, again.body.record.id, again.body.shownOnce]).toEqual([200, first.body.record.id, undefined]);
    expect(await ServiceTokenModel.countDocuments({ name: body.values.name })).toBe(1);

    const page = await panel.get(`/admin/api/resources/serviceTokens/records/${first.body.record.id}/show`);
    expect(page.body.record.values).toMatchObject({ state: 'active', lastUsedAt: expect.any(String) });
    expect(JSON.stringify(page.body)).not.toContain(secret);
    for (const { name } of await mongoose.connection.listCollections())
      expect(JSON.stringify(await mongoose.connection.collection(name).find({}).toArray())).not.toContain(secret);
  });

  it('says beside the field what is wrong with it', async () => {
    const faults: [object, string][] = [
      [{ name: '' }, 'name'],
      [{ expiresInDays: '9999' }, 'expiresInDays'],
      [{ scopes: [] }, 'scopes'],
      [{ scopes: ['users.changeRoles'] }, 'scopes'],
      [{ scopes: ['orders.refund'] }, 'scopes'],
    ];
    for (const [change, field] of faults) {
      const { status, body } = await panel.post(NEW, { values: formOf(change) });
      expect([change, status, Object.keys(body.error.fields)]).toEqual([change, 422, [field]]);
    }
  });

  it('is revoked once, with its entry, and its list says what became of each', async () => {
    const { body } = await panel.post(NEW, { values: formOf() });
    const revoke = `/admin/api/resources/serviceTokens/records/${body.record.id}/revoke`;
    expect((await panel.post(revoke, { values: {}, revision: 1 })).status).toBe(200);
    expect((await panel.post(revoke, { values: {}, revision: 2 })).body.error.code).toBe('illegal_move');
    expect((await bearerOfServiceToken(body.shownOnce)).fault?.code).toBe('token_revoked');
    expect(await AuditLog.distinct('action', { entityId: body.record.id, kind: 'change' })).toEqual([
      'serviceTokens.new',
      'serviceTokens.revoke',
    ]);
    const { body: list } = await panel.get('/admin/api/resources/serviceTokens/actions/list');
    expect(list.records.map(({ values }: { values: { state: string } }) => values.state)).toContain('revoked');
  });
});
