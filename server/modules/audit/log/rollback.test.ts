import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectDatabase, disconnectDatabase, ensureCollections } from '../../../platform/database.ts';
import { ask, holdBack, type Node, useReplicaSet } from '../../../testing/replica-set.ts';
import {
  expectWholeLog,
  sizeOfLog,
  untilAllSequenced,
  useSequencers,
  writeThings,
} from '../../../testing/sequencers.ts';
import { LogCheckpointModel } from './log.model.ts';

/** Promised: the log goes on within 15 s. */
const WITHIN = 15_000;
const DATABASE = 'rollback';

const set = useReplicaSet();
const sequencers = useSequencers(() => `${set.uri(DATABASE)}&monitorCommands=true`);
beforeAll(async () => {
  await connectDatabase(set.uri(DATABASE));
  await ensureCollections();
}, 120_000);
afterAll(() => disconnectDatabase());

/** What a node by itself holds of entries that wait for the log, whether or not they will stay. */
async function waitingOn({ port }: Node): Promise<number> {
  const pipeline = [{ $match: { logIndex: { $exists: false } } }, { $count: 'n' }];
  const command = { aggregate: 'auditLogs', pipeline, cursor: {}, readConcern: { level: 'local' } };
  const { cursor } = (await ask(port, command, DATABASE)) as { cursor: { firstBatch: { n: number }[] } };
  return cursor.firstBatch[0]?.n ?? 0;
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100))
    if (await holds().catch(() => false)) return;
  throw new Error(`${what} did not come about`);
}

describe('the log, when the database’s primary dies with entries that nobody else has', () => {
  it('takes in none of them, goes on within 15 s under the next primary, and stays one log when they are rolled back', async () => {
    sequencers.start();
    sequencers.start();
    await writeThings(400);
    await untilAllSequenced();
    const signed = await LogCheckpointModel.find().lean();
    const size = await sizeOfLog();

    const primary = await set.primary();
    const others = set.nodes().filter((node) => node !== primary);
    for (const node of others) await holdBack(node, 'alwaysOn');
    // What they have asked for already still reaches them.
    await sleep(6_000);
    const told: string[] = [];
    const unseen = writeThings(100, { onVisible: () => told.push('visible') }).then(() => told.push('done'));
    unseen.catch(() => undefined);
    await until(async () => (await waitingOn(primary)) === 100, 'a write that only the primary has');
    // Time for the sequencer to take them, if it did not wait for the majority.
    await sleep(2_500);
    expect(await waitingOn(primary)).toBe(100);
    // Others were let in by then, but nobody was told that it is done.
    expect(told).toEqual(['visible']);

    process.kill(primary.child.pid, 'SIGKILL');
    for (const node of others) await holdBack(node, 'off');
    const died = Date.now();
    // Whoever wrote what is lost was never told that it was done; the driver tries again until it is.
    await Promise.all([unseen, writeThings(100)]);
    expect(told).toEqual(['visible', 'visible', 'done']);
    await until(async () => (await sizeOfLog()) > size, 'a log that goes on');
    expect(Date.now() - died).toBeLessThan(WITHIN);
    await untilAllSequenced();

    await set.restart(primary);
    await until(async () => existsSync(join(primary.directory, 'rollback')), 'a rollback');
    await until(async () => (await ask(primary.port, { hello: 1 }))['secondary'] === true, 'a node that is back');
    await writeThings(100);
    await untilAllSequenced();
    expect(await sizeOfLog()).toBe(size + 300);
    await expectWholeLog();
    for (const { _id, note } of signed) expect(await LogCheckpointModel.findById(_id).lean()).toMatchObject({ note });
  }, 180_000);

  it('goes on within 15 s when its own leader dies in the same moment', async () => {
    await writeThings(1);
    sequencers.start();
    sequencers.start();
    await untilAllSequenced();
    const size = await sizeOfLog();
    await writeThings(500);
    const primary = await set.primary();
    await sequencers.killLeader();
    process.kill(primary.child.pid, 'SIGKILL');
    const died = Date.now();
    await until(async () => (await sizeOfLog()) >= size + 500, 'a log that goes on');
    expect(Date.now() - died).toBeLessThan(WITHIN);
    await untilAllSequenced();
    await expectWholeLog();
  }, 180_000);
});
