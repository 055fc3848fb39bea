import mongoose from 'mongoose';
import type { Fields } from './audit-entry.model.ts';
import {
  isLedgerWrite,
  noteInsert,
  operationFor,
  plain,
  refuseInitialStock,
  withKeptStock,
} from './capture-rules.service.ts';
import { type CurrentOperation, currentOperation } from './operation.service.ts';
import { type AnyModel, type AuditedModelInfo, modelOf, recordId } from './touched-records.service.ts';
import { isIdFilter, tiedTo, type Update, withInsertId, withNextRevision } from './update.policy.ts';

type BulkResult = Record<'insertedCount' | 'matchedCount' | 'modifiedCount' | 'deletedCount' | 'upsertedCount', number>;
type Call = {
  filter?: Fields;
  update?: Update;
  document?: Fields;
  replacement?: Fields;
  upsert?: boolean;
  collation?: { locale: string };
};
type BulkOperation = { [kind: string]: Call };

const kindOf = (op: BulkOperation): string => Object.keys(op)[0] ?? '';
const callOf = (op: BulkOperation): Call => op[kindOf(op)] ?? {};
const isInsert = (op: BulkOperation): boolean => kindOf(op) === 'insertOne';
const isById = (op: BulkOperation): boolean => isInsert(op) || isIdFilter(callOf(op).filter ?? {});

/**
 * Splits bulk writes so that each part can be captured before it runs: operations by `_id` stay together, one with another filter runs
 * alone, since an earlier one may change what it matches.
 */
export function bulkWriteInParts(model: AnyModel): AnyModel['bulkWrite'] {
  const original = model.bulkWrite.bind(model);
  return (async (given: BulkOperation[], options: never) => {
    // Capturing completes the operations; whoever runs the work again after a conflict hands over the same ones.
    const ops = given.map((op) => ({ [kindOf(op)]: { ...callOf(op) } }));
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

/** `insertMany` whose session is looked at too: its hook never sees the options. */
export function insertManyInOperation(model: AnyModel, entity: string): AnyModel['insertMany'] {
  const original = model.insertMany.bind(model);
  return (async (docs: never, options: never) => {
    if (options) operationFor(entity, 'insertMany', options);
    return original(docs, options);
  }) as never;
}

/** Notes what the parts of a bulk write are about to touch. Either all of them are by `_id`, or there is one only. */
export async function captureBulk(
  operation: CurrentOperation,
  info: AuditedModelInfo,
  ops: BulkOperation[],
): Promise<void> {
  const updates = ops.map((op) => callOf(op).update).filter((update) => update !== undefined);
  const onlyUpdates = ops.every((op) => callOf(op).update !== undefined && !callOf(op).upsert);
  if (isLedgerWrite(operation, info, updates, { onlyUpdates })) return;
  for (const op of ops) if (!isInsert(op)) callOf(op).filter = castFilter(info, callOf(op).filter ?? {});

  const { found, fresh } = await noteTargets(operation, info, ops);
  const byId = new Map(found.map((record) => [String(record['_id']), record]));
  for (const op of ops) if (isInsert(op)) noteDocument(operation, info, callOf(op));
  for (const op of ops) {
    const call = callOf(op);
    if (isInsert(op)) continue;
    const targets = isById(op) ? [byId.get(String(idOf(call))) ?? []].flat() : found;
    if (call.replacement) call.replacement = withKeptStock(info, plain(call.replacement), targets[0]);
    if (targets.length > 0) call.filter = tiedTo(call.filter ?? {}, idsOf(targets));
    else if (call.upsert) completeInsert(operation, info, call);
    // Only the first write of a record raises its revision; what is left over is set right when the operation settles.
    const isFirst = targets.length > 0 && targets.every((record) => fresh.delete(String(record['_id'])));
    if (call.update && isFirst) call.update = withNextRevision(call.update);
  }
}

/** The records that a part will write, as they are; `fresh` those that this operation has not touched before. */
async function noteTargets(operation: CurrentOperation, info: AuditedModelInfo, ops: BulkOperation[]) {
  const [first] = ops;
  const byId = ops.filter((op) => !isInsert(op) && isById(op));
  if (byId.length > 0) {
    const ids = byId.map((op) => idOf(callOf(op)));
    const fresh = new Set(ids.filter((id) => !operation.touched.has(info, id)).map(String));
    return { found: (await operation.touched.matching(info, { _id: { $in: ids } })).found, fresh };
  }
  if (!first || isInsert(first)) return { found: [], fresh: new Set<string>() };
  const { filter = {}, collation } = callOf(first);
  const { found, fresh } = await operation.touched.matching(info, filter, {
    ...(kindOf(first).endsWith('Many') ? {} : { limit: 1 }),
    ...(collation ? { collation } : {}),
  });
  return { found, fresh: new Set(fresh ? found.map((record) => String(record['_id'])) : []) };
}

function noteDocument(operation: CurrentOperation, info: AuditedModelInfo, call: Call): void {
  const document = plain(call.document ?? {});
  refuseInitialStock(info, (field) => document[field]);
  const isNewId = document['_id'] === undefined;
  const id = recordId(info, document['_id'] ?? new mongoose.Types.ObjectId());
  call.document = { ...document, _id: id };
  operation.touched.created(info, id, { isNewId });
}

function completeInsert(operation: CurrentOperation, info: AuditedModelInfo, call: Call): void {
  const inserts = noteInsert(operation, info, call.filter ?? {}, call.replacement ?? call.update ?? {});
  if (!inserts) return;
  if (call.replacement) call.replacement = { ...call.replacement, _id: inserts.generated };
  else call.update = withInsertId(call.update ?? {}, inserts.generated);
}

const idsOf = (records: Fields[]): unknown[] => records.map((record) => record['_id']);

/** The id that a call by id names. */
const idOf = (call: Call): unknown => {
  const id = call.filter?.['_id'] as { $eq?: unknown } | undefined;
  return id && typeof id === 'object' && '$eq' in id ? id.$eq : id;
};

function castFilter(info: AuditedModelInfo, filter: Fields): Fields {
  const model = modelOf(info);
  return model.find().cast(model, { ...filter }) as Fields;
}
