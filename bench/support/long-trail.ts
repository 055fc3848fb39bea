import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { type AuditEntry, AuditLog } from '../../server/modules/audit/admin.ts';
import { ids } from '../../server/platform/ids.ts';
import type { BenchPlace } from './database.ts';
import { whole } from './figures.ts';

const { Binary, ObjectId } = mongoose.mongo;

const BATCH = 5_000;
const DAY = 86_400_000;
const SALTS = randomBytes(16 * 13);
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

type Share<T> = readonly (readonly [value: T, share: number])[];
type Essence = Pick<AuditEntry, 'kind' | 'outcome' | 'action' | 'entity'> & { cause?: string };

/** What a shop with 40 people at its desks does in a year, by how often. */
const SORTS: Share<AuditEntry['kind']> = [
  ['change', 700],
  ['access', 180],
  ['action', 50],
  ['refusal', 45],
  ['sign-in', 20],
  ['outside', 5],
];
const CHANGED: Share<[entity: string, verb: string]> = [
  [['products', 'edit'], 480],
  [['orders', 'ship'], 120],
  [['orders', 'place'], 120],
  [['payments', 'capture'], 120],
  [['products', 'new'], 50],
  [['deliveries', 'receive'], 40],
  [['users', 'edit'], 30],
  [['suppliers', 'edit'], 20],
  [['counts', 'book'], 10],
  [['categories', 'edit'], 8],
  [['settings', 'edit'], 2],
];
const READ = ['orders', 'users', 'auditLogs', 'payments'];
const CAUSES: Share<string> = [
  ['forbidden', 5],
  ['stale', 3],
  ['invalid', 2],
];
/** How many records of each collection the entries are about. */
const RECORDS: Record<string, number> = { products: 20_000, orders: 300_000, payments: 300_000, users: 50_000 };
const STAFF = 40;
const SHOPPERS = 50_000;

/** The record with the longest history: one entry in a thousand is about it. */
export const LONGEST = { entity: 'products', entityId: '64f0c0ffee00000000000000' } as const;

export const staffId = (n: number): string => `64f0c0ffee000000001${n.toString(16).padStart(5, '0')}`;

function one<T>(shares: Share<T>): T {
  const all = shares.reduce((sum, [, share]) => sum + share, 0);
  let at = Math.random() * all;
  for (const [value, share] of shares) {
    at -= share;
    if (at < 0) return value;
  }
  return shares[0]![0];
}

const below = (limit: number): number => Math.floor(Math.random() * limit);

function essence(): Essence {
  const kind = one(SORTS);
  const [entity, verb] = one(CHANGED);
  const action = `${entity}.${verb}`;
  switch (kind) {
    case 'refusal':
      return { kind, entity, action, outcome: below(10) === 0 ? 'failed' : 'refused', cause: one(CAUSES) };
    case 'access': {
      const read = READ[below(READ.length)]!;
      return { kind, entity: read, action: `${read}.${below(3) === 0 ? 'show' : 'list'}`, outcome: 'done' };
    }
    case 'sign-in':
      return { kind, entity: 'users', action: 'users.signIn', outcome: below(10) === 0 ? 'refused' : 'done' };
    case 'outside':
      return { kind, entity, action: 'outside.change', outcome: 'done' };
    default:
      return { kind, entity, action, outcome: 'done' };
  }
}

function recordOf(entity: string): string {
  if (entity === LONGEST.entity && below(400) === 0) return LONGEST.entityId;
  const n = 1 + below(RECORDS[entity] ?? 500);
  return `64f0c0ffee${n.toString(16).padStart(14, '0')}`;
}

type Who = Pick<AuditEntry, 'performedBy' | 'role' | 'ip' | 'source'>;

function who(): Who {
  const draw = below(100);
  if (draw < 15) return { performedBy: { kind: 'system', id: null, name: 'jobs' }, role: [], ip: '', source: 'job' };
  if (draw < 40) {
    const n = below(SHOPPERS);
    const performedBy = {
      kind: 'user',
      id: `64f0c0ffee000000002${n.toString(16).padStart(5, '0')}`,
      name: `Ada no. ${n}`,
    };
    return { performedBy, role: ['shopper'], ip: `203.0.${n >> 8}.${n & 255}`, source: 'shop' };
  }
  // A few people do most of the work.
  const n = Math.floor(STAFF * Math.random() ** 2);
  const performedBy = { kind: 'user', id: staffId(n), name: `Clerk no. ${n}` };
  return { performedBy, role: ['inventory'], ip: `198.51.100.${n % 6}`, source: 'panel' };
}

const revisions = new Map<string, number>();

function entryAt(time: number, n: number): AuditEntry {
  const what = essence();
  const isRevision = what.kind === 'change' || what.kind === 'outside';
  const entityId = what.kind === 'access' && what.action.endsWith('list') ? null : recordOf(what.entity);
  const entry: AuditEntry = {
    _id: ObjectId.createFromHexString(
      Math.floor(time / 1000)
        .toString(16)
        .padStart(8, '0') + randomBytes(8).toString('hex'),
    ),
    v: 1,
    prevValue: isRevision ? { price: below(90_000), words: ['lantern', String(n)] } : null,
    newValue: isRevision ? { price: below(90_000), words: ['lantern', String(n + 1)] } : null,
    ...what,
    entityId,
    ...who(),
    userAgent: BROWSER,
    requestId: ids.random(),
    createdAt: new Date(time),
    salts: new Binary(SALTS),
    logIndex: n,
  };
  if (!isRevision) return entry;
  const record = `${entry.entity}:${entityId}`;
  const revision = (revisions.get(record) ?? 0) + 1;
  revisions.set(record, revision);
  return { ...entry, revision, operationId: ids.random() };
}

/**
 * Lays a year of the trail into the database, by bare inserts of a few thousand each: entries in the shape and in the proportions of a shop's,
 * as the sequencer leaves them. Does nothing where so many are there already. The indexes are built at the end.
 */
export async function layTrail({ uri }: BenchPlace, entries: number): Promise<void> {
  // A client of its own: building an index over millions takes longer than the product's waits for an answer.
  const client = await new mongoose.mongo.MongoClient(uri('counterfoil')).connect();
  const trail = client.db().collection(AuditLog.collection.name);
  if ((await trail.estimatedDocumentCount()) < entries) {
    await trail.dropIndexes();
    await trail.deleteMany({});
    await layEntries(trail, entries);
  }
  // All in one command, so that the entries are read once.
  const indexes = AuditLog.schema.indexes().map(([key, options]) => ({ ...options, key }));
  await trail.createIndexes(indexes as never);
  await client.close();
  await passOver();
}

async function layEntries(trail: mongoose.mongo.Collection, entries: number): Promise<void> {
  const [until, step] = [Date.now() - DAY, (365 * DAY) / entries];
  for (let at = 0; at < entries; at += BATCH) {
    const size = Math.min(BATCH, entries - at);
    const some = Array.from({ length: size }, (_, n) => entryAt(until - (entries - at - n) * step, at + n));
    await trail.insertMany(some, { ordered: false, writeConcern: { w: 1 } });
    if ((at + size) % 500_000 === 0) console.log(`${whole(at + size)} entries laid`);
  }
}

/** Lets the watcher begin after what was laid: it would take each entry for one that was slipped in. */
async function passOver(): Promise<void> {
  const db = mongoose.connection.db!;
  const stream = db.watch();
  await stream.tryNext();
  const { resumeToken } = stream;
  await stream.close();
  await db
    .collection('watcherState')
    .updateOne({ _id: 'watcher' as never }, { $set: { resumeToken, at: new Date() } }, { upsert: true });
}
