import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import mongoose, { Schema } from 'mongoose';
import { isAppError } from '../../shared/errors.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from './audit-entry.model.ts';
import { misderived } from './derived-fields.policy.ts';
import { allowLedgerWrite, auditedModel, runOperation } from './index.ts';
import { verifyFolds } from './verify-folds.use-case.ts';

/*
 * P1 by property: random sequences over every way in which Mongoose writes, in operations that commit, are thrown away, are run again after
 * a conflict, or run side by side. What each operation changed is read from the database itself, before and after.
 */
type Line = { sku: string; quantity: number };
type Shape = {
  name: string;
  size?: number;
  tags: string[];
  lines: Line[];
  extra?: unknown;
  at?: Date;
  stock: number;
  found: string[];
};

const derived = {
  names: ['found'],
  from: ['name', 'tags'],
  of: ({ name, tags }: Record<string, unknown>) => ({ found: [`#${String(name)}`, ...((tags ?? []) as string[])] }),
};

const Shelf = auditedModel(
  'PathShelf',
  'pathShelves',
  new Schema<Shape>({
    name: { type: String, required: true, unique: true },
    size: Number,
    tags: [String],
    lines: [{ sku: String, quantity: Number }],
    extra: Schema.Types.Mixed,
    at: Date,
    stock: { type: Number, default: 0 },
    found: [String],
  }),
  { shardKey: '_id', ownedByLedger: ['stock'], derived },
);

useDatabase();
const RUNS = Number(process.env['PROPERTY_RUNS'] || 25);

/** Few ids and names, so that records are met again, deleted, made again, and clash. */
const IDS = Array.from({ length: 6 }, (_, n) => `00000000000000000000000${n}`);
const id = fc.constantFrom(...IDS);
const name = fc.integer({ min: 0, max: 14 }).map((n) => `n${n}`);
const size = fc.integer({ min: 0, max: 4 });
const extra = fc.oneof(
  fc.constant(null),
  fc.constantFrom('', 'x', 1.5, true),
  fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(size, fc.array(size, { maxLength: 2 })), { maxKeys: 2 }),
);
const line = fc.record({ sku: fc.constantFrom('A', 'B'), quantity: size });
const values = fc.record(
  {
    name,
    size,
    tags: fc.array(fc.constantFrom('p', 'q'), { maxLength: 3 }),
    lines: fc.array(line, { maxLength: 2 }),
    extra,
    at: fc.date({ noInvalidDate: true }),
  },
  { requiredKeys: ['name'] },
);
const withId = fc.tuple(values, fc.option(id)).map(([v, _id]) => (_id ? { ...v, _id } : v));

type Filter = Record<string, unknown>;
const filter: fc.Arbitrary<Filter> = fc.oneof(
  id.map((_id) => ({ _id })),
  id.map((_id) => ({ _id: { $eq: _id } })),
  fc.uniqueArray(id, { maxLength: 4 }).map((ids) => ({ _id: { $in: ids } })),
  name.map((n) => ({ name: n })),
  size.map((n) => ({ size: n })),
  size.map((n) => ({ size: { $lt: n } })),
  fc.tuple(id, size).map(([_id, n]) => ({ $or: [{ _id }, { size: n }] })),
  fc.constant({}),
);
const update = fc.oneof(
  values.map(({ name: _name, ...rest }) => rest as object),
  fc.record({ $inc: fc.record({ size: fc.integer({ min: -1, max: 1 }) }) }),
  fc.record({ $push: fc.record({ tags: fc.constantFrom('p', 'q'), lines: line }) }),
  fc.record({ $set: fc.record({ 'extra.a': size, name }) }),
  fc.record({ $unset: fc.constant({ extra: 1, size: 1 }) }),
  fc.record({ $pull: fc.constant({ tags: 'p' }) }),
  fc.constant({ $rename: { size: 'extra.renamed' } }),
);
const pipeline = size.map((n) => [{ $set: { size: { $add: [{ $ifNull: ['$size', 0] }, n] } } }, { $unset: ['at'] }]);
const upsert = fc.boolean();
const sort = fc.constantFrom({ size: 1 as const }, { name: -1 as const });

type Command = { what: string; run: () => Promise<unknown> };
const command = <T>(what: string, input: fc.Arbitrary<T>, run: (input: T) => Promise<unknown>) =>
  input.map((given): Command => ({ what: `${what} ${JSON.stringify(given)}`, run: () => run(structuredClone(given)) }));

