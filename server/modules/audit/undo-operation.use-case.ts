import { collectionByName, type RegisteredCollection } from '../../platform/model.ts';
import { AppError, illegalMove, notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type AuditEntry, AuditLog, type Fields } from './audit-entry.model.ts';
import { standsOnLedgerOf } from './audited-model.service.ts';
import { type ChunkOutcome, chunkHandlerOf, registerChunkHandler } from './chunk-handlers.service.ts';
import { type ChunkedResult, continueOperation, openJournal } from './chunked-operation.use-case.ts';
import { counterBookingOf } from './counter-booking.service.ts';
import { currentOperation, runOperation } from './operation.service.ts';
import { type FailedItem, Operation, type OperationJournal } from './operation-journal.model.ts';
import { forgetLanes } from './operation-lanes.service.ts';
import { stillReferred } from './references.service.ts';
import { takeBack, writeBetween } from './undo.policy.ts';
import { refusedToUndo } from './undo-guards.service.ts';
import { castId } from './verify-folds.use-case.ts';

const UNDO = 'operations.undo';

/**
 * Takes an operation back: each record it changed gets the values it had before, by audited writes of a new operation, in chunks. Records
 * that changed since, that others refer to, whose old values were erased, or which a rule keeps from coming back are listed and left alone, as
 * are stock figures, which only movements change; what a booking of goods brought is taken back by counter-movements. Throws `not_found`, `forbidden`, `illegal_move` while the
 * operation runs or once it was undone, `not_undoable` for what a command did.
 */
export async function undoOperation(ctx: RequestContext, operationId: string): Promise<ChunkedResult> {
  const carryOut = await prepareUndo(ctx, operationId);
  return carryOut();
}

/** Begins an undo, as part of the current operation if there is one; what it answers takes back, once that one has committed. Throws as above. */
export async function prepareUndo(ctx: RequestContext, operationId: string): Promise<() => Promise<ChunkedResult>> {
  const original = await Operation.findById(operationId, { items: 0 }).lean<OperationJournal>();
  if (original?.byCommand) throw notUndoable();
  const changed = await touchedRecords(operationId);
  const items = [...(await bookedRows(original)), ...changed];
  if (!original && items.length === 0) throw notFound('operation', operationId);
  const entities = [...new Set(changed.map((item) => parseItem(item).entity))];
  for (const entity of entities) assertCan(ctx, 'operations', 'undo', { entity });
  if (entities.length === 0) assertCan(ctx, 'operations', 'undo', { entity: original?.entity });

  const spec = { action: UNDO, entity: 'operations', entityId: operationId, detail: { records: items.length } };
  const journal = await runOperation(ctx, spec, async () => {
    const opened = await openJournal(ctx, {
      action: UNDO,
      ...entityOf(entities, original),
      items,
      input: { operationId, ...(original ? { from: original.state, of: original.action } : {}) },
      undoes: operationId,
    });
    if (!original) return opened;
    const { modifiedCount } = await Operation.updateOne(
      { _id: operationId, state: { $in: ['done', 'stopped'] } },
      { $set: { state: 'undone', undoneBy: opened._id } },
    );
    if (modifiedCount !== 1) throw illegalMove('This operation', original.state, 'undone');
    return opened;
  });
  return () => continueOperation(ctx, journal, chunkHandlerOf(UNDO)!);
}

const notUndoable = () =>
  new AppError('not_undoable', 409, 'What a command did is not taken back as one. Set single records right instead.');

function entityOf(changed: string[], original: OperationJournal | null): { entity?: string } {
  const [only = original?.entity, ...others] = changed;
  return only && others.length === 0 ? { entity: only } : {};
}

async function bookedRows(original: OperationJournal | null): Promise<string[]> {
  const counter = counterBookingOf(original?.action);
  if (!original || !counter) return [];
  return (await counter.rowsOf(original)).map((id) => itemOf(counter.ledger, id));
}

registerChunkHandler(UNDO, {
  work: undoChunk,
  inTurn: (chunk, input, run) => {
    const counter = counterBookingOf(input['of']);
    const rows = chunk.map(parseItem).filter(({ entity }) => entity === counter?.ledger);
    if (!counter || rows.length === 0) return run();
    return counter.inTurn(
      rows.map(({ id }) => id),
      run,
    );
  },
  isolateFailures: true,
  finish: async (undoId) => {
    const undo = await Operation.findById(undoId, { items: 0 }).lean<OperationJournal>();
    if (!undo) return;
    if (undo.done > 0 || undo.failed.length === 0) {
      if (undo.undoes) await forgetLanes(undo.undoes);
      return;
    }
    // Nothing could be taken back: the operation stands as it did.
    const from = undo.input?.['from'];
    await Operation.updateOne(
      { _id: undo.undoes, undoneBy: undoId },
      { $set: { state: from }, $unset: { undoneBy: 1 } },
    );
  },
});

const itemOf = (entity: string, id: string): string => `${entity}:${id}`;

function parseItem(item: string): { entity: string; id: string } {
  const at = item.indexOf(':');
  return { entity: item.slice(0, at), id: item.slice(at + 1) };
}

