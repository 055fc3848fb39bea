import mongoose from 'mongoose';

const { MongoClient, ObjectId } = mongoose.mongo;
const { EJSON } = mongoose.mongo.BSON;

type Doc = mongoose.mongo.Document;
type Write = { collection: string } & (
  | { kind: 'insert'; doc: Doc }
  | { kind: 'reserve' }
  | { kind: 'delete'; id: unknown }
  | { kind: 'set'; id: unknown; fields: Doc }
);
type Job = { inside: Write[]; after: Write[] };

export type RawTwin = {
  summary: string;
  write: (n: number) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * The bare contender: watches what one piece of work writes, and can write the same documents with the driver alone, in one transaction (what
 * came outside the transaction, outside it), under new ids, into a database of its own with the same indexes. Products are the exception: each
 * copy reserves as many other products under the same condition, so that the copies spread as the originals do.
 */
export async function rawTwin(
  uri: string,
  { sample, copies, spreadOver }: { sample: () => Promise<unknown>; copies: number; spreadOver: readonly string[] },
): Promise<RawTwin> {
  const seen = await writesOf(sample);
  const twin = await new MongoClient(uri).connect();
  await copyIndexes(twin.db(), seen);
  const goods = await mongoose.connection.collection('products').find().toArray();
  await twin.db().collection('products').insertMany(goods);
  const jobs = Array.from({ length: copies }, () => copyOf(seen));
  for (const { doc, collection } of jobs.flatMap(({ inside }) => inside.flatMap(leftovers))) {
    await twin.db().collection(collection).insertOne(doc);
  }
  const ids = spreadOver.map((id) => new ObjectId(id));
  return {
    summary: summaryOf(seen),
    close: () => twin.close(),
    write: async (n) => {
      const job = jobs[n];
      if (!job) throw new Error('no copy is left');
      const lines = job.inside.filter(({ kind }) => kind === 'reserve').length;
      const products = Array.from({ length: lines }, (_, line) => ids[(n * lines + line) % ids.length]);
      await twin.withSession((session) =>
        session.withTransaction(async () => {
          for (const _id of products) await reserve(twin.db(), _id, session);
          await play(twin.db(), job.inside, session);
        }),
      );
      await play(twin.db(), job.after);
    },
  };
}

/** What a piece of work writes, in its order, split into what its transaction holds and what comes without one. */
async function writesOf(work: () => Promise<unknown>): Promise<Job> {
  const stream = mongoose.connection.getClient().db(mongoose.connection.name).watch([], { maxAwaitTimeMS: 100 });
  await stream.tryNext();
  await work();
  const job: Job = { inside: [], after: [] };
  for (let quiet = 0; quiet < 10; ) {
    const event = await stream.tryNext();
    if (!event) {
      quiet += 1;
      continue;
    }
    const write = writeOf(event as Doc);
    if (write) ('txnNumber' in event ? job.inside : job.after).push(write);
  }
  await stream.close();
  return job;
}

function writeOf(event: Doc): Write | null {
  const collection = String(event['ns']?.coll);
  const id = event['documentKey']?._id as unknown;
  if (event['operationType'] === 'insert') return { kind: 'insert', collection, doc: event['fullDocument'] };
  if (event['operationType'] === 'delete') return { kind: 'delete', collection, id };
  if (event['operationType'] !== 'update') return null;
  if (collection === 'products') return { kind: 'reserve', collection };
  return { kind: 'set', collection, id, fields: event['updateDescription'].updatedFields };
}

/** The same writes under new ids, also where one document names another. */
function copyOf({ inside, after }: Job): Job {
  let text = EJSON.stringify({ inside, after }, { relaxed: false });
  const own = [...inside, ...after].flatMap((write) => {
    if (write.kind === 'insert') return [write.doc['_id'], write.doc['name']].filter((id) => id !== undefined);
    return write.kind === 'delete' ? [write.id] : [];
  });
  for (const id of new Set(own.map(String))) text = text.replaceAll(id, freshLike(id));
  return EJSON.parse(text, { relaxed: false }) as Job;
}

const freshLike = (id: string): string =>
  /^[0-9a-f]{24}$/.test(id) ? String(new ObjectId()) : `${id.slice(0, 12)}${new ObjectId()}`;

/** What the work takes away or changes has to be there before. */
function leftovers(write: Write): { collection: string; doc: Doc }[] {
  if (write.kind !== 'delete') return [];
  const doc = { _id: write.id, lines: [], owner: null, expiresAt: new Date(Date.now() + 86_400_000) };
  return [{ collection: write.collection, doc: doc as Doc }];
}

async function reserve(db: mongoose.mongo.Db, _id: unknown, session: mongoose.mongo.ClientSession): Promise<void> {
  const enough = { $expr: { $gte: [{ $subtract: ['$quantity', { $add: ['$reserved', '$held'] }] }, 1] } };
  const filter = { _id, ...enough } as Doc;
  const { modifiedCount } = await db.collection('products').updateOne(filter, { $inc: { reserved: 1 } }, { session });
  if (modifiedCount !== 1) throw new Error('the twin has sold out');
}

/** Inserts of one collection go together, as anybody would write them. */
async function play(db: mongoose.mongo.Db, writes: Write[], session?: mongoose.mongo.ClientSession): Promise<void> {
  const options = session ? { session } : {};
  const inserts = Map.groupBy(
    writes.filter((write) => write.kind === 'insert'),
    ({ collection }) => collection,
  );
  for (const [collection, docs] of inserts) {
    await db.collection(collection).insertMany(
      docs.map(({ doc }) => doc),
      options,
    );
  }
  for (const write of writes) {
    const at = db.collection(write.collection);
    if (write.kind === 'delete') await at.deleteOne({ _id: write.id } as Doc, options);
    if (write.kind === 'set') await at.updateOne({ _id: write.id } as Doc, { $set: write.fields }, options);
  }
}

async function copyIndexes(db: mongoose.mongo.Db, { inside, after }: Job): Promise<void> {
  for (const name of new Set([...inside, ...after].map(({ collection }) => collection))) {
    const twin = await db.createCollection(name);
    for (const { v, key, ...options } of await mongoose.connection.collection(name).indexes()) {
      if (options.name !== '_id_') await twin.createIndex(key as never, options as never);
    }
  }
}

function summaryOf({ inside, after }: Job): string {
  const words = (writes: Write[]): string =>
    [...Map.groupBy(writes, ({ kind, collection }) => `${kind} ${collection}`)]
      .map(([what, all]) => `${all.length} × ${what}`)
      .join(', ');
  return `${words(inside)}${after.length > 0 ? `; outside the transaction ${words(after)}` : ''}`;
}
