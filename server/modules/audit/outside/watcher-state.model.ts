import { Schema } from 'mongoose';
import { defineModel } from '../../../platform/model.ts';

/** How far the watcher has read the stream of changes, so that it goes on from there after any stop. */
type WatcherState = { _id: 'watcher'; resumeToken: unknown; at: Date };

export const WatcherStateModel = defineModel<WatcherState>(
  'WatcherState',
  'watcherState',
  new Schema<WatcherState>({ _id: String, resumeToken: Schema.Types.Mixed, at: Date } as never, {
    versionKey: false,
    minimize: false,
  }),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'the state', filter: { _id: 'watcher' } }] },
);
