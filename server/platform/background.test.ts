import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { runOperation } from '../modules/audit/index.ts';
import { contextOf, useDatabase } from '../testing/harness.ts';
import { onCollectionChange, startChangeHub, stopChangeHub } from './change-stream.ts';
import { clock, fixedClock, setClock } from './clock.ts';
import { runOnce, startJobs } from './jobs.ts';
import { releaseLease, takeLease } from './lease.ts';
import { deliverOutbox, enqueue, onOutbox } from './outbox.ts';

useDatabase();

const heldByAnother = (name: string, until: Date) =>
  mongoose.connection.collection('leases').insertOne({ _id: name as never, holder: 'another', token: 7, until });

describe('a lease', () => {
  it('is renewed by its holder under the same token, and free again once released', async () => {
    const first = await takeLease('a', 60_000);
    expect(await takeLease('a', 60_000)).toEqual(first);
    await releaseLease(first!);
    expect(await takeLease('a', 60_000)).not.toBeNull();
  });

  it('is refused while another holds it, and taken with a higher token once it ran out', async () => {
    await heldByAnother('b', new Date(Date.now() + 60_000));
    expect(await takeLease('b', 1_000)).toBeNull();
    await heldByAnother('c', new Date(Date.now() - 1));
    expect(await takeLease('c', 1_000)).toEqual({ name: 'c', token: 8 });
  });

  it('keeps a job from running on two instances', async () => {
    let runs = 0;
    const job = {
      name: 'count',
      everyMilliseconds: 1_000,
      run: async () => {
        runs += 1;
      },
    };
    await heldByAnother('job:count', new Date(Date.now() + 60_000));
    await runOnce(job);
    expect(runs).toBe(0);
    // One with a lease of its own sees to that by itself.
    await runOnce({ ...job, ownLease: true });
    expect(runs).toBe(1);
  });

  it('has a steady job that took longer than its interval run again at once, and no two runs side by side', async () => {
    const begun: number[] = [];
    let running = 0;
    const run = async () => {
      running += 1;
      expect(running).toBe(1);
      begun.push(performance.now());
      await sleep(400);
      running -= 1;
    };
    const jobs = startJobs([{ name: 'slow', everyMilliseconds: 390, steady: true, ownLease: true, run }]);
    while (begun.length < 3) await sleep(20);
    await jobs.stop();
    const [first = 0, , third = 0] = begun;
    // With the pause after each run it would be 1,580 ms.
    expect(third - first).toBeLessThan(1_500);
    expect(begun.length).toBe(3);
  });
});

describe('the outbox', () => {
  it('delivers what committed, not what was rolled back', async () => {
    const seen: unknown[] = [];
    onOutbox('greet', async (payload) => {
      seen.push(payload['who']);
    });
    await runOperation(contextOf(), { action: 'test.greet' }, () => enqueue('greet', { who: 'Ana' }));
    const rolledBack = runOperation(contextOf(), { action: 'test.greet' }, async () => {
      await enqueue('greet', { who: 'nobody' });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await deliverOutbox();
    expect(seen).toEqual(['Ana']);
  });

  it('tries a failed message again later and keeps it until then', async () => {
    const time = fixedClock(clock.now());
    setClock(time);
    let tries = 0;
    onOutbox('flaky', async () => {
      tries += 1;
      if (tries === 1) throw new Error('not yet');
    });
    await enqueue('flaky', {});
    await deliverOutbox();
    await deliverOutbox();
    expect(tries).toBe(1);
    time.advance(2_000);
    expect(await deliverOutbox()).toBe(1);
    expect(tries).toBe(2);
    setClock();
  });
});

describe('the change hub', () => {
  it('asks the database for nothing where nobody listens', async () => {
    startChangeHub();
    await sleep(300);
    expect(await openStreams()).toBe(0);
    await stopChangeHub();
  });

  it('tells each listener of its own collections only', async () => {
    const seen: string[] = [];
    const stop = onCollectionChange(['hubThings'], (event) => void seen.push(event.operationType));
    startChangeHub();
    await sleep(300);
    await mongoose.connection.collection('hubOthers').insertOne({ x: 1 });
    await mongoose.connection.collection('hubThings').insertOne({ x: 1 });
    for (let waited = 0; seen.length === 0 && waited < 5_000; waited += 50) await sleep(50);
    expect(seen).toEqual(['insert']);
    expect(await openStreams()).toBe(1);
    stop();
    await stopChangeHub();
  });

  /** How many streams of this database the server keeps, working or waiting. */
  async function openStreams(): Promise<number> {
    const ops = await mongoose.connection
      .getClient()
      .db('admin')
      .aggregate(
        [
          { $currentOp: { idleCursors: true, localOps: true } },
          { $match: { ns: { $regex: `^${mongoose.connection.name}\\.` } } },
        ],
        { readConcern: { level: 'local' } },
      )
      .toArray();
    const streams = ops.filter((op) =>
      JSON.stringify(op['cursor']?.originatingCommand ?? op['command'])?.includes('$changeStream'),
    );
    return new Set(streams.map((op) => String(op['cursor']?.cursorId))).size;
  }
});
