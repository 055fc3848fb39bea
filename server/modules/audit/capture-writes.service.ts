import mongoose, { type Query, type Schema } from 'mongoose';
import { LedgerFieldWrite, WriteOutsideOperation } from './audit.errors.ts';
import type { Fields } from './audit-entry.model.ts';
import { BOOKKEEPING_FIELDS } from './change.policy.ts';
import { type CurrentOperation, currentOperation } from './operation.service.ts';
import { type AnyModel, type AuditedModelInfo, modelOf } from './touched-records.service.ts';

/** Marks a hook so that Mongoose runs it even for calls with `middleware: false`: no option of a call can skip the trail. */
export const always = <F>(hook: F): F =>
  Object.assign(hook as object, { [Symbol.for('mongoose:built-in-middleware')]: true }) as F;

// biome-ignore lint/suspicious/noExplicitAny: queries and updates of every audited model
type AnyQuery = Query<any, any>;
type BulkResult = Record<'insertedCount' | 'matchedCount' | 'modifiedCount' | 'deletedCount' | 'upsertedCount', number>;
type Update = Fields | Fields[];
type BulkOperation = {
  [kind: string]: { filter?: Fields; update?: Update; document?: Fields; replacement?: Fields; upsert?: boolean };
};

/** Adds the hooks that see every write Mongoose knows of, each with the records it is about to touch. */
export function captureWrites(schema: Schema, info: AuditedModelInfo): void {
  const { ownedByLedger } = info;

  schema.pre(
    'save',
    always(async function saveHook(this: mongoose.Document) {
      const operation = operationFor(info, 'save');
      if (this.isNew) {
        refuseLedgerFields(info, initialLedgerValues(this, ownedByLedger));
        operation.touched.created(info, this._id);
        return;
      }
      if (!this.isModified()) return;
      refuseLedgerFields(
        info,
        this.modifiedPaths().filter((path) => ownedByLedger.has(path)),
      );
      await noteById(operation, info, this._id);
      this.set('revision', operation.touched.nextRevision(info, this._id));
    }),
  );

  schema.pre(
    'insertMany',
    always(async function insertManyHook(docs: unknown) {
      const operation = operationFor(info, 'insertMany');
      for (const doc of Array.isArray(docs) ? docs : [docs]) {
        refuseLedgerFields(
          info,
          [...ownedByLedger].filter((field) => isSet((doc as Fields)[field])),
        );
        (doc as Fields)['_id'] ??= new mongoose.Types.ObjectId();
        operation.touched.created(info, (doc as Fields)['_id']);
      }
    } as never),
  );

  for (const kind of ['updateOne', 'updateMany', 'findOneAndUpdate'] as const) {
    schema.pre(
      kind,
      { query: true, document: false },
      always(async function updateHook(this: AnyQuery) {
        const operation = operationFor(info, kind);
        const update = (this.getUpdate() ?? {}) as Update;
        if (isLedgerWrite(operation, info, updatedFields(update))) return;
        const { fresh } = await narrow(operation, info, this, kind === 'updateMany');
        if (fresh) this.setUpdate(withNextRevision((this.getUpdate() ?? {}) as Update));
      }),
    );
  }

  for (const kind of ['replaceOne', 'findOneAndReplace'] as const) {
    schema.pre(
      kind,
      { query: true, document: false },
      always(async function replaceHook(this: AnyQuery) {
        const operation = operationFor(info, kind);
        const [before] = (await narrow(operation, info, this, false)).found;
        const replacement = this.getUpdate() as Fields;
        const kept = [...ownedByLedger].filter((field) => before?.[field] !== undefined);
        this.setUpdate({ ...replacement, ...Object.fromEntries(kept.map((field) => [field, before?.[field]])) });
      }),
    );
  }

  for (const kind of ['deleteOne', 'deleteMany', 'findOneAndDelete'] as const) {
    schema.pre(
      kind,
      { query: true, document: false },
      always(async function deleteHook(this: AnyQuery) {
        await narrow(operationFor(info, kind), info, this, kind === 'deleteMany');
      }),
    );
  }

  schema.pre(
    'aggregate',
    always(function aggregateHook(this: mongoose.Aggregate<unknown>) {
      if (this.pipeline().some((stage) => '$out' in stage || '$merge' in stage)) {
        throw new WriteOutsideOperation(info.entity, 'an aggregation that writes');
      }
    } as never),
  );

  schema.pre(
    'bulkWrite',
    always(async function bulkWriteHook(ops: BulkOperation[]) {
      const operation = operationFor(info, 'bulkWrite');
      const fields = ops.flatMap((op) => updatedFields(Object.values(op)[0]?.update ?? {}));
      if (isLedgerWrite(operation, info, fields)) return;
      await captureBulk(operation, info, ops);
    } as never),
  );
}

