import type { mongo } from 'mongoose';
import { Schema, Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import type { Role, Source } from '../../shared/request-context.ts';

export const ENTRY_KINDS = ['change', 'action', 'refusal', 'access', 'sign-in', 'outside'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const OUTCOMES = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Fields = Record<string, unknown>;

/**
 * One line of the trail, in the format that never changes (design: §4 and §5). `prevValue` and `newValue` hold only the top-level fields
 * that changed; a field missing on one side was not there. `salts` are 16 bytes for each digested value, in the order of `saltSlots`.
 */
export type AuditEntry = {
  _id: Types.ObjectId;
  v: 1;
  kind: EntryKind;
  entity: string;
  entityId: string | null;
  action: string;
  outcome: Outcome;
  /** The stable code of a refusal or failure. */
  cause?: string;
  /** Of change and outside entries only: exactly one higher than the record's last. */
  revision?: number;
  prevValue: Fields | null;
  newValue: Fields | null;
  performedBy: { kind: string; id: string | null; name: string };
  role: readonly Role[];
  ip: string;
  userAgent: string;
  requestId: string;
  source: Source;
  reason?: string;
  operationId?: string;
  /** What was looked for, opened or refused, without values of records. */
  detail?: Fields;
  createdAt: Date;
  /** How many equal anonymous refusals this line stands for. */
  count?: number;
  /** Until then a folded line may still grow, so that the log waits for it. */
  foldUntil?: Date;
  demo?: true;
  salts: mongo.Binary;
  /** Set until the sequencer has given the entry its place in the log. */
  pending?: true;
  logIndex?: number;
  /** The operation that erased values of this entry, and names it. */
  erasedBy?: string;
};

const schema = new Schema<AuditEntry>(
  {
    v: { type: Number, required: true },
    kind: { type: String, enum: ENTRY_KINDS, required: true },
    entity: { type: String, required: true },
    entityId: { type: String, default: null },
    action: { type: String, required: true },
    outcome: { type: String, enum: OUTCOMES, required: true },
    cause: String,
    revision: Number,
    prevValue: { type: Schema.Types.Mixed, default: null },
    newValue: { type: Schema.Types.Mixed, default: null },
    performedBy: {
      kind: { type: String, required: true },
      id: { type: String, default: null },
      name: { type: String, required: true },
    },
    role: [String],
    ip: String,
    userAgent: String,
    requestId: String,
    source: String,
    reason: String,
    operationId: String,
    detail: Schema.Types.Mixed,
    createdAt: { type: Date, required: true },
    count: Number,
    foldUntil: Date,
    demo: Boolean,
    salts: Schema.Types.Buffer,
    pending: Boolean,
    logIndex: Number,
    erasedBy: String,
  },
  { versionKey: false, minimize: false },
);

// Begins with the shard key, so that it stays unique on a sharded cluster.
schema.index(
  { entityId: 1, entity: 1, revision: 1 },
  { unique: true, partialFilterExpression: { revision: { $exists: true } } },
);
schema.index({ entityId: 1, entity: 1, createdAt: -1, _id: -1 });
// The lists name all kinds and outcomes where their reader asks for any (`ANY_KIND_AND_OUTCOME`): so one index answers with and without.
schema.index({ kind: 1, outcome: 1, createdAt: -1, _id: -1 });
schema.index({ entity: 1, kind: 1, outcome: 1, createdAt: -1, _id: -1 });
schema.index({ 'performedBy.id': 1, kind: 1, outcome: 1, createdAt: -1, _id: -1 });
schema.index({ action: 1, outcome: 1, createdAt: -1, _id: -1 });
schema.index({ ip: 1, createdAt: -1, _id: -1 });
schema.index({ requestId: 1 });
schema.index({ operationId: 1, _id: 1 }, { partialFilterExpression: { operationId: { $exists: true } } });
schema.index({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });

const latest = { createdAt: -1, _id: -1 } as const;

/**
 * Leaves out nothing, and lets MongoDB merge the parts of an index that begins with kind and outcome in the order of time. Every list of the
 * trail that is sorted by time carries it, under whatever else it asks.
 */
export const ANY_KIND_AND_OUTCOME = { kind: { $in: [...ENTRY_KINDS] }, outcome: { $in: [...OUTCOMES] } };
const any = ANY_KIND_AND_OUTCOME;

/** The trail. Nobody updates or deletes it; only the audit module writes it, with the bare driver. */
export const AuditLog = defineModel<AuditEntry>('AuditLog', 'auditLogs', schema, {
  class: 'trail',
  shardKey: 'entityId',
  asked: [
    { why: 'the trail, latest first', filter: any, sort: latest },
    {
      why: 'some days of the trail',
      filter: { ...any, createdAt: { $gte: new Date(0), $lt: new Date(1) } },
      sort: latest,
    },
    {
      why: 'a later page, from the last row on',
      filter: {
        ...any,
        entity: 'products',
        createdAt: { $lte: new Date(1) },
        $or: [{ createdAt: { $lt: new Date(1) } }, { createdAt: new Date(1), _id: { $lt: new Types.ObjectId() } }],
      },
      sort: latest,
    },
    { why: 'the history of a record', filter: { entityId: 'x', entity: 'products' }, sort: latest },
    {
      why: 'the last revisions of records',
      filter: { entityId: { $in: ['x'] }, entity: 'products', revision: { $exists: true } },
    },
    {
      why: 'the changes of a record in the order in which they were made',
      filter: { entityId: 'x', entity: 'orders', revision: { $gt: 1 } },
      sort: { revision: 1 },
    },
    { why: 'changes, or refusals', filter: { ...any, kind: 'change' }, sort: latest },
    { why: 'one outcome', filter: { ...any, outcome: 'refused' }, sort: latest },
    { why: 'one resource', filter: { ...any, entity: 'products' }, sort: latest },
    {
      why: 'what was refused of one resource',
      filter: { ...any, entity: 'products', outcome: 'refused' },
      sort: latest,
    },
    { why: 'one person', filter: { ...any, 'performedBy.id': 'x' }, sort: latest },
    { why: 'what one person was refused', filter: { ...any, 'performedBy.id': 'x', kind: 'refusal' }, sort: latest },
    {
      why: 'what one person changed of a collection lately',
      filter: {
        'performedBy.id': 'x',
        kind: 'change',
        outcome: 'done',
        entity: 'users',
        createdAt: { $gte: new Date(0) },
      },
      sort: latest,
    },
    { why: 'one action', filter: { ...any, action: 'products.edit' }, sort: latest },
    { why: 'one action that failed', filter: { ...any, action: 'products.edit', outcome: 'failed' }, sort: latest },
    { why: 'one address', filter: { ...any, ip: '127.0.0.1' }, sort: latest },
    { why: 'one request', filter: { requestId: 'x' } },
    { why: 'one operation', filter: { operationId: 'x' }, sort: { _id: 1 } },
    { why: 'what the sequencer has yet to take', filter: { pending: true }, sort: { _id: 1 } },
  ],
});
