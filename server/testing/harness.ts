import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import mongoose from 'mongoose';
import { connectDatabase, disconnectDatabase, ensureCollections } from '../platform/database.ts';
import type { RequestContext, Role } from '../shared/request-context.ts';

/** Gives a test file a database of its own on the run's real replica set, with every collection its imports declare; dropped at the end. */
export function useDatabase(): void {
  beforeAll(async () => {
    const base = process.env['TEST_MONGODB_URI'];
    if (!base) throw new Error('TEST_MONGODB_URI is not set: run the tests with npm test or npm run test:quick');
    const uri = new URL(base);
    uri.pathname = `/cf_test_${randomBytes(6).toString('hex')}`;
    await connectDatabase(uri.toString());
    await ensureCollections();
  }, 60_000);
  afterAll(async () => {
    await mongoose.connection.db?.dropDatabase();
    await disconnectDatabase();
  });
}

/** The context of a signed-in person with the given roles. */
export function contextOf(role: Role | Role[] = 'admin', overrides: Partial<RequestContext> = {}): RequestContext {
  const roles = [role].flat();
  return {
    actor: { kind: 'user', id: `test-${roles.join('-')}`, name: `Test ${roles.join(' ')}`, roles },
    ip: '127.0.0.1',
    userAgent: 'jest',
    requestId: `test-${randomBytes(4).toString('hex')}`,
    source: 'panel',
    ...overrides,
  };
}

/** The context of someone who has not signed in. */
export const guestContext = (overrides: Partial<RequestContext> = {}): RequestContext =>
  contextOf([], { actor: { kind: 'guest', id: null, name: 'guest', roles: [] }, source: 'api', ...overrides });
