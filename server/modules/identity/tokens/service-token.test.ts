import { afterEach, describe, expect, it } from '@jest/globals';
import { setClock } from '../../../platform/clock.ts';
import { ACTIONS, can, scopeOf, scopesFor } from '../../../shared/permissions.policy.ts';
import { contextOf, useDatabase } from '../../../testing/harness.ts';
import { AuditLog } from '../../audit/admin.ts';
import { undoOperation, verifyFolds } from '../../audit/index.ts';
import { configureIdentity } from '../identity.settings.ts';
import { createServiceToken } from './create-service-token.use-case.ts';
import { revokeServiceToken } from './revoke-service-token.use-case.ts';
import { bearerOfServiceToken, usesOf } from './service-token.service.ts';
import { TokenSecretModel } from './token-secret.model.ts';

useDatabase();

const admin = contextOf('admin');
let made = 0;
const order = () => ({
  name: `Report ${++made}`,
  role: 'support' as const,
  scopes: ['auditLogs.list', 'orders.list'],
  expiresInDays: 30,
});
const faultOf = async (secret: string) => (await bearerOfServiceToken(secret)).fault?.code;
const later = (days: number) => setClock({ now: () => new Date(Date.now() + days * 24 * 60 * 60 * 1000) });

afterEach(() => {
  setClock();
  configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
});

describe('a service token', () => {
  it('is a program by its name, with the rights of its role as far as its scopes name them', async () => {
    const { token, secret } = await createServiceToken(admin, order());
    const { actor, fault } = await bearerOfServiceToken(secret);
    expect(fault).toBeUndefined();
    expect(actor).toEqual({
      kind: 'token',
      id: String(token._id),
      name: token.name,
      roles: ['support'],
      scopes: ['auditLogs.list', 'orders.list'],
    });
    const allowed = ACTIONS.filter(({ resource, action }) => can(actor!, resource, action));
    expect(allowed.map(({ resource, action }) => scopeOf(resource, action))).toEqual(['orders.list', 'auditLogs.list']);
  });

  it('keeps its secret to the one answer: 32 random bytes, of which the database has a digest and the trail nothing', async () => {
    const { token, secret } = await createServiceToken(admin, order());
    expect(secret).toMatch(/^cf_[A-Za-z0-9_-]{43}$/);
    const entries = await AuditLog.find({ entityId: String(token._id) }).lean();
    expect(entries).toMatchObject([{ kind: 'change', action: 'serviceTokens.new' }]);
    const kept = await TokenSecretModel.find({ token: token._id }).lean();
    for (const stored of [token, entries, kept]) expect(JSON.stringify(stored)).not.toContain(secret.slice(3, 20));
    expect(JSON.stringify(entries)).not.toContain(kept[0]?._id);
    expect(secret.endsWith(token.hint.slice(-4))).toBe(true);
  });

  it('is refused at any other secret: wrong by a character, cut off, too long, empty', async () => {
    const { secret } = await createServiceToken(admin, order());
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    for (const given of [wrong, secret.slice(0, -1), `${secret}A`, 'cf_', ''])
      expect([given, await faultOf(given)]).toEqual([given, 'token_unknown']);
  });

  it('ends at its time, and at once and for good when revoked, also where the revoking is undone', async () => {
    const first = await createServiceToken(admin, order());
    later(29);
    expect(await faultOf(first.secret)).toBeUndefined();
    later(30.01);
    expect(await faultOf(first.secret)).toBe('token_expired');
    setClock();

    const second = await createServiceToken(admin, order());
    const id = String(second.token._id);
    await revokeServiceToken(admin, { id, revision: 1 });
    expect(await faultOf(second.secret)).toBe('token_revoked');
    await expect(revokeServiceToken(admin, { id })).rejects.toMatchObject({ code: 'illegal_move' });
    const revoking = await AuditLog.findOne({ entityId: id, action: 'serviceTokens.revoke' }).lean();
    await undoOperation(admin, String(revoking?.operationId));
    expect(await faultOf(second.secret)).toBe('token_revoked');
    expect((await usesOf([second.token])).get(id)?.state).toBe('revoked');
  });

  it('tells when it was used last, noted once a minute whatever comes in at once, and never as a change', async () => {
    const { token, secret } = await createServiceToken(admin, order());
    const lastUse = async () => (await usesOf([token])).get(String(token._id))?.lastUsedAt?.getTime();
    expect(await lastUse()).toBeUndefined();
    const start = Date.now();
    setClock({ now: () => new Date(start) });
    await Promise.all(Array.from({ length: 10 }, () => bearerOfServiceToken(secret)));
    setClock({ now: () => new Date(start + 59_000) });
    await bearerOfServiceToken(secret);
    expect(await lastUse()).toBe(start);
    setClock({ now: () => new Date(start + 60_000) });
    await bearerOfServiceToken(secret);
    expect(await lastUse()).toBe(start + 60_000);
    expect(await AuditLog.countDocuments({ entityId: String(token._id) })).toBe(1);
    expect((await verifyFolds()).findings).toEqual([]);
  });

  it('is made and revoked by an admin in person alone, and only with scopes that its role has', async () => {
    for (const role of ['inventory', 'support', 'shopper'] as const) {
      await expect(createServiceToken(contextOf(role), order())).rejects.toMatchObject({ code: 'forbidden' });
      await expect(revokeServiceToken(contextOf(role), { id: '0'.repeat(24) })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    for (const role of ['admin', 'inventory', 'support'] as const)
      expect(
        scopesFor([role]).filter((scope) => /^serviceTokens\.(new|revoke)|changeRoles|unmask|erase/.test(scope)),
      ).toEqual([]);
    const faults: [object, string][] = [
      [{ scopes: ['orders.refund'] }, 'scopes'],
      [{ scopes: ['rockets.launch'] }, 'scopes.0'],
      [{ scopes: [] }, 'scopes'],
      [{ name: 'x' }, 'name'],
      [{ name: '<b>bold</b>' }, 'name'],
      [{ expiresInDays: 0 }, 'expiresInDays'],
      [{ expiresInDays: 367 }, 'expiresInDays'],
      [{ role: 'shopper' }, 'role'],
    ];
    for (const [change, field] of faults) {
      const refused = await createServiceToken(admin, { ...order(), ...change } as never).catch((error) => error);
      expect([change, refused.code, Object.keys(refused.fields ?? {})]).toEqual([change, 'invalid', [field]]);
    }
  });

  it('has a name of its own, also where two of one name are made at once', async () => {
    const same = { ...order(), name: 'Twin' };
    const outcomes = await Promise.allSettled([createServiceToken(admin, same), createServiceToken(admin, same)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'duplicate' } });
  });

  it('is made only after a fresh second factor, where the settings ask for one', async () => {
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: 300 });
    await expect(createServiceToken(admin, order())).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
    const proved = contextOf('admin', { signedIn: { at: new Date(), secondFactor: true } });
    await expect(createServiceToken(proved, order())).resolves.toMatchObject({ token: { role: 'support' } });
  });
});
