import { Schema } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

export const OPERATION_STATES = ['running', 'done', 'stopped', 'undone'] as const;

export type FailedItem = { id: string; code: string; message: string };

/** The journal of an operation that takes more than one transaction: it tells how far it came, also after a crash. */
export type OperationJournal = {
  _id: string;
  action: string;
  /** The collection acted upon, by which conditions of the permission table are judged. */
  entity?: string;
  state: (typeof OPERATION_STATES)[number];
  /** Rises each time somebody takes the operation on: whoever worked on it before can't go on beside them. */
  run: number;
  /** The ids still to be worked on are those from `position` on. */
  items: string[];
  total: number;
  position: number;
  done: number;
  failed: FailedItem[];
  /** Why it stopped: the code of an error, or `abandoned` where its process went away. */
  stoppedBy?: string;
  /** The operation that took this one back, and the one that this took back. */
  undoneBy?: string;
  undoes?: string;
  input?: Record<string, unknown>;
  /** Set where only running its command again carries it on (what it reads is not kept here), and it is taken back record by record. */
  byCommand?: boolean;
  performedBy: { kind: string; id: string | null; name: string };
  reason?: string;
  startedAt: Date;
  touchedAt: Date;
};

const schema = new Schema<OperationJournal>(
  {
    _id: { type: String, required: true },
    action: { type: String, required: true },
    entity: String,
    state: { type: String, enum: OPERATION_STATES, required: true },
    run: { type: Number, default: 1 },
    items: [String],
    total: { type: Number, required: true },
    position: { type: Number, required: true },
    done: { type: Number, required: true },
    failed: [{ _id: false, id: String, code: String, message: String }],
    stoppedBy: String,
    undoneBy: String,
    undoes: String,
    input: Schema.Types.Mixed,
    byCommand: Boolean,
    performedBy: { kind: String, id: { type: String, default: null }, name: String },
    reason: String,
    startedAt: { type: Date, required: true },
    touchedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ state: 1, touchedAt: 1 });
schema.index({ startedAt: -1, _id: -1 });
schema.index({ state: 1, startedAt: -1, _id: -1 });
schema.index({ entity: 1, startedAt: -1, _id: -1 });

export const Operation = defineModel<OperationJournal>('Operation', 'operations', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [
    { why: 'operations that stopped half-way', filter: { state: 'running', touchedAt: { $lt: new Date(0) } } },
    { why: 'the latest operations', filter: {}, sort: { startedAt: -1, _id: -1 } },
    { why: 'those in one state', filter: { state: 'stopped' }, sort: { startedAt: -1, _id: -1 } },
    {
      why: 'what a command left half-way that is run again',
      filter: { state: { $in: ['stopped', 'running'] }, action: 'operations.import', 'input.key': 'digest' },
      sort: { startedAt: -1, _id: -1 },
    },
    { why: 'those on one collection', filter: { entity: 'products' }, sort: { startedAt: -1, _id: -1 } },
  ],
});
