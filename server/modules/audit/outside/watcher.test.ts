import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { ensureCollections } from '../../../platform/database.ts';
import { systemContext } from '../../../shared/request-context.ts';
import { contextOf, guestContext, useDatabase } from '../../../testing/harness.ts';
import { bare, outsideEntries, until, untilFound, watchFromNothing } from '../../../testing/watching.ts';
import { CartModel } from '../../ordering/admin.ts';
import { AuditLog } from '../audit-entry.model.ts';
import {
  allowLedgerWrite,
  auditedModel,
  ledgerModel,
  recordRefusal,
  runChunkedOperation,
  runOperation,
} from '../index.ts';
import { sequence } from '../log/sequencer.service.ts';
import { logKey } from '../log/signed-note.policy.ts';
import { verifyFolds } from '../verify-folds.use-case.ts';
import { startWatcher, type Watcher } from './watcher.service.ts';

type ItemFields = { name: string; size: number; stock: number; extra: unknown };
const Item = auditedModel(
  'WatchItem',
  'watchItems',
  new Schema<ItemFields>({
    name: String,
    size: Number,
    stock: { type: Number, default: 0 },
    extra: Schema.Types.Mixed,
  }),
  { shardKey: '_id', ownedByLedger: ['stock'] },
);
const Filed = auditedModel(
  'WatchFiled',
  'watchFiled',
  new Schema<{ name: string; note?: string; found: string[] }>({ name: String, note: String, found: [String] }),
  {
    shardKey: '_id',
    derived: { names: ['found'], from: ['name'], of: ({ name }) => ({ found: String(name ?? '').split(' ') }) },
  },
);
const Move = ledgerModel('WatchMove', 'watchMoves', new Schema<{ n: number }>({ n: Number }), { shardKey: '_id' });

useDatabase();
const key = logKey('test/audit/log', randomBytes(32));
const write = <T>(work: () => Promise<T>) => runOperation(contextOf('admin'), { action: 'watchItems.edit' }, work);
const raw = (name = 'watchItems') => bare(name);

let watcher: Watcher;
beforeEach(async () => {
  watcher = await watchFromNothing('watchItems', 'watchFiled', 'watchMoves');
});
afterEach(() => watcher.stop());

