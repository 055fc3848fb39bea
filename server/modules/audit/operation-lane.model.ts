import { Schema } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import type { FailedItem } from './operation-journal.model.ts';

/** A stretch of an operation's items that is worked on beside the others: each transaction moves its own lane only, so that two never clash. */
export type OperationLane = {
  _id: string;
  operation: string;
  /** That of the journal, for whom the lane may be moved; 0 once it was stopped by somebody else. */
  run: number;
  /** The items from `position` to before `end` are still to be worked on. */
  position: number;
  end: number;
  done: number;
  failed: FailedItem[];
};

const schema = new Schema<OperationLane>(
  {
    _id: { type: String, required: true },
    operation: { type: String, required: true },
    run: { type: Number, required: true },
    position: { type: Number, required: true },
    end: { type: Number, required: true },
    done: { type: Number, required: true },
    failed: [{ _id: false, id: String, code: String, message: String }],
  },
  { versionKey: false },
);
schema.index({ operation: 1 });

/** Gone once their operation is done. */
export const Lane = defineModel<OperationLane>('OperationLane', 'operationLanes', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [{ why: 'the lanes of an operation', filter: { operation: 'a' } }],
});
