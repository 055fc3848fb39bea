import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import { AppError, badRequest } from '../shared/errors.ts';
import { clock } from './clock.ts';
import { defineModel } from './model.ts';

type IdempotencyKey = {
  /** A digest of scope and key: keys are the callers' own and may hold anything. */
  _id: string;
  requestHash: string;
  answer: unknown;
  expiresAt: Date;
};

const keySchema = new Schema<IdempotencyKey>(
  {
    _id: { type: String, required: true },
    requestHash: { type: String, required: true },
    answer: { type: Schema.Types.Mixed },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
keySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const IdempotencyKeyModel = defineModel<IdempotencyKey>('idempotencyKeys', 'idempotencyKeys', keySchema, {
  class: 'technical',
  shardKey: '_id',
  asked: [{ why: 'the answer given before', filter: { _id: 'digest' } }],
});

const KEPT_FOR_MS = 48 * 60 * 60 * 1000;

/** Throws `bad_idempotency_key` (400) for a key that a header could not carry, or that others might come upon. */
export function assertIdempotencyKey(key: string): void {
  if (/^[\x21-\x7e]{8,200}$/.test(key)) return;
  throw badRequest('bad_idempotency_key', 'Idempotency-Key needs 8 to 200 visible characters.');
}

export type OnceOptions = {
  /** What the key is unique within: the action and who asks. */
  scope: string;
  key: string;
  /** What was asked; another question under the same key is refused. */
  request: unknown;
};

/**
 * Does `work` once for a key and answers every repetition with the first answer. Called inside an operation, so that answer and effect are
 * committed together: after a crash there are both or neither. Throws `idempotency_key_reused` (422) where the same key comes with another request.
 */
export async function once<T>(options: OnceOptions, work: () => Promise<T>): Promise<{ answer: T; repeated: boolean }> {
  const known = await answerOf<T>(options);
  if (known) return { answer: known.answer, repeated: true };
  const answer = await work();
  // The insert is what decides between two at once: the later one conflicts, runs again and finds the first one's answer.
  await keepAnswer(options, answer);
  return { answer, repeated: false };
}

/** Keeps the answer to a request that nobody has made before; where somebody has, the error is one of `isDuplicateKey`. */
export async function keepAnswer({ scope, key, request }: OnceOptions, answer: unknown): Promise<void> {
  await new IdempotencyKeyModel({
    _id: digest(`${scope}\n${key}`),
    requestHash: digest(JSON.stringify(request)),
    answer,
    expiresAt: new Date(clock.now().getTime() + KEPT_FOR_MS),
  }).save();
}

/** Puts another answer in the place of the one kept: for what became of a request after its operation had committed. */
export async function amendAnswer({ scope, key }: Pick<OnceOptions, 'scope' | 'key'>, answer: unknown): Promise<void> {
  await IdempotencyKeyModel.updateOne({ _id: digest(`${scope}\n${key}`) }, { $set: { answer } });
}

/** The answer kept under a key, or null; throws `idempotency_key_reused` as above. */
export async function answerOf<T>({ scope, key, request }: OnceOptions): Promise<{ answer: T } | null> {
  const known = await IdempotencyKeyModel.findById(digest(`${scope}\n${key}`)).lean();
  if (!known) return null;
  if (known.requestHash !== digest(JSON.stringify(request))) {
    throw new AppError(
      'idempotency_key_reused',
      422,
      'This Idempotency-Key was used for another request. Use a new one.',
    );
  }
  return { answer: known.answer as T };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