describe('a change behind the application', () => {
  it('is found within seconds with before and after, and folds stay true', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    await raw().updateOne({ _id }, { $set: { size: 99 }, $unset: { name: '' } });
    await untilFound(1);
    const [entry] = await outsideEntries();
    expect(entry).toMatchObject({
      action: 'outside.edit',
      entityId: String(_id),
      revision: 2,
      prevValue: { size: 1, name: 'a' },
      newValue: { size: 99 },
    });
    expect(entry).toMatchObject({ performedBy: { name: 'outside Counterfoil' }, role: [] });
    expect((await verifyFolds()).findings).toEqual([]);
    await write(() => Item.updateOne({ _id }, { size: 100 }));
    expect((await verifyFolds()).findings).toEqual([]);
  });

  it('is found for an insert, a delete and a path inside a field', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', extra: { colour: 'red', size: 'L' } }));
    await raw().insertOne({ name: 'slipped in' });
    await raw().updateOne({ _id }, { $set: { 'extra.colour': 'blue' } });
    await untilFound(2);
    await raw().deleteOne({ _id });
    await untilFound(3);
    expect((await outsideEntries()).map((entry) => entry.action)).toEqual([
      'outside.insert',
      'outside.edit',
      'outside.delete',
    ]);
    expect((await outsideEntries())[1]?.newValue).toEqual({ extra: { colour: 'blue', size: 'L' } });
    expect((await verifyFolds()).findings).toEqual([]);
  });

  it('leaves no field behind that is made of others, and tells of one that was changed by itself', async () => {
    const { _id } = await write(() => Filed.create({ name: 'red mug', note: 'x' }));
    const file = raw('watchFiled');
    await file.updateOne({ _id }, { $set: { name: 'blue mug' } });
    await untilFound(1);
    expect((await file.findOne({ _id }))?.['found']).toEqual(['blue', 'mug']);
    await file.updateOne({ _id }, { $set: { found: ['gold'] } });
    await untilFound(2);
    await file.replaceOne({ _id }, { ...(await file.findOne({ _id })), note: 'y', found: ['silver'] });
    await untilFound(3);
    expect((await file.findOne({ _id }))?.['found']).toEqual(['blue', 'mug']);
    expect((await outsideEntries()).map(({ prevValue, newValue, detail }) => [prevValue, newValue, detail])).toEqual([
      [
        { name: 'red mug', found: ['red', 'mug'] },
        { name: 'blue mug', found: ['blue', 'mug'] },
        { foundBy: 'change stream' },
      ],
      [{ found: ['blue', 'mug'] }, { found: ['gold'] }, { foundBy: 'change stream', overtaken: ['found'] }],
      [
        { found: ['blue', 'mug'], note: 'x' },
        { found: ['silver'], note: 'y' },
        { foundBy: 'change stream', overtaken: ['found'] },
      ],
    ]);
    expect((await verifyFolds()).findings).toEqual([]);
  });

  it('is found though it breaks the rules of its collection, and so is what comes after it', async () => {
    const rule = (validator: object) => mongoose.connection.db?.command({ collMod: 'watchItems', validator });
    await rule({ size: { $lt: 1_000 } });
    try {
      const { insertedId } = await raw().insertOne({ size: 5_000 }, { bypassDocumentValidation: true });
      await raw().insertOne({ name: 'after it', size: 1 });
      await untilFound(2);
      expect((await outsideEntries())[0]).toMatchObject({ entityId: String(insertedId), newValue: { size: 5_000 } });
      expect((await verifyFolds()).findings).toEqual([]);
    } finally {
      await rule({});
    }
  });

  it('is found though its values are more than an entry holds, without them, and so is what comes after it', async () => {
    const { _id } = await write(() => Item.create({ name: 'a' }));
    const large = (letter: string) => raw().updateOne({ _id }, { $set: { extra: letter.repeat(9_000_000) } });
    await large('b');
    await untilFound(1);
    await large('c');
    await raw().insertOne({ name: 'after it' });
    await untilFound(3);
    const [first, second, third] = await outsideEntries();
    expect([first?.revision, second?.revision, third?.newValue]).toEqual([2, undefined, { name: 'after it' }]);
    expect(second).toMatchObject({ entityId: String(_id), action: 'outside.edit', detail: { fields: ['extra'] } });
    // What nobody could keep is missing in the fold, and said to be.
    expect((await verifyFolds()).findings).toMatchObject([{ problem: expect.stringContaining('extra') }]);
  }, 30_000);

  it('is found though the database can’t tell of it for its size, and so is what comes after it', async () => {
    await write(() => Item.create({ name: 'a' }));
    const whole = 16 * 1024 * 1024 - 60;
    const { insertedId } = await raw().insertOne({ extra: 'd'.repeat(whole) });
    await raw().insertOne({ name: 'after it' });
    await untilFound(2);
    const found = await outsideEntries();
    expect(found.map(({ entityId }) => entityId)).toContain(String(insertedId));
    await raw().insertOne({ name: 'and then' });
    await untilFound(found.length + 1);
  }, 30_000);

  it('is found with whatever values the database knows; the log takes them in, and folds stay true', async () => {
    const { Binary, BSONRegExp, Code, Decimal128, Long, MaxKey, MinKey, Timestamp, UUID } = mongoose.mongo;
    const odd = [
      [new MinKey(), new MaxKey(), new Timestamp({ t: 1, i: 2 }), new Code('while (true);', { a: 1 })],
      [new BSONRegExp('(a+)+$', 'i'), new Binary(Buffer.from('x'), 4), new UUID(), Long.MAX_VALUE],
      [Number.NaN, -0, Number.POSITIVE_INFINITY, Decimal128.fromString('NaN'), new Date(8.64e15), null, undefined],
      { '': 1, $set: { a: 1 }, 'a.b': 1, $numberLong: 'no', toJSON: 1, constructor: 1 },
      JSON.parse('{"__proto__":{"isAdmin":true},"prototype":1}'),
      Array.from({ length: 80 }).reduce<unknown>((inner) => ({ inner }), 'deep'),
      '\u0000\u2028</script>\ufffd𝄞',
    ];
    for (const extra of odd) await raw().insertOne({ extra } as never);
    await raw().insertOne(JSON.parse('{"__proto__":{"isAdmin":true},"name":"odd"}'));
    await untilFound(odd.length + 1);
    expect((await verifyFolds()).findings).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
    while (await sequence(key));
    expect(await AuditLog.countDocuments({ kind: 'outside', pending: true })).toBe(0);
  });

  it('is found when it was made while the watcher was down', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    await sleep(600);
    await watcher.stop();
    await raw().updateOne({ _id }, { $set: { size: 5 } });
    watcher = startWatcher();
    await untilFound(1);
    expect((await outsideEntries())[0]).toMatchObject({
      prevValue: { size: 1 },
      newValue: { size: 5 },
      detail: { foundBy: 'change stream' },
    });
  });

  it('is found by comparison where the stream does not reach back', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    await watcher.stop();
    await raw().updateOne({ _id }, { $set: { size: 5 } });
    await raw('watcherState').deleteMany({});
    watcher = startWatcher();
    await untilFound(1);
    expect((await outsideEntries())[0]).toMatchObject({
      newValue: { size: 5 },
      detail: { foundBy: 'comparison, time unknown' },
    });
  });

  it('is found by comparison where the oplog does not reach back to where the watcher stopped', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    await watcher.stop();
    await raw().updateOne({ _id }, { $set: { size: 5 } });
    const state = await raw('watcherState').findOne({});
    const { _data } = (state as unknown as { resumeToken: { _data: string } }).resumeToken;
    // The token begins with its time: this one is of years ago.
    const long = `${_data.slice(0, 2)}5f000000${_data.slice(10)}`;
    await raw('watcherState').updateOne({}, { $set: { 'resumeToken._data': long } });
    watcher = startWatcher();
    await untilFound(1);
    expect((await outsideEntries())[0]).toMatchObject({ detail: { foundBy: 'comparison, time unknown' } });
    await raw().updateOne({ _id }, { $set: { size: 6 } });
    await untilFound(2);
    expect((await outsideEntries())[1]).toMatchObject({ detail: { foundBy: 'change stream' } });
  });

  it('is told once, though the watcher died before it could keep its place', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    await sleep(1_500);
    const before = await raw('watcherState').findOne({});
    await raw().updateOne({ _id }, { $set: { size: 5 } });
    await raw('watchMoves').insertOne({ n: 1 });
    await write(() => Item.updateOne({ _id }, { size: 7 }));
    await untilFound(2);
    const told = await outsideEntries();
    await watcher.stop();
    await raw('watcherState').replaceOne({}, before as never);
    watcher = startWatcher();
    await raw().insertOne({ name: 'later' });
    await untilFound(told.length + 1);
    expect((await outsideEntries()).map(({ action, entity }) => `${entity} ${action}`).sort()).toEqual(
      [...told.map(({ action, entity }) => `${entity} ${action}`), 'watchItems outside.insert'].sort(),
    );
  });

  it('of a revision alone is told, and does not keep the application from the record', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    await write(() => Item.updateOne({ _id }, { size: 2 }));
    await raw().updateOne({ _id }, { $set: { revision: 1 } });
    await untilFound(1);
    expect((await outsideEntries())[0]).toMatchObject({ revision: 3, detail: { fields: ['revision'] } });
    await write(() => Item.updateOne({ _id }, { size: 3 }));
    expect((await verifyFolds()).findings).toEqual([]);
  });

  it('is told even if the application has written the same field since', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    await sleep(600);
    await watcher.stop();
    await raw().updateOne({ _id }, { $set: { size: 5 } });
    await write(() => Item.updateOne({ _id }, { size: 7 }));
    watcher = startWatcher();
    await untilFound(1);
    expect((await outsideEntries())[0]).toMatchObject({ newValue: { size: 5 }, detail: { overtaken: ['size'] } });
    expect((await verifyFolds()).findings).toEqual([]);
    expect((await Item.findById(_id).lean())?.size).toBe(7);
  });

  it('is found for a made-up entry that waits for the log like ours, and only there', async () => {
    const { _id } = await write(() => Item.create({ name: 'a', size: 1 }));
    const real = await AuditLog.collection.findOne({ entityId: String(_id) });
    const made = { ...real, _id: new mongoose.Types.ObjectId(), revision: 2, newValue: { size: 9 } };
    await raw('auditLogs').insertOne(made as never);
    await write(() => Item.create({ name: 'b' }));
    await untilFound(1);
    expect(await outsideEntries()).toMatchObject([
      { entity: 'auditLogs', entityId: String(made._id), action: 'outside.insert' },
    ]);
    expect((await verifyFolds()).findings).not.toEqual([]);
  });

  it('is found for a drop, a stock figure, and entries of the trail itself', async () => {
    const { _id } = await write(() => Item.create({ name: 'a' }));
    await sequence(key);
    await raw().updateOne({ _id }, { $set: { stock: 50 } });
    await raw('auditLogs').updateOne({ entityId: String(_id) }, { $set: { reason: 'forged' } });
    await raw('auditLogs').deleteOne({ entityId: String(_id), kind: 'change' });
    await untilFound(3);
    const found = (await outsideEntries()).map((entry) => `${entry.entity} ${entry.action}`);
    expect(found).toEqual(['watchItems outside.edit', 'auditLogs outside.edit', 'auditLogs outside.delete']);
    expect((await outsideEntries())[0]?.newValue).toEqual({ stock: 50 });
    await raw('watchMoves').drop();
    await until(async () => (await AuditLog.countDocuments({ action: 'outside.drop' })) === 1);
    await mongoose.connection.createCollection('watchMoves');
  });
});

