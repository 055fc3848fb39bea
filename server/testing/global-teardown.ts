import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import type { TestParts } from './global-setup.ts';

/** Stops what global-setup.ts started and removes its data; from somebody else's database the run's own. */
export default async function stopTestParts(): Promise<void> {
  const { children, folder, own } = (globalThis as unknown as { testParts: TestParts }).testParts;
  if (!own.includes('TEST_MONGODB_URI')) await dropTestDatabases();
  await Promise.all(children.map((child) => child.stop()));
  if (folder) rmSync(folder, { recursive: true, force: true });
  // Whoever watches runs the tests again, on parts that are started anew.
  for (const name of own) delete process.env[name];
}

async function dropTestDatabases(): Promise<void> {
  const client = await mongoose.mongo.MongoClient.connect(process.env.TEST_MONGODB_URI ?? '');
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases)
    if (name.startsWith(process.env.TEST_DATABASES ?? ' ')) await client.db(name).dropDatabase();
  await client.close();
}
