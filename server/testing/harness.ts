import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import mongoose from 'mongoose';
import { connectDatabase, disconnectDatabase, ensureCollections } from '../platform/database.ts';
import type { RequestContext, Role } from '../shared/request-context.ts';

/**
 * Gives a test file a database on the run's real replica set, empty, with every collection its imports declare. The files that a worker runs one
 * after the other get the same one: making 39 collections and 140 indexes anew takes seconds, emptying them takes none.
 */
export function useDatabase(): void {
  beforeAll(async () => {
    const base = process.env['TEST_MONGODB_URI'];
    if (!base) throw new Error('TEST_MONGODB_URI is not set: run the tests with npm test or npm run test:quick');
    const uri = new URL(base);
    uri.pathname = `/${process.env['TEST_DATABASES']}${process.env['JEST_WORKER_ID']}`;
    await connectDatabase(uri.toString());
    await emptyDatabase();
    // Another test file may have declared its own collection under the same name.
    for (const undeclared of await ensureCollections()) {
      const [collection = '', ...index] = undeclared.split('.');
      await mongoose.connection.collection(collection).dropIndex(index.join('.'));
    }
  }, 60_000);
  afterAll(disconnectDatabase);
}

/** Above this many records a collection is made anew faster than it is emptied. */
const MANY = 1_000;

async function emptyDatabase(): Promise<void> {
  const left = (await mongoose.connection.db?.collections()) ?? [];
  await Promise.all(
    left.map(async (collection) => {
      if ((await collection.estimatedDocumentCount()) > MANY) await collection.drop();
      else await collection.deleteMany({});
    }),
  );
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
