import { Schema } from 'mongoose';
import { ids } from './ids.ts';
import { defineModel } from './model.ts';

type LeaseDocument = { _id: string; holder: string; token: number; until: Date };

const Lease = defineModel<LeaseDocument>(
  'Lease',
  'leases',
  new Schema<LeaseDocument>({ _id: String, holder: String, token: Number, until: Date }, { versionKey: false }),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'one lease', filter: { _id: 'x' } }] },
);

const holder = ids.random();

export type HeldLease = {
  name: string /** Rises with every new holder: a fencing token for what the lease protects. */;
  token: number;
};

/**
 * Takes or renews a lease for `milliseconds`; null while another process holds it. Timed by the database's clock, so that instances with
 * clocks apart agree.
 */
export async function takeLease(name: string, milliseconds: number): Promise<HeldLease | null> {
  const mine = { $eq: ['$holder', holder] };
  const take = () =>
    Lease.findOneAndUpdate(
      { _id: name, $expr: { $or: [{ $lt: ['$until', '$$NOW'] }, mine] } },
      [
        {
          $set: {
            token: { $cond: [mine, '$token', { $add: ['$token', 1] }] },
            holder,
            until: { $add: ['$$NOW', milliseconds] },
          },
        },
      ],
      { returnDocument: 'after', updatePipeline: true },
    ).lean();
  let lease = await take();
  if (!lease) {
    const unheld = { holder: '', token: 0, until: new Date(0) };
    const made = await Lease.updateOne({ _id: name }, { $setOnInsert: unheld }, { upsert: true });
    if (made.upsertedCount === 1) lease = await take();
  }
  return lease ? { name, token: lease.token } : null;
}

/** Gives a lease back early, so that another instance need not wait until it runs out. */
export async function releaseLease(lease: HeldLease): Promise<void> {
  await Lease.updateOne({ _id: lease.name, holder, token: lease.token }, { $set: { until: new Date(0) } });
}
