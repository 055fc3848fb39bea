import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect } from '@jest/globals';
import { AuditLog } from '../modules/audit/admin.ts';
import { runOperation } from '../modules/audit/index.ts';
import { logState, UNLOGGED } from '../modules/audit/log/log.model.ts';
import { verifierKey } from '../modules/audit/log/signed-note.policy.ts';
import { verifyLog } from '../modules/audit/log/verify-log.use-case.ts';
import { contextOf } from './harness.ts';
import { SequencedThing, testLogKey } from './sequencer-process.ts';

/* Instances of the log's writer in processes of their own, for tests that kill them. */
export type Instance = { child: ChildProcess; onceGrowing: () => Promise<void> };

const seed = randomBytes(32).toString('base64');

/** Starts instances on the database of this address, and ends those that are left after each test. */
export function useSequencers(uri: () => string) {
  const instances: Instance[] = [];
  afterEach(() => {
    for (const { child } of instances.splice(0)) child.kill('SIGKILL');
  });
  const start = (): Instance => {
    const child = spawn(process.execPath, [resolve('server/testing/sequencer-process.ts')], {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        MONGODB_URI: uri(),
        LOG_SEED: seed,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout!);
    const instance = { child, onceGrowing: () => new Promise<void>((done) => lines.once('line', () => done())) };
    instances.push(instance);
    return instance;
  };
  return {
    start,
    /** Waits until one of them grows the log and kills it in its transaction; another one stands by from then on. */
    async killLeader(): Promise<void> {
      const leader = await Promise.race(instances.map(async (one) => one.onceGrowing().then(() => one)));
      leader.child.kill('SIGKILL');
      instances.splice(instances.indexOf(leader), 1);
      start();
    },
  };
}

let written = 0;

export async function writeThings(count: number, options: { onVisible?: () => void } = {}): Promise<void> {
  const things = Array.from({ length: count }, () => ({ n: written++, text: 'x'.repeat(200) }));
  const spec = { action: 'sequencedThings.new' };
  await runOperation(contextOf('admin'), spec, () => SequencedThing.insertMany(things), options);
}

export const sizeOfLog = async (): Promise<number> => (await logState.findOne({ _id: 'log' }))?.size ?? 0;

/** Answers how many milliseconds it took until nothing waited for the log. */
export async function untilAllSequenced(): Promise<number> {
  const started = Date.now();
  while (await AuditLog.exists(UNLOGGED)) {
    if (Date.now() - started > 60_000) throw new Error(`${await AuditLog.countDocuments(UNLOGGED)} still wait`);
    await sleep(50);
  }
  return Date.now() - started;
}

/** Every index once, from 0 on, and the log as its checkpoints say. */
export async function expectWholeLog(): Promise<void> {
  const entries = await AuditLog.find({}, { logIndex: 1 }).sort({ logIndex: 1 }).lean();
  expect(entries.map(({ logIndex }) => logIndex)).toEqual(entries.map((_entry, n) => n));
  expect(await sizeOfLog()).toBe(entries.length);
  expect((await verifyLog(verifierKey(testLogKey(seed)))).findings).toEqual([]);
}
