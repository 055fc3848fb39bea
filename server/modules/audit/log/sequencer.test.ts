import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { contextOf, guestContext, useDatabase } from '../../../testing/harness.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { auditedModel, ledgerModel, recordRefusal, runOperation } from '../index.ts';
import { leafOf } from '../leaf.policy.ts';
import { appendPending } from './append.service.ts';
import { LogStateModel, logQueue, logState } from './log.model.ts';
import { markTaken } from './mark-taken.service.ts';
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.policy.ts';
import {
  latestCheckpoint,
  proveConsistency,
  proveInclusion,
  readBundle,
  readLeaf,
  readTile,
} from './read-log.service.ts';
import { sequence } from './sequencer.service.ts';
import { logKey, openCheckpoint, verifierKey } from './signed-note.policy.ts';
import { verifyLog } from './verify-log.use-case.ts';

const Item = auditedModel('LogItem', 'logItems', new Schema<{ n: number }>({ n: Number }), { shardKey: '_id' });
const Row = ledgerModel('LogRow', 'logRows', new Schema<{ n: number }>({ n: Number }), { shardKey: '_id' });

useDatabase();
const key = logKey('test/audit/log', randomBytes(32));
const ctx = contextOf('admin');
const write = <T>(work: () => Promise<T>) => runOperation(ctx, { action: 'logItems.edit' }, work);

const grow = async (token: number, size: number) =>
  (await mongoose.connection.withSession((session) => appendPending(session, token, size))).taken;

/** So many entries that wait each by its own mark: of operations too small for a list. */
async function writeMarked(count: number): Promise<void> {
  for (let at = 0; at < count; at += 10)
    await write(() => Item.insertMany(Array.from({ length: Math.min(10, count - at) }, () => ({ n: 1 }))));
}

beforeEach(async () => {
  for (const name of [
    'auditLogs',
    'logRows',
    'logState',
    'logBundles',
    'logTiles',
    'logCheckpoints',
    'logQueue',
    'leases',
  ]) {
    await mongoose.connection.collection(name).deleteMany({});
  }
});

/** A query of the sequencer's that is asked only once something else has happened. */
function delayed(query: { session(one: unknown): { lean(): Promise<unknown> } }, first: () => Promise<void>) {
  const lean = async (one: unknown) => {
    await first();
    return query.session(one).lean();
  };
  return { session: (one: unknown) => ({ lean: () => lean(one) }) };
}

async function openLatest() {
  const latest = await latestCheckpoint();
  return openCheckpoint(latest!.note, verifierKey(key))!;
}

