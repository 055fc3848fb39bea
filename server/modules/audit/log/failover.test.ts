import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, useDatabase } from '../../../testing/harness.ts';
import { SequencedThing, testLogKey } from '../../../testing/sequencer-process.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { runOperation } from '../index.ts';
import { logState } from './log.model.ts';
import { verifierKey } from './signed-note.policy.ts';
import { verifyLog } from './verify-log.use-case.ts';

/** Promised: another one goes on within 15 s. */
const WITHIN = 15_000;
const seed = randomBytes(32).toString('base64');
const instances: Instance[] = [];

useDatabase();
afterEach(() => {
  for (const { child } of instances.splice(0)) child.kill('SIGKILL');
});

type Instance = { child: ChildProcess; onceGrowing: () => Promise<void>; grown: () => number };

/** An instance in a process of its own. */
function startInstance(): Instance {
  const { host, port, name } = mongoose.connection;
  const child = spawn(process.execPath, [resolve('server/testing/sequencer-process.ts')], {
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: `mongodb://${host}:${port}/${name}?replicaSet=rs0&monitorCommands=true`,
      LOG_SEED: seed,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout!);
  let grown = 0;
  lines.on('line', () => {
    grown += 1;
  });
  const onceGrowing = () => new Promise<void>((done) => lines.once('line', () => done()));
  const instance = { child, onceGrowing, grown: () => grown };
  instances.push(instance);
  return instance;
}

let written = 0;
const write = async (count: number) => {
  const things = Array.from({ length: count }, () => ({ n: written++, text: 'x'.repeat(200) }));
  await runOperation(contextOf('admin'), { action: 'sequencedThings.new' }, () => SequencedThing.insertMany(things));
};

const sizeOfLog = async () => (await logState.findOne({ _id: 'log' }))?.size ?? 0;

async function untilAllSequenced(): Promise<number> {
  const started = Date.now();
  while (await AuditLog.exists({ pending: true })) {
    if (Date.now() - started > 60_000)
      throw new Error(`${await AuditLog.countDocuments({ pending: true })} still wait`);
    await sleep(50);
  }
  return Date.now() - started;
}

/** Every index once, from 0 on, and the log as its checkpoints say. */
async function expectWholeLog(): Promise<void> {
  const entries = await AuditLog.find({}, { logIndex: 1 }).sort({ logIndex: 1 }).lean();
  expect(entries.map(({ logIndex }) => logIndex)).toEqual(entries.map((_entry, n) => n));
  expect(await sizeOfLog()).toBe(entries.length);
  expect((await verifyLog(verifierKey(testLogKey(seed)))).findings).toEqual([]);
}

describe('the sequencer’s leader, killed', () => {
  it('in the middle of growing the log, again and again: another goes on within 15 s, without gap, double or fork', async () => {
    startInstance();
    startInstance();
    for (let round = 0; round < 2; round += 1) {
      await write(500);
      const leader = await Promise.race(instances.map(async (one) => one.onceGrowing().then(() => one)));
      // In the transaction that has taken the log's state and not yet given it back.
      leader.child.kill('SIGKILL');
      instances.splice(instances.indexOf(leader), 1);
      startInstance();
      await write(500);
      expect(await untilAllSequenced()).toBeLessThan(WITHIN);
    }
    await expectWholeLog();
  }, 180_000);
});
