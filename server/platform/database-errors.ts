import mongoose from 'mongoose';

const { MongoError, MongoNetworkError, MongoNotConnectedError, MongoServerError, MongoServerSelectionError } =
  mongoose.mongo;

/** The server goes away, steps down or is no primary; or another instance is at the same index in another way. */
const PASSING_CODES: readonly unknown[] = [91, 189, 276, 10107, 11600, 11602, 12586, 13435, 13436];
const PASSING_LABELS = ['TransientTransactionError', 'RetryableWriteError', 'UnknownTransactionCommitResult'];

/** Whether the database refused for a reason that is gone a moment later. What was asked for may be done or not. */
export const isPassing = (error: unknown): boolean =>
  error instanceof MongoNetworkError || (error instanceof MongoServerError && PASSING_CODES.includes(error.code));

/** The same for whoever comes again later anyway: also where nobody was there, waited for in vain, and where others wrote at the same moment. */
export const isPassingInTime = (error: unknown): boolean =>
  isPassing(error) ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoNotConnectedError ||
  (error instanceof MongoError && PASSING_LABELS.some((label) => error.hasErrorLabel(label)));

/** Whether it refused a write because something is there already under the same unique key. */
export const isDuplicateKey = (error: unknown): error is mongoose.mongo.MongoServerError =>
  error instanceof MongoServerError && error.code === 11000;

/** How a bulk write, whose error lacks the key, says in words what was there: `… dup key: { sku: "A1", … }`. */
const KEY_IN_WORDS = /dup key: \{ ([\w.]+): (?:"([^"]*)"|([^,]*?))(?:,.*)? \}/;

/** The first field of the unique key that was there already, and its value as text. */
export function duplicateField(error: mongoose.mongo.MongoServerError): [field: string, value: string] {
  const first = Object.entries((error['keyValue'] as Record<string, unknown>) ?? {})[0];
  if (first) return [first[0], String(first[1])];
  const [, field = 'record', text, value = ''] = KEY_IN_WORDS.exec(error.message) ?? [];
  return [field, text ?? value];
}
