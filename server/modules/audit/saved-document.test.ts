import { afterEach, describe, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from './audit-entry.model.ts';
import { auditedModel, runOperation } from './index.ts';

const Owner = auditedModel('TestOwner', 'testOwners', new Schema<{ name: string }>({ name: String }), {
  shardKey: '_id',
});
const Boat = auditedModel(
  'TestBoat',
  'testBoats',
  new Schema<{ name: string; length: number; flags: string[]; papers: Record<string, unknown>; owner: unknown }>({
    ...{ name: String, length: Number, flags: [String], papers: Schema.Types.Mixed },
    owner: { type: Schema.Types.ObjectId, ref: 'TestOwner' },
  }),
  { shardKey: '_id' },
);

useDatabase();
const ctx = contextOf('admin');
const edit = <T>(work: () => Promise<T>) => runOperation(ctx, { action: 'testBoats.edit' }, work);
const launch = () =>
  edit(async () => {
    const owner = await Owner.create({ name: 'Ann' });
    return Boat.create({ name: 'Heron', length: 7, flags: ['red'], papers: { port: 'Ely' }, owner: owner._id });
  });
const changeOf = (id: unknown) =>
  AuditLog.findOne({ entity: 'testBoats', entityId: String(id), revision: 2 }, { prevValue: 1, newValue: 1 }).lean();

/** How often the database was asked for boats meanwhile. */
async function readsDuring(work: () => Promise<unknown>): Promise<number> {
  const { db } = mongoose.connection;
  await db?.command({ profile: 2 });
  await work();
  await db?.command({ profile: 0 });
  return db?.collection('system.profile').countDocuments({ op: 'query', ns: /\.testBoats$/ }) ?? Number.NaN;
}

afterEach(async () => {
  await mongoose.connection.db?.collection('system.profile').drop();
});

describe('a document that is saved', () => {
  it('is read once, by the operation that changes it', async () => {
    const { _id } = await launch();
    const reads = await readsDuring(() =>
      edit(async () => {
        const boat = await Boat.findById(_id);
        await boat?.set({ length: 8 }).save();
      }),
    );
    expect(reads).toBe(1);
    expect(await changeOf(_id)).toMatchObject({ prevValue: { length: 7 }, newValue: { length: 8 } });
  });

  it('was what it was when it was read, though lists and objects in it are changed in place', async () => {
    const { _id } = await launch();
    const reads = await readsDuring(() =>
      edit(async () => {
        const [boat] = await Boat.find({ _id });
        boat?.flags.push('blue');
        (boat?.papers as { port: string }).port = 'Cley';
        boat?.markModified('papers');
        await boat?.save();
      }),
    );
    expect(reads).toBe(1);
    expect(await changeOf(_id)).toMatchObject({
      prevValue: { flags: ['red'], papers: { port: 'Ely' } },
      newValue: { flags: ['red', 'blue'], papers: { port: 'Cley' } },
    });
  });

  it('is read once more where only some of its fields were read, or others in their place', async () => {
    const some = await launch();
    const resolved = await launch();
    const reads = await readsDuring(() =>
      edit(async () => {
        const boat = await Boat.findById(some._id, { name: 1 });
        await boat?.set({ name: 'Egret' }).save();
        const other = await Boat.findById(resolved._id).populate('owner');
        await other?.set({ name: 'Egret' }).save();
      }),
    );
    expect(reads).toBe(4);
    for (const { _id } of [some, resolved])
      expect(await changeOf(_id)).toMatchObject({ prevValue: { name: 'Heron' }, newValue: { name: 'Egret' } });
  });

  it('is read once more where it was read outside of the transaction: it may have changed before that began', async () => {
    const { _id } = await launch();
    await edit(async () => {
      const boat = await Boat.findById(_id, null, { session: null });
      await Boat.collection.updateOne({ _id }, { $set: { length: 9 } });
      await boat?.set({ name: 'Egret' }).save();
    });
    const change = await changeOf(_id);
    expect([change?.prevValue, change?.newValue]).toMatchObject([{ name: 'Heron' }, { name: 'Egret' }]);
    expect(change?.prevValue).not.toHaveProperty('length');
  });
});
