import mongoose, { type Model } from 'mongoose';
import { collectionByName } from '../../../platform/model.ts';
import { type LogBundle, logBundles, type UNLOGGED } from './log.model.ts';
import { TILE_WIDTH } from './merkle.policy.ts';
import { ownersOf } from './read-log.service.ts';

/** How many bundles' entries are marked side by side. */
const AT_ONCE = 4;

/**
 * Gives the entries whose leaves stand from `from` on, to the end of the bundle with the last before `to`, their index, and takes the mark of
 * waiting from them. Told by the leaves alone, so that whoever comes after a crash does the same; what is marked already stays as it is.
 * Outside of a transaction, in which MongoDB 6.0 takes three times as long for it (docs/decisions/0011).
 */
export async function markTaken(session: mongoose.ClientSession, from: number, to: number): Promise<void> {
  const last = Math.ceil(to / TILE_WIDTH);
  for (let first = Math.floor(from / TILE_WIDTH); first < last; first += AT_ONCE) {
    const some = { _id: { $gte: first, $lt: Math.min(last, first + AT_ONCE) } };
    const bundles = await logBundles.find(some, { session }).toArray();
    await Promise.all(bundles.map((bundle) => markBundle(session, bundle, from)));
  }
}

async function markBundle(session: mongoose.ClientSession, { _id, leaves }: LogBundle, from: number): Promise<void> {
  const start = Math.max(from, _id * TILE_WIDTH);
  const owners = ownersOf(leaves.slice(start - _id * TILE_WIDTH));
  const ids = owners.map((owner) => (owner ? new mongoose.Types.ObjectId(owner.id) : null));
  for (const name of new Set(owners.map((owner) => owner?.collection))) {
    const source = collectionByName(name ?? '')?.model.collection;
    const own = owners.map((owner, place) => (owner?.collection === name ? ids[place]! : null));
    if (source) await setIndexes(source, { pending: true }, own, start, session);
  }
}

/**
 * Gives the rows with these ids that still wait, which `waiting` tells, the index `start` and the following, in the order of the ids; null
 * leaves a place out.
 */
export async function setIndexes(
  source: Model<unknown>['collection'],
  waiting: { pending: true } | typeof UNLOGGED,
  ids: (mongoose.Types.ObjectId | null)[],
  start: number,
  session: mongoose.ClientSession,
): Promise<void> {
  const own = ids.filter((id) => id !== null);
  if (own.length === 0) return;
  const logIndex = { $add: [start, { $indexOfArray: [ids, '$_id'] }] };
  await source.updateMany({ _id: { $in: own }, ...waiting } as never, [{ $set: { logIndex } }, { $unset: 'pending' }], {
    session,
  });
}
