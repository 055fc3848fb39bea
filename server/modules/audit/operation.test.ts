import { beforeEach, describe, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from './audit-entry.model.ts';
import { applyChange } from './change.policy.ts';
import {
  allowLedgerWrite,
  auditedModel,
  ledgerModel,
  recordRefusal,
  runChunkedOperation,
  runOperation,
} from './index.ts';
import { leafOf } from './leaf.policy.ts';
import { Operation } from './operation-journal.model.ts';

const Thing = auditedModel(
  'TestThing',
  'testThings',
  new Schema<{ name: string; size: number; tags: string[]; stock: number; extra: unknown }>({
    name: { type: String, required: true, unique: true },
    size: Number,
    tags: [String],
    stock: { type: Number, default: 0 },
    extra: Schema.Types.Mixed,
  }),
  { shardKey: '_id', ownedByLedger: ['stock'] },
);
const Move = ledgerModel(
  'TestMove',
  'testMoves',
  new Schema<{ thing: string; delta: number }>({ thing: String, delta: Number }),
  {
    shardKey: 'thing',
  },
);

useDatabase();
const ctx = contextOf('admin');
const edit = <T>(work: () => Promise<T>) => runOperation(ctx, { action: 'testThings.edit' }, work);
const entriesOf = (id: unknown) =>
  AuditLog.find({ entity: 'testThings', entityId: String(id), revision: { $exists: true } })
    .sort({ revision: 1 })
    .lean();

beforeEach(async () => {
  await AuditLog.collection.deleteMany({});
  await Thing.collection.deleteMany({});
});

async function expectFoldsHold() {
  const stored = await Thing.collection.find({}).toArray();
  const entries = await AuditLog.find({ entity: 'testThings', revision: { $exists: true } })
    .sort({ revision: 1 })
    .lean();
  const folds = new Map<string, Record<string, unknown> | null>();
  for (const entry of entries)
    folds.set(String(entry.entityId), applyChange(folds.get(String(entry.entityId)) ?? null, entry));
  const living = [...folds].filter(([, state]) => state !== null);
  expect(living.map(([id]) => id).sort()).toEqual(stored.map((record) => String(record._id)).sort());
  for (const { _id, revision, updatedAt, stock, ...record } of stored) {
    expect(folds.get(String(_id))).toEqual(record);
    expect(entries.filter((e) => e.entityId === String(_id)).at(-1)?.revision).toBe(revision);
  }
}

describe('a write of an audited collection', () => {
  it('throws outside an operation, whichever call makes it', async () => {
    await expect(Thing.create({ name: 'a' })).rejects.toThrow(/outside an audited operation/);
    await expect(Thing.insertMany([{ name: 'a' }])).rejects.toThrow(/outside/);
    await expect(Thing.insertMany([{ name: 'a' }], { middleware: false } as never)).rejects.toThrow(/outside/);
    await expect(Thing.updateMany({}, { size: 1 })).rejects.toThrow(/outside/);
    await expect(Thing.findOneAndDelete({})).rejects.toThrow(/outside/);
    await expect(Thing.bulkWrite([{ insertOne: { document: { name: 'a' } as never } }])).rejects.toThrow(/outside/);
    await expect(Thing.bulkWrite([{ deleteMany: { filter: {} } }], { middleware: false } as never)).rejects.toThrow(
      /outside/,
    );
    await expect(Thing.bulkSave([new Thing({ name: 'a' })])).rejects.toThrow(/outside/);
    await expect(Thing.aggregate([{ $match: {} }, { $out: 'testThings' }])).rejects.toThrow(/outside/);
    expect(await Thing.countDocuments()).toBe(0);
  });

  it('leaves one change entry a record with before, after and the next revision', async () => {
    const made = await edit(() => Thing.create({ name: 'a', size: 1 }));
    await edit(async () => {
      const doc = await Thing.findById(made._id).orFail();
      doc.size = 2;
      await doc.save();
      doc.tags.push('x');
      await doc.save();
    });
    const [created, changed] = await entriesOf(made._id);
    expect(created).toMatchObject({ revision: 1, prevValue: null, newValue: { name: 'a', size: 1 } });
    expect(changed).toMatchObject({
      revision: 2,
      prevValue: { size: 1, tags: [] },
      newValue: { size: 2, tags: ['x'] },
    });
    expect(changed?.performedBy).toMatchObject({ kind: 'user', name: 'Test admin' });
    expect(changed?.newValue).not.toHaveProperty('name');
    expect((await Thing.findById(made._id).lean())?.revision).toBe(2);
    await expectFoldsHold();
  });

  it('is captured on every path, also when several touch one record in one operation', async () => {
    await edit(() =>
      Thing.insertMany([
        { name: 'a', size: 1 },
        { name: 'b', size: 1 },
        { name: 'c', size: 1 },
      ]),
    );
    await edit(() => Thing.updateMany({ size: 1 }, { $inc: { size: 1 } }));
    await edit(() => Thing.findOneAndUpdate({ size: 2 }, { $set: { size: 9 } }, { sort: { name: -1 } }));
    await edit(() => Thing.updateOne({ name: 'new' }, { size: 5 }, { upsert: true }));
    await edit(() =>
      Thing.updateMany({ size: { $gt: 1 } }, [{ $set: { size: { $add: ['$size', 1] } } }], { updatePipeline: true }),
    );
    await edit(async () => {
      await Thing.updateOne({ name: 'a' }, { size: 50 });
      await Thing.updateOne({ name: 'a' }, { size: 51 });
      await Thing.replaceOne({ name: 'b' }, { name: 'b2', size: 3 });
    });
    await edit(async () => {
      const docs = await Thing.find();
      for (const doc of docs) doc.set('extra', { of: doc.name });
      await Thing.bulkSave(docs);
    });
    await edit(async () =>
      Thing.bulkWrite([
        { updateOne: { filter: { name: 'a' }, update: { $set: { size: 70 } } as never } },
        { updateMany: { filter: { size: 70 }, update: { $set: { size: 71 } } as never } },
        { insertOne: { document: { name: 'z', size: 0 } as never } },
        { replaceOne: { filter: { name: 'z' }, replacement: { name: 'z', size: 8 } as never } },
        { deleteOne: { filter: { name: 'c' } } },
      ]),
    );
    await edit(async () => (await Thing.findOne({ name: 'new' }).orFail()).deleteOne());
    await edit(() => Thing.deleteMany({ name: 'b2' }));
    await expectFoldsHold();
    expect(await Thing.countDocuments()).toBe(2);
  });

  it('leaves no entry and no new revision where nothing changed', async () => {
    const { _id } = await edit(() => Thing.create({ name: 'a', size: 1 }));
    await edit(() => Thing.updateOne({ _id }, { size: 1 }));
    expect(await entriesOf(_id)).toHaveLength(1);
    expect((await Thing.findById(_id).lean())?.revision).toBe(1);
  });

  it('goes on from the last revision when a deleted id is used again', async () => {
    const { _id } = await edit(() => Thing.create({ name: 'a' }));
    await edit(() => Thing.deleteOne({ _id }));
    await edit(() => Thing.create({ _id, name: 'again' }));
    expect((await entriesOf(_id)).map((e) => e.revision)).toEqual([1, 2, 3]);
    await expectFoldsHold();
  });

  it('is undone together with its entry when the work throws', async () => {
    await expect(
      edit(async () => {
        await Thing.create({ name: 'a' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await Thing.countDocuments()).toBe(0);
    expect(await AuditLog.countDocuments()).toBe(0);
  });

  it('answers a duplicate and an invalid value with the product’s own errors, at once', async () => {
    await edit(() => Thing.create({ name: 'a' }));
    await expect(edit(() => Thing.create({ name: 'a' }))).rejects.toMatchObject({
      code: 'duplicate',
      fields: { name: '"a" is already taken.' },
    });
    await expect(edit(() => Thing.insertMany([{ name: 'b' }, { name: 'a' }]))).rejects.toMatchObject({
      code: 'duplicate',
      fields: { name: '"a" is already taken.' },
    });
    await expect(edit(() => Thing.create({}))).rejects.toMatchObject({
      code: 'invalid',
      fields: { name: 'This field is required.' },
    });
    await expect(edit(() => Thing.updateOne({}, { size: 'x' } as never))).rejects.toMatchObject({ code: 'invalid' });
  });

  it('keeps all of twenty increments made at once', async () => {
    const { _id } = await edit(() => Thing.create({ name: 'a', size: 0 }));
    await Promise.all(
      Array.from({ length: 20 }, () =>
        edit(async () => {
          const doc = await Thing.findById(_id).orFail();
          doc.size = (doc.size ?? 0) + 1;
          await doc.save();
        }),
      ),
    );
    expect((await Thing.findById(_id).lean())?.size).toBe(20);
    await expectFoldsHold();
  });

  it('is not done before its commit: a transaction that was lost at it runs again, also where its second run meets a conflict', async () => {
    const { _id } = await edit(() => Thing.create({ name: 'a', size: 0 }));
    let runs = 0;
    await runOperation(ctx, { action: 'testThings.edit' }, async ({ session }) => {
      runs += 1;
      const thing = await Thing.findById(_id).orFail();
      // Somebody else's write between this reading and ours.
      if (runs === 2) await Thing.collection.updateOne({ _id }, { $set: { extra: 'theirs' } });
      await thing.set({ size: 1 }).save();
      if (runs > 1) return;
      const commit = session.commitTransaction.bind(session);
      session.commitTransaction = async (options) => {
        session.commitTransaction = commit;
        // The database forgets the transaction, as when another node becomes its primary.
        await mongoose.connection.db!.admin().command({ killSessions: [{ id: session.id!.id }] });
        await commit(options);
      };
    });
    expect(runs).toBe(3);
    expect(await Thing.findById(_id).lean()).toMatchObject({ size: 1, revision: 2 });
    expect(await entriesOf(_id)).toHaveLength(2);
  });

  it('refuses fields of the stock ledger except in the guarded update, which leaves no entry', async () => {
    await expect(edit(() => Thing.create({ name: 'a', stock: 5 }))).rejects.toThrow(/stock ledger/);
    const { _id } = await edit(() => Thing.create({ name: 'a' }));
    await expect(edit(() => Thing.updateOne({ _id }, { $inc: { stock: 1 } }))).rejects.toThrow(/stock ledger/);
    await edit(() =>
      allowLedgerWrite(() =>
        Thing.bulkWrite([{ updateOne: { filter: { _id, stock: { $gte: 0 } }, update: { $inc: { stock: 1 } } } }]),
      ),
    );
    await expect(
      edit(() => allowLedgerWrite(() => Thing.updateOne({ _id }, { $inc: { stock: 1 }, $set: { name: 'b' } }))),
    ).rejects.toThrow(/stock ledger/);
    expect(await entriesOf(_id)).toHaveLength(1);
    expect((await Thing.findById(_id).lean())?.stock).toBe(1);
  });

  it.each<[how: string, write: () => Promise<unknown>]>([
    ['a replacement', () => Thing.replaceOne({ name: 'a' }, { name: 'a', stock: 9 })],
    [
      'a replacement in bulk',
      () => Thing.bulkWrite([{ replaceOne: { filter: { name: 'a' }, replacement: { name: 'a', stock: 9 } as never } }]),
    ],
    ['another name for a field', () => Thing.updateOne({ name: 'a' }, { $rename: { size: 'stock' } } as never)],
    ['what an upsert looks for', () => Thing.updateOne({ stock: 9 }, { name: 'new' }, { upsert: true })],
    [
      'a pipeline that drops fields',
      () => Thing.updateOne({ name: 'a' }, [{ $replaceWith: { name: 'a' } }] as never, { updatePipeline: true }),
    ],
    [
      'an upsert in the guarded update',
      () => allowLedgerWrite(() => Thing.updateOne({ name: 'new' }, { $inc: { stock: 9 } }, { upsert: true })),
    ],
  ])('refuses stock that comes by %s', async (_how, write) => {
    await edit(() => Thing.create({ name: 'a', size: 1 }));
    await edit(() => allowLedgerWrite(() => Thing.updateOne({ name: 'a' }, { $inc: { stock: 1 } })));
    await expect(edit(write)).rejects.toThrow(/stock ledger/);
    expect((await Thing.find().lean()).map(({ stock }) => stock)).toEqual([1]);
  });

  it('keeps its stock when it is replaced', async () => {
    await edit(() => Thing.create({ name: 'a', size: 1 }));
    await edit(() => allowLedgerWrite(() => Thing.updateOne({ name: 'a' }, { $inc: { stock: 3 } })));
    await edit(() => Thing.replaceOne({ name: 'a' }, { name: 'b' }));
    await edit(() => Thing.bulkWrite([{ replaceOne: { filter: { name: 'b' }, replacement: { name: 'c' } as never } }]));
    expect(await Thing.findOne().lean()).toMatchObject({ name: 'c', stock: 3 });
    await expectFoldsHold();
  });

  it('is refused in a session of its own, where its entry would not commit with it', async () => {
    await edit(() => Thing.create({ name: 'a', size: 1 }));
    const own = { session: null } as never;
    for (const write of [
      () => Thing.updateOne({ name: 'a' }, { size: 2 }, own),
      () => Thing.insertMany([{ name: 'b' }], own),
      () => Thing.bulkWrite([{ deleteMany: { filter: {} } }], own),
      () => new Thing({ name: 'b' }).save(own),
      () => Thing.findOneAndDelete({}, own),
    ]) {
      await expect(edit<unknown>(write)).rejects.toThrow(/session of its own/);
    }
    expect(await Thing.countDocuments()).toBe(1);
  });

  it('is refused once its operation is over, for whoever forgot to wait for it', async () => {
    await edit(() => Thing.create({ name: 'a', size: 1 }));
    let late = Promise.resolve<unknown>(undefined);
    await edit(async () => {
      late = new Promise((done) => setTimeout(done, 200)).then(() => Thing.updateOne({ name: 'a' }, { size: 2 }));
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow(/outside an audited operation/);
    await expectFoldsHold();
  });

  it('is captured for ids given as text', async () => {
    const _id = '0123456789abcdef01234567' as never;
    await edit(() => Thing.insertMany([{ _id, name: 'a' }]));
    await edit(() =>
      Thing.bulkWrite([{ deleteOne: { filter: { _id } } }, { insertOne: { document: { _id, name: 'b' } as never } }]),
    );
    expect((await entriesOf(_id)).map((entry) => entry.revision)).toEqual([1, 2]);
    await expectFoldsHold();
  });
});

describe('a ledger', () => {
  it('takes rows inside an operation only, and never changes them', async () => {
    await expect(Move.insertMany([{ thing: 'a', delta: 1 }])).rejects.toThrow(/outside/);
    await edit(() => Move.insertMany([{ thing: 'a', delta: 1 }]));
    const row = await Move.findOne().orFail();
    expect(row.pending).toBe(true);
    expect(row.operationId).toMatch(/^[0-9a-f]{32}$/);
    await expect(edit(() => Move.updateOne({}, { delta: 2 }))).rejects.toThrow(/append-only/);
    await expect(edit(() => Move.deleteMany({}))).rejects.toThrow(/append-only/);
  });
});

describe('refusals', () => {
  it('are on record one by one for people, and folded by address, cause and minute for guests', async () => {
    const refusal = { entity: 'products', action: 'products.edit', cause: 'forbidden' };
    await recordRefusal(ctx, refusal);
    await recordRefusal(ctx, refusal);
    await Promise.all(Array.from({ length: 10 }, () => recordRefusal(guestContext(), refusal)));
    const entries = await AuditLog.find({ kind: 'refusal' }).lean();
    expect(entries.filter((e) => e.performedBy.kind === 'user')).toHaveLength(2);
    const folded = entries.filter((e) => e.performedBy.kind === 'guest');
    // Ten attempts at the turn of a minute may be two lines; none is lost.
    expect(folded.reduce((sum, e) => sum + (e.count ?? 0), 0)).toBe(10);
    expect(folded.length).toBeLessThanOrEqual(2);
  });
});

describe('a leaf', () => {
  it('holds no value in clear and stays small for a large record', async () => {
    const { _id } = await edit(() => Thing.create({ name: 'Very Secret Name', extra: 'y'.repeat(100_000) }));
    const [entry] = await AuditLog.collection.find({ entityId: String(_id) }).toArray();
    const leaf = leafOf(entry as never);
    expect(leaf).not.toContain('Secret');
    expect(leaf).not.toContain('Test admin');
    expect(leaf.length).toBeLessThan(4096);
    expect(JSON.parse(leaf)).toMatchObject({
      v: 1,
      kind: 'change',
      entity: 'testThings',
      revision: 1,
      sides: [false, true],
    });
  });
});

describe('an operation over many records', () => {
  it('runs in transactions of 500, keeps a journal and lists what failed', async () => {
    await edit(() => Thing.insertMany(Array.from({ length: 700 }, (_, n) => ({ name: `n${n}`, size: n }))));
    const all = (await Thing.find({}, { _id: 1 }).lean()).map((thing) => String(thing._id));
    const result = await runChunkedOperation(ctx, { action: 'testThings.bulkEdit', items: all }, async (chunk) => {
      expect(chunk.length).toBeLessThanOrEqual(500);
      await Thing.updateMany({ _id: { $in: chunk.slice(1) } }, { $inc: { size: 1 } });
      return { done: chunk.length - 1, failed: [{ id: chunk[0]!, code: 'invalid', message: 'no' }] };
    });
    expect(result).toMatchObject({ done: 698, failed: [{ code: 'invalid' }, { code: 'invalid' }] });
    expect(await Operation.findById(result.operationId).lean()).toMatchObject({
      state: 'done',
      position: 700,
      total: 700,
    });
    expect(await AuditLog.countDocuments({ operationId: result.operationId })).toBe(698);
    await expectFoldsHold();
  });
});
