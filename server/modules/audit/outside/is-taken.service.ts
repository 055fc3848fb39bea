import { logBundles } from '../log/log.model.ts';
import { TILE_WIDTH } from '../log/merkle.policy.ts';
import { type Owner, ownersOf } from '../log/read-log.service.ts';
import type { WriteEvent } from './judge-events.policy.ts';

/** Entries are marked some bundles at a time, so that these few serve thousands of marks. */
const KEPT = 16;
const known = new Map<number, (Owner | undefined)[]>();

/** Whether an entry that was marked as taken into the log, and waits no more, stands in it at just the place that it was given. */
export async function isTaken({ collection, id, after, fields }: WriteEvent): Promise<boolean> {
  const index = Number(after?.['logIndex'] ?? Number.NaN);
  if (!Number.isInteger(index) || !fields.includes('pending') || after?.['pending'] !== undefined) return false;
  const [number, place] = [Math.floor(index / TILE_WIDTH), index % TILE_WIDTH];
  const isThere = (owner?: Owner) => owner?.collection === collection && owner.id === String(id);
  // A bundle may have grown since, and the log be another one in a database that was brought back.
  return isThere(known.get(number)?.[place]) || isThere((await ownersIn(number))[place]);
}

async function ownersIn(number: number): Promise<(Owner | undefined)[]> {
  const owners = ownersOf((await logBundles.findOne({ _id: number }))?.leaves ?? []);
  known.delete(number);
  known.set(number, owners);
  for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
  return owners;
}
