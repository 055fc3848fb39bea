import mongoose from 'mongoose';

/** The server goes away, steps down or is no primary; or another instance is at the same index in another way. */
const PASSING: readonly unknown[] = [91, 189, 276, 10107, 11600, 11602, 12586, 13435, 13436];

/** Whether the database refused for a reason that is gone a moment later. What was asked for may be done or not. */
export const isPassing = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoNetworkError ||
  (error instanceof mongoose.mongo.MongoServerError && PASSING.includes(error.code));

/** Whether it refused a write because something is there already under the same unique key. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11000;
