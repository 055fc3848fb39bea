import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { isPassingInTime } from '../../../platform/database-errors.ts';
import { type HeldLease, releaseLease, takeLease } from '../../../platform/lease.ts';
import { logger } from '../../../platform/logger.ts';
import { collections } from '../../../platform/model.ts';
import { AuditLog, type Fields } from '../audit-entry.model.ts';
import { ownedByLedgerOf } from '../audited-model.service.ts';
import { compareFolds, tellUnrecorded } from '../verify-folds.use-case.ts';
import { isTaken } from './is-taken.service.ts';
import { type OutsideWrite, outsideWrites, type Traits, type WriteEvent } from './judge-events.policy.ts';
import {
  BY_COMPARISON,
  recordOutsideChange,
  recordOutsideDrop,
  recordOutsideTouch,
} from './record-outside-change.use-case.ts';
import { WatcherStateModel } from './watcher-state.model.ts';

type ChangeDocument = mongoose.mongo.ChangeStreamDocument & {
  lsid?: { id: { toString(encoding?: string): string } };
  txnNumber?: unknown;
};

const LEASE_MILLISECONDS = 8_000;
const RENEW_MILLISECONDS = 2_000;
/**
 * The server's words for a place that can't be gone on from: not in the oplog any more, ended by a drop, of another database, and before an
 * event that is too large for it to tell.
 */
const PLACE_LOST: ReadonlySet<unknown> = new Set([286, 280, 260, 10_334]);
const BATCH = 1_000;
const PAUSE_MILLISECONDS = 250;
const KEEP_MILLISECONDS = 1_000;
const LOG_COLLECTIONS = ['logState', 'logBundles', 'logTiles', 'logCheckpoints', 'logQueue'];

export type Watcher = { stop(): Promise<void> };