/** The records that an operation changed, the last one first: what refers to others goes before them. */
async function touchedRecords(operationId: string): Promise<string[]> {
  const items = new Set<string>();
  const entries = AuditLog.collection
    .find({ operationId, kind: 'change' }, { projection: { _id: 1, entity: 1, entityId: 1 } })
    .sort({ operationId: 1, _id: 1 });
  for await (const { entity, entityId } of entries) items.add(itemOf(entity, String(entityId)));
  return [...items].reverse();
}

type Target = { item: string; id: unknown; now: Fields | null; was: Fields | null };

async function undoChunk(ctx: RequestContext, chunk: string[], input: Record<string, unknown>): Promise<ChunkOutcome> {
  const operationId = String(input['operationId']);
  const counter = counterBookingOf(input['of']);
  const failed: FailedItem[] = [];
  const fail = (item: string, code: keyof typeof REASONS, by = '') => {
    failed.push({ id: item, code, message: `${REASONS[code]}${by && ` (${by})`}` });
  };
  let done = 0;
  // In their order, one collection at a time: what was made last goes first.
  for (const { entity, ids } of runsOf(chunk)) {
    if (entity === counter?.ledger) {
      const booked = await counter.book(ctx, ids);
      done += booked.done;
      failed.push(...(booked.failed ?? []).map((item) => ({ ...item, id: itemOf(entity, item.id) })));
      continue;
    }
    const declared = collectionByName(entity);
    if (declared?.class !== 'audited') {
      for (const id of ids) fail(itemOf(entity, id), 'unknown');
      continue;
    }
    if (standsOnLedgerOf(entity)) {
      for (const id of ids) fail(itemOf(entity, id), 'booked');
      continue;
    }
    const found = await targetsOf(declared, ids, operationId, fail);
    const refused = await refusedToUndo(entity, ctx, found);
    for (const [id, { code, message }] of refused) failed.push({ id: itemOf(entity, id), code, message });
    const targets = found.filter(({ id }) => !refused.has(String(id)));
    const leaving = targets.filter((target) => target.was === null && target.now !== null);
    const referred =
      leaving.length > 0
        ? await stillReferred(
            entity,
            leaving.map(({ id }) => id),
          )
        : new Map();
    const writes: Record<string, Fields>[] = [];
    for (const { item, id, now, was } of targets) {
      const by = was === null ? referred.get(String(id)) : undefined;
      if (by) {
        fail(item, 'still_referenced', by);
        continue;
      }
      done += 1;
      const write = writeBetween(id, now, was);
      if (write) writes.push(write);
    }
    // What was stored once may be stored again, whatever the schema has come to ask for since.
    if (writes.length > 0) await declared.model.bulkWrite(writes as never, { strict: false, skipValidation: true });
  }
  return { done, failed };
}

const REASONS = {
  unknown: 'There is no such collection any more.',
  changed_since: 'Somebody changed this record after the operation.',
  booked: 'It stands on stock movements. Correct the stock instead.',
  erased: 'The values it had were erased.',
  still_referenced: 'Other records refer to it.',
};

function runsOf(chunk: string[]): { entity: string; ids: string[] }[] {
  const runs: { entity: string; ids: string[] }[] = [];
  for (const { entity, id } of chunk.map(parseItem)) {
    const last = runs.at(-1);
    if (last?.entity === entity) last.ids.push(id);
    else runs.push({ entity, ids: [id] });
  }
  return runs;
}

/** What each record is and what it was before the operation; those that can't be taken back are told to `fail`. */
async function targetsOf(
  declared: RegisteredCollection,
  ids: string[],
  operationId: string,
  fail: (item: string, code: keyof typeof REASONS) => void,
): Promise<Target[]> {
  const entity = declared.collection;
  const session = currentOperation()?.session;
  const own = session ? { session } : {};
  const filter = { entityId: { $in: ids }, entity, revision: { $exists: true } };
  const hint = { entityId: 1, entity: 1, revision: 1 };
  const latest = new Map<string, { revision: number; operationId: unknown }>();
  const projection = { entityId: 1, revision: 1, operationId: 1 };
  for await (const entry of AuditLog.collection.find(filter, { ...own, hint, projection }).sort(hint as never))
    latest.set(String(entry.entityId), { revision: Number(entry.revision), operationId: entry.operationId });

  const entries = new Map<string, AuditEntry[]>();
  const made = AuditLog.collection.find({ ...filter, operationId }, { ...own, hint }).sort(hint as never);
  for await (const entry of made as unknown as AsyncIterable<AuditEntry>)
    entries.set(String(entry.entityId), [...(entries.get(String(entry.entityId)) ?? []), entry]);

  const stored = new Map<string, Fields>();
  const keys = ids.map((id) => castId(declared, id)) as never[];
  for await (const record of declared.model.collection.find({ _id: { $in: keys } }, own))
    stored.set(String(record._id), record);

  return ids.flatMap((id, n): Target[] => {
    const item = itemOf(entity, id);
    const now = stored.get(id) ?? null;
    const last = latest.get(id);
    const steps = entries.get(id) ?? [];
    const isLeft = steps.at(-1)?.newValue === null ? now === null : now?.['revision'] === last?.revision;
    if (steps.length === 0 || last?.operationId !== operationId || !isLeft) fail(item, 'changed_since');
    else if (steps.some((entry) => entry.erasedBy)) fail(item, 'erased');
    else return [{ item, id: keys[n], now, was: steps.reduceRight<Fields | null>(takeBack, now) }];
    return [];
  });
}
