import mongoose from 'mongoose';
import { defineModel } from '../../platform/model.ts';

/**
 * waiting = not on any record, swept once `sweepAfter` has passed; attached = on one or more;
 * sweeping = its objects are being deleted, so that nobody may attach it or upload it anew meanwhile.
 */
export type MediaState = 'waiting' | 'attached' | 'sweeping';

export type MediaRow = {
  /** SHA-256 of the largest variant: the same picture is kept once, whoever uploads it. A private one has a random name of the same form. */
  _id: string;
  /** For few eyes: kept apart from the shop's pictures, and given out after a check only. */
  private?: boolean;
  width: number;
  height: number;
  state: MediaState;
  sweepAfter?: Date | undefined;
  createdAt: Date;
};

const schema = new mongoose.Schema<MediaRow>(
  {
    _id: { type: String, required: true },
    private: { type: Boolean },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    state: { type: String, enum: ['waiting', 'attached', 'sweeping'], required: true },
    sweepAfter: { type: Date },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
);

// Attached pictures, nearly all of them, have no date and stay out of this index.
schema.index({ sweepAfter: 1 }, { sparse: true });

export const MediaModel = defineModel<MediaRow>('Media', 'media', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [{ why: 'pictures whose time is up', filter: { sweepAfter: { $lte: new Date(0) } }, sort: { sweepAfter: 1 } }],
});