describe('the sequencer', () => {
  it('takes entries and ledger rows into a signed log that proves each of them', async () => {
    for (let n = 0; n < 3; n += 1) {
      await write(() => Item.insertMany(Array.from({ length: 200 }, () => ({ n }))));
      await write(() => Row.insertMany([{ n }]));
      await sequence(key);
    }
    const { size, root } = await openLatest();
    expect(size).toBe(603);
    expect(await AuditLog.countDocuments({ pending: true })).toBe(0);
    for (const entry of await AuditLog.collection.find({}).limit(50).toArray()) {
      const index = (entry as unknown as { logIndex: number }).logIndex;
      expect(await readLeaf(index)).toBe(leafOf(entry as never));
      const leaf = leafHash(Buffer.from(leafOf(entry as never)));
      expect(verifyInclusion(leaf, index, size, await proveInclusion(index, size), root)).toBe(true);
    }
  });

  it('keeps every earlier checkpoint a beginning of the later ones', async () => {
    const seen: { size: number; root: Buffer }[] = [];
    for (let n = 0; n < 4; n += 1) {
      await write(() => Item.insertMany(Array.from({ length: 130 }, () => ({ n }))));
      await sequence(key);
      seen.push(await openLatest());
    }
    const last = seen.at(-1)!;
    for (const { size, root } of seen) {
      expect(verifyConsistency(size, last.size, root, last.root, await proveConsistency(size, last.size))).toBe(true);
    }
  });

  it('keeps a record’s revisions in their order though they commit together with others', async () => {
    const { _id } = await write(() => Item.create({ n: 0 }));
    await Promise.all(Array.from({ length: 15 }, () => write(() => Item.updateOne({ _id }, { $inc: { n: 1 } }))));
    await sequence(key);
    const entries = await AuditLog.find({ entityId: String(_id), revision: { $exists: true } })
      .sort({ logIndex: 1 })
      .lean();
    expect(entries.map((entry) => entry.revision)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
  });

  it('leaves a folded refusal alone while it may still grow', async () => {
    await recordRefusal(guestContext(), { entity: 'orders', action: 'orders.list', cause: 'unauthenticated' });
    await sequence(key);
    expect(await AuditLog.countDocuments({ pending: true })).toBe(1);
  });

  it('does not grow the log twice when two hold a token, and refuses the older one', async () => {
    await write(() => Item.insertMany(Array.from({ length: 50 }, () => ({ n: 1 }))));
    await Promise.allSettled([grow(1, 0), grow(2, 0), grow(2, 0)]);
    expect(await logState.findOne({ _id: 'log' })).toMatchObject({ size: 50 });
    await logState.updateOne({ _id: 'log' }, { $set: { token: 9 } });
    await write(() => Item.create({ n: 2 }));
    expect(await grow(3, 50)).toBe(0);
    expect(await logState.findOne({ _id: 'log' })).toMatchObject({ size: 50, token: 9 });
  });

  it('serves tiles and bundles cut to the width that was asked for, and none beyond the log', async () => {
    await write(() => Item.insertMany(Array.from({ length: 300 }, () => ({ n: 1 }))));
    await sequence(key);
    expect(await readTile(0, 0, 256)).toHaveLength(256 * 32);
    expect(await readTile(0, 1, 44)).toHaveLength(44 * 32);
    expect(await readTile(1, 0, 1)).toHaveLength(32);
    expect(await readTile(0, 1, 45)).toBeNull();
    const bundle = await readBundle(1, 44);
    const first = bundle!.subarray(2, 2 + bundle!.readUInt16BE(0)).toString();
    expect(JSON.parse(first)).toMatchObject({ v: 1, kind: 'change', entity: 'logItems' });
    expect(await readBundle(2, 1)).toBeNull();
  });

  it('marks what it has grown by and signs the present size after a crash between growing and signing', async () => {
    await write(() => Item.insertMany(Array.from({ length: 200 }, () => ({ n: 1 }))));
    await writeMarked(100);
    await write(() => Row.insertMany([{ n: 1 }, { n: 2 }]));
    await grow(1, 0);
    expect(await latestCheckpoint()).toBeNull();
    expect(await AuditLog.countDocuments({ pending: true })).toBe(100);
    expect(await AuditLog.countDocuments({ logIndex: { $exists: true } })).toBe(200);
    await write(() => Item.create({ n: 2 }));
    await sequence(key);
    expect((await openLatest()).size).toBe(303);
    expect(await AuditLog.countDocuments({ pending: true })).toBe(0);
    const taken = [...(await AuditLog.find({}).lean()), ...(await Row.find({}).lean())] as { logIndex?: number }[];
    expect(taken.map(({ logIndex }) => logIndex).sort((a, b) => a! - b!)).toEqual(taken.map((_entry, n) => n));
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
  });

  it('goes on after a crash while it marked, and leaves what was marked as it is', async () => {
    await writeMarked(600);
    await grow(1, 0);
    await mongoose.connection.withSession((session) => markTaken(session, 100, 400));
    const marked = await AuditLog.find({ logIndex: { $exists: true } }, { logIndex: 1 })
      .sort({ _id: 1 })
      .lean();
    expect(marked).toHaveLength(412);
    await sequence(key);
    const now = await AuditLog.find({ _id: { $in: marked.map(({ _id }) => _id) } }, { logIndex: 1 }).sort({ _id: 1 });
    expect(now.map(({ logIndex }) => logIndex)).toEqual(marked.map(({ logIndex }) => logIndex));
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
  });

  it('takes nothing in while what it has grown by is not marked', async () => {
    await writeMarked(10);
    await write(() => Item.insertMany(Array.from({ length: 20 }, () => ({ n: 1 }))));
    await grow(1, 0);
    expect(await grow(1, 0)).toBe(0);
    expect(await grow(2, 0)).toBe(0);
    expect(await logState.findOne({ _id: 'log' })).toMatchObject({ size: 30 });
  });

  it('takes entries that were written together by their list, which goes with the growth', async () => {
    await write(() => Item.insertMany(Array.from({ length: 500 }, () => ({ n: 1 }))));
    expect(await AuditLog.countDocuments({ pending: true })).toBe(0);
    expect(await logQueue.countDocuments()).toBe(1);
    await mongoose.connection.withSession(async (session) => {
      expect(await appendPending(session, 1, 0)).toEqual({ taken: 500, areMarked: true });
    });
    expect(await logQueue.countDocuments()).toBe(0);
    const indexes = await AuditLog.find({}, { logIndex: 1 }).sort({ logIndex: 1 }).lean();
    expect(indexes.map(({ logIndex }) => logIndex)).toEqual(indexes.map((_entry, n) => n));
    await sequence(key);
    expect((await openLatest()).size).toBe(500);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
  });

  it('goes by age whether they wait by marks or in lists, so that revisions stay in their order', async () => {
    const { _id } = await write(() => Item.create({ n: 0 }));
    const revisionsIn = async (waits: boolean) => {
      const which = { entityId: String(_id), logIndex: { $exists: !waits } };
      return (await AuditLog.find(which).sort({ logIndex: 1, revision: 1 }).lean()).map(({ revision }) => revision);
    };
    await writeMarked(1_990);
    const some = await Item.find({ _id: { $ne: _id } }, { _id: 1 }).limit(400);
    await write(() => Item.updateMany({ _id: { $in: [_id, ...some] } }, { n: 2 }));
    await write(() => Item.updateOne({ _id }, { n: 3 }));
    await writeMarked(20);
    const size = await grow(1, 0);
    await mongoose.connection.withSession((session) => markTaken(session, 0, size));
    expect([await revisionsIn(false), await revisionsIn(true)]).toEqual([[1, 2], [3]]);
    await sequence(key);
    expect(await revisionsIn(false)).toEqual([1, 2, 3]);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
  });

  it('signs nothing of a later holder’s growth before that is marked', async () => {
    await write(() => Item.insertMany(Array.from({ length: 20 }, () => ({ n: 1 }))));
    const findById = LogStateModel.findById.bind(LogStateModel);
    const growMeanwhile = async () => {
      await writeMarked(10);
      await grow(99, 20);
    };
    let reads = 0;
    const spy = jest.spyOn(LogStateModel, 'findById').mockImplementation(((id: string) => {
      reads += 1;
      const query = findById(id);
      // When the first holder comes to sign, a second one has grown the log by entries with marks.
      return reads === 2 ? delayed(query, growMeanwhile) : query;
    }) as never);
    await sequence(key);
    spy.mockRestore();
    await sequence(key);
    expect((await openLatest()).size).toBe(30);
    expect(await AuditLog.countDocuments({ logIndex: { $exists: true } })).toBe(30);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
  });

  it('leaves a list for the next round that was written after what it builds on', async () => {
    const { _id } = await write(() => Item.create({ n: 0 }));
    await write(() => Item.insertMany(Array.from({ length: 20 }, () => ({ n: 1 }))));
    const find = logQueue.find.bind(logQueue);
    const changeMeanwhile = async () => {
      await write(() => Item.updateOne({ _id }, { n: 2 }));
      await write(() => Item.updateMany({}, { n: 3 }));
    };
    // When the marks are read and the lists are about to be.
    const spy = jest.spyOn(logQueue, 'find').mockImplementationOnce(((...args: Parameters<typeof find>) => ({
      sort: async function* (by: { _id: 1 }) {
        await changeMeanwhile();
        yield* find(...args).sort(by);
      },
    })) as never);
    await sequence(key);
    spy.mockRestore();
    await sequence(key);
    const entries = await AuditLog.find({ entityId: String(_id) })
      .sort({ logIndex: 1 })
      .lean();
    expect(entries.map(({ revision, logIndex }) => [revision, logIndex !== undefined])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
  });

  it('takes an entry once that is listed twice, is marked besides, or is in the log and marked again', async () => {
    await write(() => Item.insertMany(Array.from({ length: 20 }, () => ({ n: 1 }))));
    const [list] = await logQueue.find().toArray();
    await logQueue.insertOne({ _id: new mongoose.Types.ObjectId(), entries: list!.entries.slice(3) });
    await AuditLog.collection.updateOne({ _id: list!.entries[0] as never }, { $set: { pending: true } });
    await sequence(key);
    expect((await openLatest()).size).toBe(20);
    await AuditLog.collection.updateOne({ logIndex: 3 }, { $set: { pending: true } });
    await sequence(key);
    // A second leaf, which verification names, and no third.
    expect((await openLatest()).size).toBe(21);
    expect(await AuditLog.countDocuments({ pending: true })).toBe(0);
    expect((await verifyLog(verifierKey(key))).findings).not.toEqual([]);
  });

  it('goes on beside what is no list at all', async () => {
    const odd = { bypassDocumentValidation: true };
    for (const entries of [undefined, 'x', 7, [], ['x', null], { a: 1 }])
      await logQueue.insertOne({ _id: new mongoose.Types.ObjectId(), entries } as never, odd);
    await expect(logQueue.insertOne({ _id: new mongoose.Types.ObjectId(), entries: [] })).rejects.toThrow(/validation/);
    await write(() => Item.insertMany(Array.from({ length: 20 }, () => ({ n: 1 }))));
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
    await sequence(key);
    expect((await openLatest()).size).toBe(20);
    expect(await logQueue.countDocuments()).toBe(0);
  });

  it('clears away a list of entries that are gone or in the log already', async () => {
    await write(() => Item.insertMany(Array.from({ length: 20 }, () => ({ n: 1 }))));
    const [list] = await logQueue.find().toArray();
    await sequence(key);
    await logQueue.insertOne({ ...list!, entries: [...list!.entries, new mongoose.Types.ObjectId()] });
    await sequence(key);
    expect(await logQueue.countDocuments()).toBe(0);
    expect((await openLatest()).size).toBe(20);
  });
});