/** Watches for changes made behind the application, on one instance at a time: whoever holds the lease. The others stand by (P3). */
export function startWatcher(): Watcher {
  const stopping = new AbortController();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      const lease = await takeLease('watcher', LEASE_MILLISECONDS).catch(() => null);
      if (lease)
        await lead(lease, stopping.signal).catch((error) =>
          logger.warn({ err: error }, 'the watcher broke off and will go on'),
        );
      await sleep(500, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function lead(lease: HeldLease, signal: AbortSignal): Promise<void> {
  const { stream, first } = await openStream();
  const judging = judgeInGroups();
  let renewAt = Date.now() + RENEW_MILLISECONDS;
  let fetched = 0;
  try {
    if (first) await judging.take(first);
    while (!signal.aborted) {
      if (Date.now() > renewAt) {
        if (!(await takeLease(lease.name, LEASE_MILLISECONDS))) return;
        renewAt = Date.now() + RENEW_MILLISECONDS;
      }
      const event = (await stream.tryNext()) as ChangeDocument | null;
      if (event) await judging.take(event);
      else await judging.settle();
      fetched = event ? fetched + 1 : 0;
      if (hasMore(stream)) continue;
      // A busy shop writes without a pause: fetching what it wrote by the batch costs it a tenth of fetching each write as it comes.
      if (fetched < BATCH) await sleep(PAUSE_MILLISECONDS, undefined, { signal }).catch(() => undefined);
      fetched = 0;
    }
    await judging.settle();
  } finally {
    await judging.keep().catch(() => undefined);
    await stream.close().catch(() => undefined);
    await releaseLease(lease).catch(() => undefined);
  }
}

const ENTRY = Object.fromEntries(
  ['pending', 'kind', 'entity', 'entityId', 'action', 'logIndex'].map((field) => [field, `$fullDocument.${field}`]),
);
/** What new entries are judged by, and nothing of new leaves and hashes: all of them would be most of what the database sends. */
const ONLY_WHAT_IS_JUDGED = {
  $cond: [
    { $eq: ['$ns.coll', AuditLog.collection.name] },
    ENTRY,
    { $cond: [{ $in: ['$ns.coll', ['logBundles', 'logTiles']] }, '$$REMOVE', '$fullDocument'] },
  ],
};

/** The writes of one transaction come one after the other and are judged together. */
function judgeInGroups() {
  let group: WriteEvent[] = [];
  let groupKey = '';
  let seen: unknown = null;
  let judged: unknown = null;
  let keptAt = 0;

  const keep = async () => {
    if (judged) await keepPosition(judged);
    judged = null;
    keptAt = Date.now();
  };
  const settle = async () => {
    const found = group.length > 0 && (await judge(group));
    group = [];
    judged = seen ?? judged;
    seen = null;
    // What is ours may be judged once more after a crash, what is on record may not.
    if (found || Date.now() - keptAt > KEEP_MILLISECONDS) await keep();
  };
  const take = async (event: ChangeDocument) => {
    const key = event.lsid ? `${event.lsid.id.toString('hex')}:${String(event.txnNumber)}` : '';
    if (key === '' || key !== groupKey) await settle();
    groupKey = key;
    const write = writeEventOf(event);
    if (write) group.push(write);
    else if (isDrop(event)) await recordDrop(event);
    seen = event._id;
  };
  return { take, settle, keep };
}

/** Whether events of the last batch are still to be taken; the driver's own type keeps the cursor to itself. */
const hasMore = (stream: mongoose.mongo.ChangeStream): boolean =>
  (stream as unknown as { cursor: mongoose.mongo.AbstractCursor }).cursor.bufferedCount() > 0;

/** Goes on where the last watcher stopped; where the oplog does not reach back so far, all records are compared with their folds. */
async function openStream(): Promise<{ stream: mongoose.mongo.ChangeStream; first: ChangeDocument | null }> {
  const state = await WatcherStateModel.findById('watcher').lean<{ resumeToken: unknown }>();
  if (state) {
    const stream = watch({ resumeAfter: state.resumeToken });
    try {
      await stream.tryNext().then((event) => event && stream.close());
      return { stream: watch({ resumeAfter: state.resumeToken }), first: null };
    } catch (error) {
      await stream.close().catch(() => undefined);
      if (!(error instanceof mongoose.mongo.MongoServerError) || !PLACE_LOST.has(error.code)) throw error;
      logger.warn('the watcher can’t go on from where it stopped: all records are compared with their entries');
    }
  }
  const stream = watch({});
  // Beside a shop that works there is an event already: without it, the rest of its transaction would look like somebody else's.
  const first = (await stream.tryNext()) as ChangeDocument | null;
  await compareAll();
  if (!first && stream.resumeToken) await keepPosition(stream.resumeToken);
  return { stream, first };
}

function watch(from: { resumeAfter?: unknown }) {
  const watched = [...traits().keys()];
  const db = mongoose.connection.db;
  if (!db) throw new Error('the watcher needs a connection');
  return db.watch(
    [
      {
        $match: { $or: [{ 'ns.coll': { $in: watched } }, { operationType: { $in: ['dropDatabase', 'invalidate'] } }] },
      },
      { $set: { fullDocument: ONLY_WHAT_IS_JUDGED } },
    ],
    {
      ...(from.resumeAfter ? { resumeAfter: from.resumeAfter as mongoose.mongo.ResumeToken } : {}),
      maxAwaitTimeMS: 250,
      batchSize: BATCH,
    },
  );
}

async function keepPosition(resumeToken: unknown): Promise<void> {
  await WatcherStateModel.updateOne({ _id: 'watcher' }, { $set: { resumeToken, at: new Date() } }, { upsert: true });
}

/** Compares every audited record with its entries and puts each difference on record. */
export async function compareAll(): Promise<void> {
  const differing = new Map<string, { collection: string; id: string }>();
  const tell = (collection: string, id: string) => void differing.set(`${collection}:${id}`, { collection, id });
  const { living } = await compareFolds({}, tell, () => undefined);
  await tellUnrecorded(living, tell);
  for (const seen of differing.values()) {
    const { collection, id } = seen;
    const event: WriteEvent = { kind: 'update', collection, id, after: null, fields: [], at: new Date(), token: id };
    await told({ event, of: 'record' }, () => recordOutsideChange(seen), BY_COMPARISON);
  }
}

let known: Map<string, Traits> | undefined;

function traits(): Map<string, Traits> {
  known ??= new Map([
    ...collections().flatMap((c): [string, Traits][] =>
      c.class === 'audited' || c.class === 'ledger' || c.class === 'trail'
        ? [[c.collection, { class: c.class, ownedByLedger: ownedByLedgerOf(c.collection) }]]
        : [],
    ),
    ...LOG_COLLECTIONS.map((name): [string, Traits] => [name, { class: 'log', ownedByLedger: new Set() }]),
  ]);
  return known;
}

/** Puts on record what the application would not have written; answers whether there was any. */
async function judge(events: WriteEvent[]): Promise<boolean> {
  const suspected = outsideWrites(events, (collection) => traits().get(collection));
  const found: OutsideWrite[] = [];
  for (const write of suspected) if (write.of !== 'mark' || !(await isTaken(write.event))) found.push(write);
  const records = new Set<string>();
  for (const write of found) {
    const { event, of } = write;
    const record = `${event.collection}:${String(event.id)}`;
    if (of !== 'record') await recordOutsideTouch(write);
    // Several writes of one record in one transaction are one change: only the record as it is now is compared.
    else if (!records.has(record)) {
      const several =
        found.filter((other) => `${other.event.collection}:${String(other.event.id)}` === record).length > 1;
      await told(write, () =>
        recordOutsideChange({ collection: event.collection, id: event.id, ...(several ? {} : { event }) }),
      );
    }
    records.add(record);
  }
  return found.length > 0;
}

/**
 * Tells of a change with its values; where they can't be kept (before and after together are larger than the database takes, say), at least
 * that it was made and in which fields: one change that can't be told must not keep the watcher from all that come after it.
 */
async function told(write: OutsideWrite, tell: () => Promise<unknown>, foundBy?: string): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (isPassingInTime(error)) throw error;
    const { collection, id } = write.event;
    logger.error({ err: error, collection, id: String(id) }, 'an outside change could not be told with its values');
    await recordOutsideTouch({ ...write, of: 'record' }, foundBy);
  }
}

