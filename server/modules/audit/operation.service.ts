import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type ClientSession } from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { gatherInserts } from '../../platform/gathered-inserts.ts';
import { ids } from '../../platform/ids.ts';
import { logger } from '../../platform/logger.ts';
import { isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { asAppError, busy } from './audit.errors.ts';
import type { AuditEntry } from './audit-entry.model.ts';
import { actionEntry, changeEntries } from './entry.service.ts';
import { writeEntries } from './log/write-entries.service.ts';
import { type Touched, TouchedRecords } from './touched-records.service.ts';

export type OperationSpec = {
  /** `<resource>.<verb>`, as in the permission table: `products.edit`. */
  action: string;
  /** The collection acted upon; an operation that names one leaves an entry even if it changed nothing there. */
  entity?: string;
  entityId?: string;
  /** What was asked for, where no field of a record tells (quantities, a document); never secrets or personal data. */
  detail?: Record<string, unknown>;
};

export type OperationOptions = {
  operationId?: string;
  /** Takes no optimistic step from the beginning: one has failed already. */
  careful?: boolean;
} & TurnOptions;

type TurnOptions = {
  /**
   * Called as soon as others see what was written, before a majority of the database holds it: lets the next one in who waits for the same
   * record, and is no word of success. May be called again where the commit was lost after all.
   */
  onVisible?: () => void;
  /** Called each time it had to give way to another transaction; may say after how many milliseconds to run again. */
  onConflict?: () => number;
};

export type CurrentOperation = {
  id: string;
  ctx: RequestContext;
  spec: OperationSpec;
  session: ClientSession;
  touched: TouchedRecords;
  /** Set once its entries are made: what would be written after that had none. */
  settled: boolean;
  /** Above zero while inventory's guarded stock update runs. */
  ledgerDepth: number;
  /** Whether an optimistic step has failed before, so that this run takes none. */
  careful: boolean;
  afterCommit: (() => void)[];
};

/** Rolls everything back and has each operation run again by itself, carefully. Not an error that anybody should catch. */
class StartOver extends Error {}

const storage = new AsyncLocalStorage<CurrentOperation>();
const onRecord = new WeakSet<RequestContext>();

/** Whether an operation under this very context has committed with its entries; false tells nothing. */
export const hasLeftEntry = (ctx: RequestContext): boolean => onRecord.has(ctx);

/** The operation this code runs in, if any. */
export const currentOperation = (): CurrentOperation | undefined => storage.getStore();

/** A run that has to give way comes back soon: the longer it waited, the less often it would meet a moment between two others. */
const LONGEST_WAIT_MS = 25;
/** Given up only after both: while a new primary is elected there are few tries, each of which waits for it. */
const MAX_CONFLICTS = 30;
const CONFLICTS_UNTIL_MS = 10_000;
const MAX_DEAD_TRANSACTIONS = 5;
const MOST_WAITS = 2;
const NO_SUCH_TRANSACTION = 251;

/**
 * Runs `work` as one audited operation: one transaction in which its writes and their entries commit together or not at all (P1).
 * Inside another operation it joins that one. `work` may run again after a write conflict, so it does nothing outside the database, makes
 * its calls one after the other, and reads or makes its documents itself: one from outside counts as saved by the run that was undone.
 * Throws AppErrors: what `work` threw, or `invalid`, `duplicate`, `busy` for the database's own.
 */
export async function runOperation<T>(
  ctx: RequestContext,
  spec: OperationSpec,
  work: (operation: CurrentOperation) => Promise<T>,
  options: OperationOptions = {},
): Promise<T> {
  const outer = storage.getStore();
  if (outer) return work(outer);

  const { operationId: id = ids.random(), careful = false } = options;
  const run = (start: Start) => commit([start], ([operation]) => work(operation as CurrentOperation), options);
  try {
    return await run({ id, ctx, spec, careful });
  } catch (error) {
    if (error instanceof StartOver) return run({ id, ctx, spec, careful: true });
    throw error;
  }
}

/** Does a piece of work for each of several operations, in turn and as part of that one. */
export type InEach<M> = <R>(piece: (member: M) => Promise<R>) => Promise<R[]>;

/**
 * Runs several operations of one kind in one transaction, each with an id, a context and entries of its own; all of them commit, or none. New
 * documents that they save are inserted at the end, those of one collection in one call. What `work` does outside of `inEach` counts for the
 * first of them. Answers null, and nothing was done, where anything speaks against one: then each is to be run by itself. Throws `busy`.
 */
export async function runTogether<M extends { ctx: RequestContext }, T>(
  members: readonly M[],
  spec: OperationSpec,
  work: (inEach: InEach<M>) => Promise<T>,
  options: TurnOptions = {},
): Promise<T | null> {
  if (storage.getStore()) throw new Error('operations that share a transaction cannot be part of another one');
  const starts = members.map(({ ctx }) => ({ id: ids.random(), ctx, spec, careful: false }));
  try {
    return await commit(
      starts,
      (operations) => {
        const inEach: InEach<M> = async (piece) => {
          const results = [];
          for (const [n, member] of members.entries())
            results.push(await storage.run(operations[n] as CurrentOperation, async () => await piece(member)));
          return results;
        };
        return gatherInserts(operations[0]!.session, () => work(inEach));
      },
      options,
    );
  } catch (error) {
    if (!(error instanceof StartOver)) throw error;
    const { cause } = error;
    if (cause && !isAppError(asAppError(cause)))
      logger.warn({ err: cause, action: spec.action }, 'operations that shared a transaction are run one by one');
    return null;
  }
}

type Start = Pick<CurrentOperation, 'id' | 'ctx' | 'spec' | 'careful'>;

/**
 * Runs `work` in a transaction, flushes the entries of its operations and commits, as often as others are in the way. Throws StartOver where
 * an optimistic step failed, and where several operations share the transaction for whatever failed before the commit.
 */
async function commit<T>(
  starts: readonly Start[],
  work: (operations: CurrentOperation[]) => Promise<T>,
  { onVisible, onConflict }: TurnOptions,
): Promise<T> {
  const began = performance.now();
  let conflicts = 0;
  let deadTransactions = 0;
  let committed: { result: T; operations: CurrentOperation[]; onRecord: boolean[] } | undefined;
  const attempt = (): Promise<unknown> =>
    mongoose.connection.transaction(
      async (session) => {
        // What a run before this one did was lost at its commit.
        committed = undefined;
        commitStubbornly(session, onVisible);
        const operations = starts.map((start) => newOperation(start, session));
        try {
          // Awaited inside: a query runs only once it is awaited, and must do so within the operation.
          const result = await storage.run(operations[0] as CurrentOperation, async () => await work(operations));
          committed = { result, operations, onRecord: await flush(operations, session) };
        } catch (error) {
          // withTransaction would try again at growing distances for two minutes; what is no error of the driver's it hands on.
          if (isTransient(error)) throw new Conflict(error);
          throw operations.length === 1 || error instanceof StartOver ? error : new StartOver('', { cause: error });
        }
      },
      {
        readConcern: { level: 'snapshot' },
        // With a first step of its own, the commit asks for the majority in a second one.
        writeConcern: { w: onVisible ? 1 : 'majority' },
        readPreference: 'primary',
      },
    );
  while (!committed) {
    try {
      await attempt();
    } catch (error) {
      if (error instanceof StartOver) throw error;
      if (!(error instanceof Conflict)) throw asAppError(error);
      conflicts += 1;
      const wait = onConflict?.() ?? Math.random() * Math.min(2 * conflicts, LONGEST_WAIT_MS);
      if (error.isDeadTransaction) deadTransactions += 1;
      const isHopeless = conflicts > MAX_CONFLICTS && performance.now() - began > CONFLICTS_UNTIL_MS;
      if (isHopeless || deadTransactions > MAX_DEAD_TRANSACTIONS) throw busy();
      await sleep(wait);
    }
  }
  for (const [n, { ctx, afterCommit }] of committed.operations.entries()) {
    if (committed.onRecord[n]) onRecord.add(ctx);
    for (const callback of afterCommit) callback();
  }
  return committed.result;
}

const newOperation = (start: Start, session: ClientSession): CurrentOperation => ({
  ...start,
  session,
  touched: new TouchedRecords(session),
  settled: false,
  ledgerDepth: 0,
  afterCommit: [],
});

/** Calls back once the current operation has committed; at once where there is none. For hints (wake the outbox), never for duties. */
export function afterCommit(callback: () => void): void {
  const operation = storage.getStore();
  if (operation) operation.afterCommit.push(callback);
  else callback();
}

/**
 * Lets `work` write fields that belong to the stock ledger, and only these: no change entry, no new revision, since the movements booked
 * in the same operation are their record. Only catalog's guarded stock update calls this.
 */
export async function allowLedgerWrite<T>(work: () => Promise<T>): Promise<T> {
  const operation = storage.getStore();
  if (!operation) throw new Error('a ledger write needs an operation');
  operation.ledgerDepth += 1;
  try {
    return await work();
  } finally {
    operation.ledgerDepth -= 1;
  }
}

/**
 * Tries a step of the current operation that is right in nearly every case. Where it answers null, everything that the operation has done is
 * undone, the operation runs again, and `otherwise` takes the place of all such steps.
 */
export async function optimistically<T>(step: () => Promise<T | null>, otherwise: () => Promise<T>): Promise<T> {
  const operation = storage.getStore();
  if (!operation) throw new Error('an optimistic step needs an operation');
  if (operation.careful) return otherwise();
  const result = await step();
  if (result === null) throw new StartOver();
  return result;
}

/** Makes the entries of the operations and inserts them in one call; answers which of them left any. */
async function flush(operations: readonly CurrentOperation[], session: ClientSession): Promise<boolean[]> {
  const entries: AuditEntry[][] = [];
  for (const operation of operations) {
    operation.settled = true;
    const changes: Touched[] = await operation.touched.settle();
    const now = clock.now();
    const made = changeEntries(operation, changes, now);
    if (made.length === 0 && operation.spec.entity) made.push(actionEntry(operation, now));
    entries.push(made);
  }
  await writeEntries(entries.flat(), session);
  return entries.map((made) => made.length > 0);
}

const prepared = new WeakSet<ClientSession>();

/**
 * Has a commit whose answer was lost asked for again, which is safe: the session says which one it was. The driver does so by itself unless
 * its monitor saw the server die first; then it leaves its errors without the labels that it looks for. With `onVisible` the commit is asked
 * for twice in any case: the first answer says that others see it, the second, which the driver asks for at majority, that it will stay.
 */
function commitStubbornly(session: ClientSession, onVisible?: () => void): void {
  if (prepared.has(session)) return;
  prepared.add(session);
  const commit = session.commitTransaction.bind(session);
  let waits = 0;
  session.commitTransaction = async (options) => {
    try {
      await commit(options);
      if (!onVisible) return;
      onVisible();
      await commit(options);
    } catch (error) {
      // While a new primary is being elected there is nobody to ask.
      const isNobodyThere = error instanceof mongoose.mongo.MongoServerSelectionError;
      if (isNobodyThere) waits += 1;
      if (isNetworkError(error) || (isNobodyThere && waits <= MOST_WAITS))
        error.addErrorLabel('UnknownTransactionCommitResult');
      throw error;
    }
  };
}

/** A connection that was lost; a bulk write tells of it in an error of its own, without a code and without a write to blame. */
function isNetworkError(error: unknown): error is mongoose.mongo.MongoError {
  if (error instanceof mongoose.mongo.MongoBulkWriteError)
    return error.code === undefined && [error.writeErrors].flat().length === 0;
  return error instanceof mongoose.mongo.MongoNetworkError;
}

function isTransient(error: unknown): error is mongoose.mongo.MongoError & { code?: number } {
  if (isNetworkError(error)) return true;
  return error instanceof mongoose.mongo.MongoError && error.hasErrorLabel('TransientTransactionError');
}

/** A run of an operation that the database did not let through, and that may be tried again. */
class Conflict extends Error {
  readonly isDeadTransaction: boolean;

  constructor(cause: mongoose.mongo.MongoError & { code?: number }) {
    super(cause.message, { cause });
    this.isDeadTransaction = cause.code === NO_SUCH_TRANSACTION;
  }
}
