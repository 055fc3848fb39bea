import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { KilledThing, raisePrices } from '../../testing/killed-operation.ts';
import { AuditLog } from './audit-entry.model.ts';
import {
  auditedModel,
  registerChunkHandler,
  resumeOperation,
  runChunkedOperation,
  runOperation,
  undoOperation,
} from './index.ts';
import { Operation } from './operation-journal.model.ts';
import { Lane } from './operation-lane.model.ts';
import { stopAbandoned } from './resume-operation.use-case.ts';
import { verifyFolds } from './verify-folds.use-case.ts';

const Shop = auditedModel(
  'UndoShop',
  'undoShops',
  new Schema<{ name: string; tags?: string[]; best?: unknown }>({
    name: { type: String, unique: true },
    tags: { type: [String], default: undefined },
    best: { type: Schema.Types.ObjectId, ref: 'killedThings' },
  }),
  { shardKey: '_id' },
);

useDatabase();
const admin = contextOf('admin');
const RECORDS = 2_000;

beforeEach(async () => {
  for (const model of [AuditLog, KilledThing, Lane, Operation, Shop])
    await (model as typeof AuditLog).collection.deleteMany({});
});

async function buildThings(count: number) {
  const things = Array.from({ length: count }, (_, n) => ({ n, price: 100 }));
  for (let at = 0; at < count; at += 500)
    await runOperation(admin, { action: 'killedThings.new' }, () => KilledThing.insertMany(things.slice(at, at + 500)));
}