function writeEventOf(event: ChangeDocument): WriteEvent | null {
  const token = tokenOf(event);
  const at = 'wallTime' in event && event.wallTime instanceof Date ? event.wallTime : new Date();
  switch (event.operationType) {
    case 'insert':
    case 'replace':
      return {
        kind: event.operationType,
        collection: event.ns.coll,
        id: event.documentKey._id,
        after: event.fullDocument ?? null,
        fields: [],
        at,
        token,
      };
    case 'update': {
      const { updatedFields = {}, removedFields = [], truncatedArrays = [] } = event.updateDescription;
      const paths = [
        ...Object.keys(updatedFields),
        ...removedFields,
        ...(truncatedArrays ?? []).map((array) => array.field),
      ];
      const fields = [...new Set(paths.map((path) => path.split('.')[0] ?? path))];
      return {
        kind: 'update',
        collection: event.ns.coll,
        id: event.documentKey._id,
        after: updatedFields as Fields,
        fields,
        at,
        token,
      };
    }
    case 'delete':
      return {
        kind: 'delete',
        collection: event.ns.coll,
        id: event.documentKey._id,
        after: null,
        fields: [],
        at,
        token,
      };
    default:
      return null;
  }
}

const tokenOf = ({ _id }: ChangeDocument): string => String((_id as { _data?: unknown })._data);

const isDrop = (event: ChangeDocument): boolean =>
  ['drop', 'rename', 'dropDatabase', 'invalidate'].includes(event.operationType);

async function recordDrop(event: ChangeDocument): Promise<void> {
  const collection = 'ns' in event && event.ns && 'coll' in event.ns ? event.ns.coll : 'database';
  const at = 'wallTime' in event && event.wallTime instanceof Date ? event.wallTime : new Date();
  await recordOutsideDrop(collection, event.operationType, { at, token: tokenOf(event) });
  await compareAll();
}