const bulkPart = fc.oneof(
  withId.map((document) => ({ insertOne: { document } })),
  fc.record({ filter, update, upsert }).map((call) => ({ updateOne: call })),
  fc.record({ filter, update: pipeline }).map((call) => ({ updateOne: call })),
  fc.record({ filter, update, upsert }).map((call) => ({ updateMany: call })),
  fc.record({ filter, replacement: values, upsert }).map((call) => ({ replaceOne: call })),
  filter.map((f) => ({ deleteOne: { filter: f } })),
  filter.map((f) => ({ deleteMany: { filter: f } })),
);

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  command('save of a new one', withId, (v) => new Shelf(v).save()),
  command('create', fc.array(withId, { maxLength: 3 }), (v) => Shelf.create(v, { ordered: true })),
  command('save', fc.tuple(filter, fc.array(values, { maxLength: 2 })), async ([f, changes]) => {
    const doc = await Shelf.findOne(f);
    for (const change of changes) await doc?.set(change).save();
  }),
  command('save of one changed in place', fc.tuple(filter, line, size), async ([f, l, n]) => {
    const doc = await Shelf.findOne(f).sort({ name: 1 });
    if (!doc) return;
    doc.lines.push(l);
    doc.lines[0]!.quantity = n;
    doc.tags.pop();
    doc.at?.setFullYear(2000 + n);
    doc.markModified('at');
    if (doc.extra && typeof doc.extra === 'object') Object.assign(doc.extra, { inPlace: n });
    doc.markModified('extra');
    await doc.save();
  }),
  command('save of one read in part', fc.tuple(filter, values), async ([f, change]) => {
    const doc = await Shelf.findOne(f).select('name');
    await doc?.set(change).save();
  }),
  command('insertMany', fc.tuple(fc.array(withId, { maxLength: 3 }), fc.boolean()), ([v, lean]) =>
    Shelf.insertMany(v, { lean }),
  ),
  command('insertMany that skips the invalid', fc.array(withId, { maxLength: 3 }), (v) =>
    Shelf.insertMany([...v, { size: 1 }, new Shelf({ name: `own ${v.length}` })] as never, { ordered: false }),
  ),
  command('updateOne', fc.tuple(filter, update, upsert), ([f, u, up]) => Shelf.updateOne(f, u, { upsert: up })),
  command('updateMany', fc.tuple(filter, update, upsert), ([f, u, up]) => Shelf.updateMany(f, u, { upsert: up })),
  command('updateMany by pipeline', fc.tuple(filter, pipeline, upsert), ([f, u, up]) =>
    Shelf.updateMany(f, u, { updatePipeline: true, upsert: up }),
  ),
  command('updateOne of a place in a list', fc.tuple(fc.constantFrom('A', 'B'), size), ([sku, n]) =>
    Shelf.updateOne({ 'lines.sku': sku }, { $set: { 'lines.$.quantity': n } }),
  ),
  command('updateOne without middleware', fc.tuple(filter, update), ([f, u]) =>
    Shelf.updateOne(f, u, { middleware: false } as never),
  ),
  command('findOneAndUpdate', fc.tuple(filter, update, upsert, sort), ([f, u, up, s]) =>
    Shelf.findOneAndUpdate(f, u, { upsert: up, sort: s, returnDocument: 'after' }),
  ),
  command('findOneAndUpdate and save', fc.tuple(filter, update, values), async ([f, u, v]) =>
    (await Shelf.findOneAndUpdate(f, u, { returnDocument: 'after' }))?.set(v).save(),
  ),
  command('findByIdAndUpdate', fc.tuple(id, update), ([_id, u]) => Shelf.findByIdAndUpdate(_id, u)),
  command('replaceOne', fc.tuple(filter, values, upsert), ([f, v, up]) => Shelf.replaceOne(f, v, { upsert: up })),
  command('findOneAndReplace', fc.tuple(filter, values, upsert, sort), ([f, v, up, s]) =>
    Shelf.findOneAndReplace(f, v, { upsert: up, sort: s }),
  ),
  command('deleteOne', filter, (f) => Shelf.deleteOne(f)),
  command('deleteMany', filter, (f) => Shelf.deleteMany(f)),
  command('findOneAndDelete', fc.tuple(filter, sort), ([f, s]) => Shelf.findOneAndDelete(f, { sort: s })),
  command('deleteOne of a document', filter, async (f) => (await Shelf.findOne(f))?.deleteOne()),
  command('updateOne of a document', fc.tuple(filter, update), async ([f, u]) =>
    (await Shelf.findOne(f))?.updateOne(u),
  ),
  command('bulkWrite', fc.tuple(fc.array(bulkPart, { maxLength: 5 }), fc.boolean()), ([ops, ordered]) =>
    Shelf.bulkWrite(ops as never, { ordered }),
  ),
  command('bulkSave', fc.tuple(filter, size, fc.option(withId)), async ([f, n, added]) => {
    const docs = await Shelf.find(f);
    for (const doc of docs) doc.size = n;
    if (added) docs.push(new Shelf(added));
    await Shelf.bulkSave(docs);
  }),
  command('the guarded stock update', id, (_id) =>
    allowLedgerWrite(() => Shelf.bulkWrite([{ updateOne: { filter: { _id }, update: { $inc: { stock: 1 } } } }])),
  ),
);