/** Starts the operation in a process of its own and kills that in the middle of the third chunk that is begun. */
async function killHalfWay({ sideBySide = false } = {}) {
  const { host, port, name } = mongoose.connection;
  const child = spawn(process.execPath, [resolve('server/testing/killed-operation.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      MONGODB_URI: `mongodb://${host}:${port}/${name}?replicaSet=rs0`,
      TELL_WHEN_HALF_WAY: '1',
      ...(sideBySide ? { SIDE_BY_SIDE: '1' } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((done) => child.once('exit', done));
  const told: { chunk: string; session: string }[] = [];
  for await (const line of createInterface(child.stdout)) {
    told.push(JSON.parse(line));
    if (new Set(told.map(({ chunk }) => chunk)).size === 3) child.kill('SIGKILL');
  }
  await gone;
  // MongoDB ends the transaction of a client that went away after a minute; here at once.
  const sessions = new Set(told.map(({ session }) => session));
  const ids = [...sessions].map((session) => new mongoose.mongo.UUID(Buffer.from(session, 'hex')));
  const server = mongoose.connection.getClient().db('admin');
  await server.command({ killSessions: ids.map((id) => ({ id })) });
  // A commit that was on its way when its process went may still be carried out.
  const underWay = [{ $currentOp: { idleSessions: false } }, { $match: { 'lsid.id': { $in: ids } } }];
  while ((await server.aggregate(underWay, { readConcern: { level: 'local' } }).toArray()).length > 0) await sleep(10);
}

const prices = async () =>
  Object.fromEntries(
    (
      await KilledThing.aggregate<{ _id: number; n: number }>([
        { $sortByCount: '$price' },
        { $project: { n: '$count' } },
      ])
    )
      .map(({ _id, n }) => [_id, n])
      .sort(),
  );
const problems = async () => (await verifyFolds()).findings;
const entriesWith = (action: string) => AuditLog.find({ action }).lean();

describe('an operation whose process was killed', () => {
  beforeEach(async () => {
    await buildThings(RECORDS);
    await killHalfWay();
  }, 120_000);

  it('shows where it stopped, and goes on from there', async () => {
    expect(await prices()).toEqual({ 100: 1_000, 107: 1_000 });
    expect(await problems()).toEqual([]);
    const [journal] = await Operation.find().lean();
    expect(journal).toMatchObject({ state: 'running', position: 1_000, done: 1_000, total: RECORDS });

    expect(await stopAbandoned()).toBe(0);
    await expect(resumeOperation(admin, journal!._id)).rejects.toMatchObject({ code: 'illegal_move' });
    expect(await stopAbandoned(0)).toBe(1);
    expect(await Operation.findById(journal!._id).lean()).toMatchObject({ state: 'stopped', stoppedBy: 'abandoned' });

    expect(await resumeOperation(admin, journal!._id)).toMatchObject({ done: RECORDS, failed: [] });
    expect(await prices()).toEqual({ 107: RECORDS });
    expect(await Operation.findById(journal!._id).lean()).toMatchObject({ state: 'done', position: RECORDS });
    expect(await AuditLog.countDocuments({ operationId: journal!._id })).toBe(RECORDS);
    expect(await problems()).toEqual([]);
    expect(await entriesWith('operations.stop')).toMatchObject([
      { entityId: journal!._id, detail: { position: 1_000 } },
    ]);
    expect(await entriesWith('operations.resume')).toMatchObject([
      { entityId: journal!._id, performedBy: { name: 'Test admin' } },
    ]);
  }, 120_000);

  it('can be undone instead, as far as it got', async () => {
    const [journal] = await Operation.find().lean();
    await expect(undoOperation(admin, journal!._id)).rejects.toMatchObject({ code: 'illegal_move' });
    await stopAbandoned(0);
    const undone = await undoOperation(admin, journal!._id);
    expect(undone).toMatchObject({ done: 1_000, failed: [] });
    expect(await prices()).toEqual({ 100: RECORDS });
    expect(await Operation.findById(journal!._id).lean()).toMatchObject({
      state: 'undone',
      undoneBy: undone.operationId,
    });
    expect(await problems()).toEqual([]);
    const entries = await AuditLog.find({ operationId: undone.operationId, kind: 'change' }).lean();
    expect(entries).toHaveLength(1_000);
    expect(entries[0]).toMatchObject({ action: 'operations.undo', revision: 3, detail: { undoes: journal!._id } });
    await expect(undoOperation(admin, journal!._id)).rejects.toMatchObject({ code: 'illegal_move' });
    await expect(resumeOperation(admin, journal!._id)).rejects.toMatchObject({ code: 'illegal_move' });
  }, 120_000);
});

describe('an operation of two lanes whose process was killed', () => {
  const lanes = () => Lane.find().sort({ _id: 1 }).lean();

  beforeEach(async () => {
    await buildThings(RECORDS);
    await killHalfWay({ sideBySide: true });
  }, 120_000);

  it('has whole chunks done in both, is stopped with their sum, and goes on from there', async () => {
    const raised = (await prices())[107] ?? 0;
    expect([500, 1_000]).toContain(raised);
    expect(await problems()).toEqual([]);
    const [journal] = await Operation.find().lean();
    const left = await lanes();
    expect(left.map(({ end }) => end)).toEqual([1_000, RECORDS]);
    expect(left.reduce((sum, { done }) => sum + done, 0)).toBe(raised);

    expect(await stopAbandoned(0)).toBe(1);
    const stopped = { state: 'stopped', position: raised, done: raised };
    expect(await Operation.findById(journal!._id).lean()).toMatchObject(stopped);
    expect(await entriesWith('operations.stop')).toMatchObject([{ detail: { position: raised } }]);
    expect(await resumeOperation(admin, journal!._id)).toMatchObject({ done: RECORDS, failed: [] });
    expect(await prices()).toEqual({ 107: RECORDS });
    expect(await AuditLog.countDocuments({ operationId: journal!._id })).toBe(RECORDS);
    const done = { state: 'done', position: RECORDS, done: RECORDS };
    expect(await Operation.findById(journal!._id).lean()).toMatchObject(done);
    expect(await lanes()).toEqual([]);
    expect(await problems()).toEqual([]);
  }, 120_000);

  it('can be undone instead, as far as both got', async () => {
    const [journal] = await Operation.find().lean();
    const raised = (await prices())[107] ?? 0;
    await stopAbandoned(0);
    expect(await undoOperation(admin, journal!._id)).toMatchObject({ done: raised, failed: [] });
    expect(await prices()).toEqual({ 100: RECORDS });
    expect(await lanes()).toEqual([]);
    expect(await problems()).toEqual([]);
  }, 120_000);
});

describe('an operation of two lanes', () => {
  const raise = async (chunk: string[]) => {
    await KilledThing.updateMany({ _id: { $in: chunk } }, { $inc: { price: 1 } });
    return { done: chunk.length };
  };
  const itemsOf = async () =>
    (await KilledThing.find({}, { _id: 1 }).sort({ n: 1 }).lean()).map(({ _id }) => String(_id));
  const spec = { action: 'killedThings.lanes', sideBySide: true };

  it('works on two chunks at a time and tells how far both have come', async () => {
    await buildThings(1_700);
    let [underWay, most] = [0, 0];
    const told: number[] = [];
    const onProgress = (position: number) => void told.push(position);
    const result = await runChunkedOperation(admin, { ...spec, items: await itemsOf(), onProgress }, async (chunk) => {
      underWay += 1;
      most = Math.max(most, underWay);
      return raise(chunk).finally(() => {
        underWay -= 1;
      });
    });
    expect(result).toMatchObject({ done: 1_700, failed: [] });
    expect(most).toBe(2);
    expect(told.toSorted((a, b) => a - b)).toEqual(told);
    expect(told.at(-1)).toBe(1_700);
    expect(await prices()).toEqual({ 101: 1_700 });
    expect(await Operation.findById(result.operationId).lean()).toMatchObject({ state: 'done', done: 1_700 });
    expect(await problems()).toEqual([]);
  });

  it('stops as a whole where one chunk fails, with the other one brought to its end, and goes on later', async () => {
    await buildThings(2_000);
    const items = await itemsOf();
    let failing = true;
    const work = async (chunk: string[]) => {
      if (failing && chunk.includes(items[500]!)) throw new Error('the plug was pulled');
      return raise(chunk);
    };
    registerChunkHandler(spec.action, (_ctx, chunk) => work(chunk));
    await expect(runChunkedOperation(admin, { ...spec, items })).rejects.toThrow('the plug was pulled');
    const { _id, state, position, done } = (await Operation.findOne({ action: spec.action }).lean())!;
    expect({ state, position, done }).toEqual({ state: 'stopped', position: done, done: (await prices())[101] });
    failing = false;
    expect(await resumeOperation(admin, _id)).toMatchObject({ done: 2_000 });
    expect(await prices()).toEqual({ 101: 2_000 });
    expect(await problems()).toEqual([]);
  });

  it('lets nobody go on in either lane who was taken for gone', async () => {
    await buildThings(2_000);
    const items = await itemsOf();
    let begun = 0;
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const slow = runChunkedOperation(admin, { ...spec, action: 'killedThings.held', items }, async (chunk) => {
      begun += 1;
      const result = await raise(chunk);
      if (begun > 2) await held;
      return result;
    });
    const refused = expect(slow).rejects.toMatchObject({ code: 'operation_taken_over' });
    while (begun < 4) await new Promise((done) => setTimeout(done, 20));
    expect(await stopAbandoned(0)).toBe(1);
    letGo();
    await refused;
    expect(await prices()).toEqual({ 100: 1_000, 101: 1_000 });
    expect(await Operation.findOne({ action: 'killedThings.held' }).lean()).toMatchObject({
      state: 'stopped',
      done: 1_000,
    });
    expect(await problems()).toEqual([]);
  });
});

describe('an operation that somebody else has taken on', () => {
  it('does not go on beside them: its next chunk is thrown away', async () => {
    await buildThings(1_000);
    const items = (await KilledThing.find({}, { _id: 1 }).lean()).map(({ _id }) => String(_id));
    const work = async (chunk: string[]) => {
      await KilledThing.updateMany({ _id: { $in: chunk } }, { $inc: { price: 1 } });
      return { done: chunk.length };
    };
    const onProgress = () => void 0;
    let chunks = 0;
    const slow = runChunkedOperation(admin, { action: 'killedThings.slow', items, onProgress }, async (chunk) => {
      chunks += 1;
      if (chunks === 2) await new Promise((done) => setTimeout(done, 300));
      return work(chunk);
    });
    while (!(await Operation.exists({ position: 500 }))) await new Promise((done) => setTimeout(done, 20));
    await Operation.updateOne({ action: 'killedThings.slow' }, { $set: { state: 'stopped' } });
    await expect(slow).rejects.toMatchObject({ code: expect.stringMatching(/operation_taken_over|busy/) });
    expect(await prices()).toEqual({ 100: 500, 101: 500 });
  });
});

describe('undoing', () => {
  const edit = <T>(work: () => Promise<T>) => runOperation(admin, { action: 'undoShops.edit' }, work);
  const operationOf = async (action: string) => String((await AuditLog.findOne({ action }).lean())?.operationId);
  const names = async () => (await Shop.find().sort({ name: 1 }).lean()).map(({ name }) => name);

  it('takes back what was made, changed and deleted, and leaves what changed since', async () => {
    await edit(() => Shop.insertMany([{ name: 'a', tags: ['x'] }, { name: 'b' }, { name: 'c' }]));
    await runOperation(admin, { action: 'undoShops.mixed' }, async () => {
      await Shop.updateOne({ name: 'a' }, { $unset: { tags: 1 }, $set: { name: 'a2' } });
      await Shop.updateOne({ name: 'b' }, { name: 'b2', tags: ['y'] });
      await Shop.deleteOne({ name: 'c' });
      await Shop.create({ name: 'd' });
    });
    await edit(() => Shop.updateOne({ name: 'b2' }, { name: 'b3' }));
    const id = await operationOf('undoShops.mixed');

    const result = await undoOperation(admin, id);
    expect(result).toMatchObject({ done: 3, failed: [{ code: 'changed_since' }] });
    expect(await names()).toEqual(['a', 'b3', 'c']);
    expect(await Shop.findOne({ name: 'a' }).lean()).toMatchObject({ tags: ['x'], revision: 3 });
    expect(await problems()).toEqual([]);

    // What was undone was changed since: a second time there is nothing left of it.
    expect(await undoOperation(admin, id)).toMatchObject({ done: 0 });
    // An undo is an operation like others.
    await undoOperation(admin, result.operationId);
    expect(await names()).toEqual(['a2', 'b3', 'd']);
    expect(await problems()).toEqual([]);
  });

  it('keeps what others refer to by now, and what would be there twice', async () => {
    await buildThings(1);
    const best = await KilledThing.findOne().lean();
    await edit(() => Shop.create({ name: 'a' }));
    await runOperation(admin, { action: 'undoShops.rename' }, async () => {
      await Shop.updateOne({ name: 'a' }, { name: 'z' });
    });
    await edit(() => Shop.create([{ name: 'a' }, { name: 'b', best: best?._id }], { ordered: true }));

    expect(await undoOperation(admin, await operationOf('killedThings.new'))).toMatchObject({
      done: 0,
      failed: [{ code: 'still_referenced', message: expect.stringMatching(/undoShops/) }],
    });
    expect(await undoOperation(admin, await operationOf('undoShops.rename'))).toMatchObject({
      done: 0,
      failed: [{ code: 'duplicate' }],
    });
    expect(await names()).toEqual(['a', 'b', 'z']);
    expect(await problems()).toEqual([]);
  });

  it('is for those who may, on what they may', async () => {
    await buildThings(1);
    const id = await operationOf('killedThings.new');
    await expect(undoOperation(contextOf('support'), id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(undoOperation(contextOf('inventory'), id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(undoOperation(admin, 'nothing')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leaves the operation as it was where nothing of it could be undone', async () => {
    await buildThings(3);
    const { operationId } = await raisePrices(1);
    await runOperation(admin, { action: 'killedThings.edit' }, () => KilledThing.updateMany({}, { price: 5 }));
    expect(await undoOperation(admin, operationId)).toMatchObject({ done: 0, failed: { length: 3 } });
    expect(await Operation.findById(operationId).lean()).toMatchObject({ state: 'done' });
  });
});
