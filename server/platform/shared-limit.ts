import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import { tooManyCalls } from '../shared/errors.ts';
import { isDuplicateKey } from './database-errors.ts';
import { defineModel } from './model.ts';

/** A limit that holds across all instances. */
export type SharedLimit = {
  name: string;
  /** How many may come at once after a pause. */
  burst: number;
  /** How many a minute in the long run. */
  perMinute: number;
};

type Turns = {
  /** A digest of the limit's name and the caller: addresses and names stay out of the collection. */
  _id: string;
  /** The moment up to which the turns taken so far are spread out at the allowed pace (the generic cell rate algorithm). */
  until: Date;
  /** Whether the last one who asked got a turn, and when that was by the database's clock. */
  granted: boolean;
  askedAt: Date;
};

const schema = new Schema<Turns>({ _id: String, until: Date, granted: Boolean, askedAt: Date }, { versionKey: false });
// What lies in the past limits nobody any more.
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

const TurnsModel = defineModel<Turns>('limits', 'limits', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [{ why: 'one caller’s turns', filter: { _id: 'x' } }],
});

const MINUTE = 60_000;

/**
 * Takes a turn for a caller (see `callerOf`), or as many as something weighs, or throws `rate_limited` (429), which says when to go on. Exact
 * however many instances ask at once: it is one atomic write, timed by the database's clock. It stays taken where the transaction around it is
 * given up.
 */
export async function takeTurn(
  { name, burst, perMinute }: SharedLimit,
  caller: string,
  weight = 1,
): Promise<{ left: number }> {
  const pace = Math.ceil(MINUTE / perMinute);
  const tolerance = pace * burst;
  const { granted, until, askedAt } = await ask(digest(`${name}\n${caller}`), pace * weight, tolerance);
  const ahead = until.getTime() - askedAt.getTime();
  if (!granted) throw tooManyCalls(Math.max(1, Math.ceil((ahead + pace * weight - tolerance) / 1000)));
  return { left: Math.floor((tolerance - ahead) / pace) };
}

/** Gives turns back that were taken for nothing. */
export async function giveBackTurns({ name, perMinute }: SharedLimit, caller: string, weight: number): Promise<void> {
  const time = Math.ceil(MINUTE / perMinute) * weight;
  await TurnsModel.findOneAndUpdate(
    { _id: digest(`${name}\n${caller}`) },
    [{ $set: { until: { $subtract: ['$until', time] } } }],
    { updatePipeline: true, session: null },
  );
}

async function ask(id: string, pace: number, tolerance: number): Promise<Turns> {
  const spread = { $max: [{ $ifNull: ['$until', '$$NOW'] }, '$$NOW'] };
  const next = { $add: [spread, pace] };
  const granted = { $lte: [{ $subtract: [next, '$$NOW'] }, tolerance] };
  const update = () =>
    TurnsModel.findOneAndUpdate(
      { _id: id },
      [{ $set: { granted, askedAt: '$$NOW', until: { $cond: [granted, next, spread] } } }],
      { upsert: true, returnDocument: 'after', updatePipeline: true, session: null },
    ).lean<Turns>();
  try {
    return (await update()) as Turns;
  } catch (error) {
    // Two asked for the first turn at once; the later one finds the earlier one's.
    if (!isDuplicateKey(error)) throw error;
    return (await update()) as Turns;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