describe('the drop of the whole database', () => {
  it('is on record in what is made in its place, and the watcher goes on', async () => {
    await write(() => Item.create({ name: 'a', size: 1 }));
    await sleep(600);
    await mongoose.connection.db?.dropDatabase();
    await ensureCollections();
    await until(async () => (await AuditLog.countDocuments({ action: /outside\.drop/ })) > 0);
    const { _id } = await write(() => Item.create({ name: 'b', size: 1 }));
    await raw().updateOne({ _id }, { $set: { size: 9 } });
    await until(async () => (await AuditLog.countDocuments({ entityId: String(_id), kind: 'outside' })) === 1);
    expect((await verifyFolds()).findings).toEqual([]);
  }, 30_000);
});

describe('the application’s own writes', () => {
  it('never raise an alarm: edits, bulk writes, stock updates, refusals, the sequencer', async () => {
    await write(() => Item.insertMany(Array.from({ length: 300 }, (_, n) => ({ name: `n${n}`, size: n }))));
    const some = await Item.find().limit(20);
    await Promise.all(
      some.map(async (item, n) => {
        await write(() => Item.updateOne({ _id: item._id }, { $inc: { size: 1 } }));
        await write(async () => {
          await allowLedgerWrite(() => Item.updateOne({ _id: item._id }, { $inc: { stock: n } }));
          await Move.insertMany([{ n }]);
        });
        await recordRefusal(guestContext(), { entity: 'orders', action: 'orders.show', cause: 'forbidden' });
      }),
    );
    await write(() => Item.updateMany({}, { $set: { extra: { seen: true } } }));
    await write(async () => {
      const doc = await Item.findOne().orFail();
      await Item.updateOne({ _id: doc._id }, { size: 1_000 });
      await Item.updateOne({ _id: doc._id }, { size: doc.size });
    });
    await write(() => Item.deleteMany({ size: { $gt: 250 } }));
    await sequence(key);
    await sleep(1_500);
    expect(await outsideEntries()).toEqual([]);
  });

  it('nor does a watcher that begins for the first time beside a shop that works', async () => {
    await watcher.stop();
    await raw('watcherState').deleteMany({});
    let working = true;
    const writer = async (_: unknown, n: number): Promise<void> => {
      while (working) await write(() => Item.create({ name: `n${n}`, size: n }));
    };
    const writers = Array.from({ length: 4 }, writer);
    await sleep(200);
    watcher = startWatcher();
    await until(async () => (await raw('watcherState').countDocuments()) === 1);
    working = false;
    await Promise.all(writers);
    await sleep(1_500);
    expect(await outsideEntries()).toEqual([]);
  }, 60_000);

  it('nor do operations in chunks, aborts, migrations, new indexes, and carts that expire', async () => {
    await write(() => Item.insertMany(Array.from({ length: 500 }, (_, n) => ({ name: `n${n}`, size: n }))));
    await write(() => Item.insertMany(Array.from({ length: 500 }, (_, n) => ({ name: `m${n}`, size: n }))));
    const now = new Date();
    const cart = { owner: null, lines: [], expiresAt: now, createdAt: now, updatedAt: now };
    await CartModel.insertMany([1, 2, 3].map((n) => ({ ...cart, _id: `guest:${randomBytes(8).toString('hex')}${n}` })));

    const items = (await Item.find({}, { _id: 1 }).lean()).map(({ _id }) => String(_id));
    const migration = { action: 'watchItems.migrate', entity: 'watchItems', items };
    const migrate = runChunkedOperation(systemContext('migration'), migration, async (chunk) => {
      await Item.updateMany({ _id: { $in: chunk } }, { $rename: { extra: 'size2' }, $set: { size: 1 } });
      return { done: chunk.length };
    });
    const aborts = Array.from({ length: 20 }, () =>
      write(async () => {
        await Item.updateMany({ size: { $lt: 5 } }, { name: 'never' });
        throw new Error('thrown away');
      }).catch(() => undefined),
    );
    await Promise.all([migrate, ensureCollections(), ...aborts]);
    await raw().createIndex({ size: 1 });
    await raw().dropIndex({ size: 1 } as never);
    await sequence(key);
    for (const end = Date.now() + 20_000; (await CartModel.countDocuments()) > 0; await sleep(200))
      if (Date.now() > end) throw new Error('the carts did not expire');
    await sleep(1_000);
    expect(await outsideEntries()).toEqual([]);
    expect((await verifyFolds()).findings).toEqual([]);
  }, 90_000);
});