type Fate = 'commits' | 'is thrown away' | 'meets a conflict';
type Step = { commands: Command[]; fate: Fate };
const fate = fc.constantFrom<Fate>('commits', 'commits', 'commits', 'is thrown away', 'meets a conflict');
const step: fc.Arbitrary<Step> = fc.record({ commands: fc.array(anyCommand, { minLength: 1, maxLength: 5 }), fate });

const raw = () => Shelf.collection;
const admin = contextOf('admin');
let count = 0;

/** What is there before the first step. */
const start = fc.array(values, { minLength: 2, maxLength: 5 });

async function begin(records: object[]) {
  await AuditLog.collection.deleteMany({});
  await raw().deleteMany({});
  const named = records.map((record, n) => ({ ...record, _id: IDS[n], name: `n${n}` }));
  await runOperation(admin, { action: 'pathShelves.new' }, () => Shelf.insertMany(named));
}

/** Runs a step as one operation; what it throws is part of the game, but nothing of ours may be among it. */
async function perform({ commands, fate }: Step): Promise<string> {
  count += 1;
  const requestId = `step-${count}`;
  let runs = 0;
  const work = async () => {
    runs += 1;
    for (const { run } of commands) await run();
    if (fate === 'is thrown away') throw new Error('thrown away');
    if (fate === 'meets a conflict' && runs === 1) {
      const conflict = new mongoose.mongo.MongoServerError({ message: 'a conflict', code: 112 });
      conflict.addErrorLabel('TransientTransactionError');
      throw conflict;
    }
  };
  await runOperation({ ...admin, requestId }, { action: 'pathShelves.edit' }, work).catch((error) => {
    const legal = isAppError(error) ? REFUSALS.includes(error.code) : EXPECTED.test(String(error));
    if (!legal) throw error;
  });
  return requestId;
}

/** What an operation makes of clashes and of values that cannot be, such as saving a record that an upsert made without its name. */
const REFUSALS = ['invalid', 'duplicate', 'busy'];

/** The clashes and faults that MongoDB and Mongoose have names of their own for. */
const EXPECTED =
  /thrown away|E11000|required|cannot be|Cannot|conflict|No document found|immutable|bulk|Operator|field of type/i;

/** Records whose derived field does not say what the others do. */
const wronglyDerived = async () =>
  (await raw().find({}).toArray()).filter((record) => Object.keys(misderived(derived, record)).length > 0);

type Dump = Map<string, Record<string, unknown>>;

async function dump(): Promise<Dump> {
  const { EJSON } = mongoose.mongo.BSON;
  const records = await raw().find({}).toArray();
  return new Map(
    records.map(({ _id, revision, updatedAt, stock, ...fields }) => [
      String(_id),
      Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, sorted(EJSON.serialize(value))])),
    ]),
  );
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  );

/** What differs between two dumps, record by record, as entries would say it. */
function differences(before: Dump, after: Dump) {
  const found: { id: string; fields: string[] }[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(key), after.get(key)];
    const names = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
    const fields = [...names].filter((field) => !a || !b || a[field] !== b[field]);
    if (fields.length > 0) found.push({ id: key, fields: fields.sort() });
  }
  return found.sort((a, b) => a.id.localeCompare(b.id));
}

async function entriesOf(requestId: string) {
  const entries = await AuditLog.find({ requestId }).lean();
  return entries
    .map((entry) => ({
      id: String(entry.entityId),
      fields: [...new Set([...Object.keys(entry.prevValue ?? {}), ...Object.keys(entry.newValue ?? {})])].sort(),
    }))
    .sort((a, b) => a.id.localeCompare(b.id));
}

describe('whichever way records are written', () => {
  it('each operation leaves one entry for each record it changed, naming what changed, and none for others', async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.array(step, { minLength: 1, maxLength: 5 }), async (records, steps) => {
        await begin(records);
        for (const one of steps) {
          const before = await dump();
          const requestId = await perform(one);
          expect(await entriesOf(requestId)).toEqual(differences(before, await dump()));
          expect((await verifyFolds()).findings).toEqual([]);
          expect(await wronglyDerived()).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it('a save stores no default for a field of the ledger that the record lacks', async () => {
    await begin([]);
    const [one, two] = IDS;
    const made = await raw().insertMany(
      [one, two].map((text) => ({ _id: new mongoose.Types.ObjectId(text), name: text })) as never,
    );
    await runOperation(admin, { action: 'pathShelves.edit' }, async () => {
      const [first, second] = await Shelf.find({ _id: { $in: Object.values(made.insertedIds) } });
      await first?.set('size', 1).save();
      await Shelf.bulkSave([second!.set('size', 2)]);
    });
    expect(
      await raw()
        .find()
        .map(({ size, stock }) => [size, stock])
        .toArray(),
    ).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
  });

  it('operations side by side leave folds that hold and revisions without a gap', async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.array(step, { minLength: 2, maxLength: 5 }), async (records, steps) => {
        await begin(records);
        await Promise.all(steps.map(perform));
        expect((await verifyFolds()).findings).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  }, 600_000);
});
