import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import type { TestParts } from './global-setup.ts';

/** Stops what global-setup.ts started and removes its data; from somebody else's database the run's own. */
export default async function stopTestParts(): Promise<void> {
  const parts = (globalThis as { testParts?: TestParts }).testParts;
  if (!parts?.hasDatabase) await dropTestDatabases();
  await Promise.all((parts?.children ?? []).map((child) => child.stop()));
  if (parts?.folder) rmSync(parts.folder, { recursive: true, force: true });
}

async function dropTestDatabases(): Promise<void> {
  const client = await mongoose.mongo.MongoClient.connect(process.env.TEST_MONGODB_URI ?? '');
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases)
    if (name.startsWith(process.env.TEST_DATABASES ?? ' ')) await client.db(name).dropDatabase();
  await client.close();
}
