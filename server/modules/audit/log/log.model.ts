import { type Model, mongo, Schema } from 'mongoose';
import { defineModel } from '../../../platform/model.ts';

/** Where the log stands. One document; whoever grows the log changes it in the same transaction, under the condition of what it read. */
export type LogState = { _id: 'log'; size: number; frontier: mongo.Binary[]; token: number };

/** Up to 256 leaves; `_id` is the bundle's number, so that the log's indexes are dense by the key itself. */
export type LogBundle = { _id: number; leaves: mongo.Binary[] };

/** Up to 256 hashes of one level; `_id` is `<level>/<index>`. */
export type LogTile = { _id: string; hashes: mongo.Binary };

/** A signed checkpoint; `_id` is its size. All are kept. */
export type LogCheckpoint = { _id: number; note: string; createdAt: Date };

/** Entries that were written together and wait for the log together; the trail's, named by their ids. Gone as soon as the log has them. */
export type LogQueued = { _id: mongo.ObjectId; entries: mongo.ObjectId[] };

/**
 * What its writers leave for each other: under `writer` the session of whoever grows the log, which a successor ends; under `copies` the size
 * of the last checkpoint that has a copy.
 */
export type LogMark = { _id: 'writer' | 'copies'; token?: number; session?: mongo.Binary; size?: number };

const plain = { versionKey: false } as const;
const asked = [{ why: 'one by its key', filter: { _id: 1 } }];

export const LogStateModel = defineModel<LogState>(
  'LogState',
  'logState',
  new Schema<LogState>({ _id: String, size: Number, frontier: [Schema.Types.Buffer], token: Number } as never, plain),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'the state', filter: { _id: 'log' } }] },
);

export const LogBundleModel = defineModel<LogBundle>(
  'LogBundle',
  'logBundles',
  new Schema<LogBundle>({ _id: Number, leaves: [Schema.Types.Buffer] } as never, plain),
  { class: 'technical', shardKey: '_id', asked },
);

export const LogTileModel = defineModel<LogTile>(
  'LogTile',
  'logTiles',
  new Schema<LogTile>({ _id: String, hashes: Schema.Types.Buffer } as never, plain),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'one by its key', filter: { _id: '0/0' } }] },
);

export const LogCheckpointModel = defineModel<LogCheckpoint>(
  'LogCheckpoint',
  'logCheckpoints',
  new Schema<LogCheckpoint>({ _id: Number, note: String, createdAt: Date } as never, plain),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'the latest', filter: {}, sort: { _id: -1 } }] },
);

const LogQueueModel = defineModel<LogQueued>(
  'LogQueue',
  'logQueue',
  new Schema<LogQueued>({ entries: [Schema.Types.ObjectId] } as never, plain),
  {
    class: 'technical',
    shardKey: '_id',
    asked: [{ why: 'the oldest', filter: {}, sort: { _id: 1 } }],
    validator: {
      $jsonSchema: {
        required: ['entries'],
        properties: { entries: { bsonType: 'array', minItems: 1, items: { bsonType: 'objectId' } } },
      },
    },
  },
);

const LogMarkModel = defineModel<LogMark>(
  'LogMark',
  'logMarks',
  new Schema<LogMark>({ _id: String, token: Number, session: Schema.Types.Buffer, size: Number } as never, plain),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'one by its key', filter: { _id: 'writer' } }] },
);

/** A collection with its own type: the log is written and read with the bare driver, byte for byte. */
const bare = <T extends mongo.Document>(model: Model<T>) => model.collection as unknown as mongo.Collection<T>;

export const logState = bare(LogStateModel);
export const logBundles = bare(LogBundleModel);
export const logTiles = bare(LogTileModel);
export const logQueue = bare(LogQueueModel);
export const logMarks = bare(LogMarkModel);

/** What waits for the log has no place in it yet, whichever way it waits. */
export const UNLOGGED = { logIndex: { $exists: false } } as const;

/** The entries that a list names; none where it was written by somebody else and is no list. */
export const listedIn = ({ entries }: { entries?: unknown }): mongo.ObjectId[] =>
  Array.isArray(entries) ? entries.filter((id) => id instanceof mongo.ObjectId) : [];

/** Those of the entries in lists that still wait there. */
export const waitingIn = (lists: readonly LogQueued[]) => ({
  _id: { $in: lists.flatMap(listedIn) },
  pending: { $exists: false },
  ...UNLOGGED,
});