/**
 * Splits bulk writes so that each part can be captured before it runs: operations by `_id` stay together, one with another filter runs
 * alone, since an earlier one may change what it matches.
 */
export function bulkWriteInParts(model: AnyModel): AnyModel['bulkWrite'] {
  const original = model.bulkWrite.bind(model);
  return (async (ops: BulkOperation[], options: never) => {
    const parts: BulkOperation[][] = [];
    for (const op of ops) {
      const last = parts.at(-1);
      if (last && isById(op) && isById(last[0]!)) last.push(op);
      else parts.push([op]);
    }
    // The ledger's guarded update is not captured, so that it need not be split.
    if (parts.length <= 1 || currentOperation()?.ledgerDepth) return original(ops as never, options);
    const results: BulkResult[] = [];
    for (const part of parts) results.push(await original(part as never, options));
    const sum = (key: keyof BulkResult) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
    return {
      ok: 1,
      insertedCount: sum('insertedCount'),
      matchedCount: sum('matchedCount'),
      modifiedCount: sum('modifiedCount'),
      deletedCount: sum('deletedCount'),
      upsertedCount: sum('upsertedCount'),
    };
  }) as never;
}

const isById = (op: BulkOperation): boolean => {
  const call = Object.values(op)[0];
  if ('insertOne' in op) return true;
  const filter = call?.filter ?? {};
  return Object.keys(filter).length === 1 && '_id' in filter && !isQueryOperator(filter['_id']);
};

const isQueryOperator = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && Object.keys(value).some((key) => key.startsWith('$'));

function operationFor(info: AuditedModelInfo, how: string): CurrentOperation {
  const operation = currentOperation();
  if (!operation) throw new WriteOutsideOperation(info.entity, how);
  return operation;
}

function refuseLedgerFields(info: AuditedModelInfo, fields: string[]): void {
  if (fields.length > 0) throw new LedgerFieldWrite(info.entity, fields);
}

/** True inside the guarded stock update, which may write the ledger's fields and no others; those fields are refused anywhere else. */
function isLedgerWrite(operation: CurrentOperation, info: AuditedModelInfo, fields: string[]): boolean {
  const owned = fields.filter((field) => info.ownedByLedger.has(field));
  if (operation.ledgerDepth > 0 && owned.length > 0) {
    const others = fields.filter((field) => !info.ownedByLedger.has(field) && !BOOKKEEPING_FIELDS.has(field));
    if (others.length > 0) throw new LedgerFieldWrite(info.entity, others);
    return true;
  }
  refuseLedgerFields(info, owned);
  return false;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== 0;

function initialLedgerValues(doc: mongoose.Document, ownedByLedger: ReadonlySet<string>): string[] {
  return [...ownedByLedger].filter((field) => isSet(doc.get(field)));
}

async function noteById(operation: CurrentOperation, info: AuditedModelInfo, id: unknown): Promise<void> {
  if (!operation.touched.has(info, id)) await operation.touched.matching(info, { _id: id });
}

/** Notes what a query is about to touch, ties the query to exactly that, and answers it with whether all of it is touched for the first time. */
async function narrow(operation: CurrentOperation, info: AuditedModelInfo, query: AnyQuery, many: boolean) {
  query.cast(query.model);
  const { sort, collation, upsert } = query.getOptions();
  const noted = await operation.touched.matching(info, query.getFilter(), {
    ...(many ? {} : { limit: 1 }),
    ...(sort ? { sort: sort as Record<string, 1 | -1> } : {}),
    ...(collation ? { collation: collation as { locale: string } } : {}),
  });
  if (noted.found.length > 0) query.setQuery({ _id: { $in: noted.found.map((record) => record['_id']) } });
  else if (upsert) query.setUpdate(withUpsertId(operation, info, query.getFilter(), query.getUpdate() as Fields));
  return noted;
}

/** An upsert that will insert: fixes the new record's id ahead, so that the record is known before it exists. */
function withUpsertId(operation: CurrentOperation, info: AuditedModelInfo, filter: Fields, update: Fields): Fields {
  const given = filter['_id'];
  if (given !== undefined) {
    operation.touched.created(info, given);
    return update;
  }
  const id = new mongoose.Types.ObjectId();
  operation.touched.created(info, id);
  return { ...update, $setOnInsert: { ...(update['$setOnInsert'] as Fields), _id: id } };
}

/** The top-level fields an update writes, whatever operator it uses. */
function updatedFields(update: Update): string[] {
  const stages = Array.isArray(update) ? update : [update];
  return stages.flatMap((stage) =>
    Object.entries(stage).flatMap(([key, value]) => {
      if (key === '$unset' && (typeof value === 'string' || Array.isArray(value))) return [value].flat().map(topLevel);
      return key.startsWith('$') ? Object.keys(value as Fields).map(topLevel) : [topLevel(key)];
    }),
  );
}

const topLevel = (path: string): string => path.split('.')[0] ?? path;

/** Adds one to the revision, unless the update already sets it (a saved document does). */
function withNextRevision(update: Update): Update {
  if (updatedFields(update).includes('revision')) return update;
  if (Array.isArray(update)) return [...update, { $set: { revision: { $add: [{ $ifNull: ['$revision', 0] }, 1] } } }];
  return { ...update, $inc: { ...(update['$inc'] as Fields), revision: 1 } };
}

/** Notes what the parts of a bulk write are about to touch. Either all of them are by `_id`, or there is one only. */
async function captureBulk(operation: CurrentOperation, info: AuditedModelInfo, ops: BulkOperation[]): Promise<void> {
  const ids: unknown[] = [];
  for (const op of ops) {
    const [kind, call] = Object.entries(op)[0]!;
    if (kind === 'insertOne') {
      call.document ??= {};
      refuseLedgerFields(
        info,
        [...info.ownedByLedger].filter((field) => isSet(call.document?.[field])),
      );
      call.document['_id'] ??= new mongoose.Types.ObjectId();
      operation.touched.created(info, call.document['_id']);
      continue;
    }
    call.filter = castFilter(info, call.filter ?? {});
    if (isById(op) && !call.upsert) {
      ids.push(call.filter['_id']);
    } else {
      const many = kind === 'updateMany' || kind === 'deleteMany';
      const { found } = await operation.touched.matching(info, call.filter, many ? {} : { limit: 1 });
      if (found.length > 0) call.filter = { _id: { $in: found.map((record) => record['_id']) } };
      else if (call.upsert) call.update = withUpsertId(operation, info, call.filter, (call.update ?? {}) as Fields);
    }
  }
  const fresh = new Set(ids.filter((id) => !operation.touched.has(info, id)).map(String));
  if (ids.length > 0) await operation.touched.matching(info, { _id: { $in: ids } });
  for (const op of ops) {
    const call = Object.values(op)[0]!;
    if (!call.update) continue;
    // Only the first write of a record raises its revision; what is left over is set right when the operation settles.
    if (fresh.delete(String(call.filter?.['_id']))) call.update = withNextRevision(call.update);
  }
}

function castFilter(info: AuditedModelInfo, filter: Fields): Fields {
  const model = modelOf(info);
  return model.find().cast(model, filter) as Fields;
}
