import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { configureKeptObjects, keepObject } from '../../platform/kept-objects.ts';
import { deleteObjects } from '../../platform/object-store.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { storedKeys, useObjectStore } from '../../testing/object-store.ts';
import { auditedModel, ledgerModel, runOperation } from './index.ts';
import { COPIES, copyCheckpoints } from './log/copy-checkpoints.service.ts';
import { LogCheckpointModel } from './log/log.model.ts';
import { sequence } from './log/sequencer.service.ts';
import { logKey, verifierKey } from './log/signed-note.policy.ts';
import { verifyLog } from './log/verify-log.use-case.ts';
import { verifyFolds } from './verify-folds.use-case.ts';

const Item = auditedModel(
  'VerifyItem',
  'verifyItems',
  new Schema<{ n: number; name: string }>({ n: Number, name: String }),
  { shardKey: '_id' },
);
const Row = ledgerModel('VerifyRow', 'verifyRows', new Schema<{ n: number }>({ n: Number }), { shardKey: '_id' });

useDatabase();
const key = logKey('test/audit/log', randomBytes(32));
const write = <T>(work: () => Promise<T>) => runOperation(contextOf('admin'), { action: 'verifyItems.edit' }, work);
const raw = (name: string) => mongoose.connection.collection(name);

const KEPT = [
  'verifyItems',
  'verifyRows',
  'auditLogs',
  'logState',
  'logBundles',
  'logTiles',
  'logCheckpoints',
  'leases',
];
/** What the collections hold after a little history, in the database's own types. */
const history = new Map<string, mongoose.mongo.Document[]>();

beforeAll(async () => {
  await write(() => Item.insertMany(Array.from({ length: 290 }, (_, n) => ({ n, name: `item ${n}` }))));
  await sequence(key);
  await write(() => Item.updateMany({ n: { $lt: 5 } }, { $set: { name: 'changed' } }));
  await write(() => Item.deleteMany({ n: { $gte: 280 } }));
  await write(() => Row.insertMany([{ n: 1 }, { n: 2 }]));
  await sequence(key);
  for (const name of KEPT) history.set(name, await raw(name).find({}, { promoteValues: false }).toArray());
});
/** The history was lived once; each test begins with what it left. */
beforeEach(async () => {
  for (const name of KEPT) {
    await raw(name).deleteMany({});
    await raw(name).insertMany(history.get(name) ?? []);
  }
  await raw('logQueue').deleteMany({});
});

const problems = async () => {
  const results = [await verifyFolds(), await verifyLog(verifierKey(key))];
  return results
    .flatMap((result) => result.findings.map((finding) => `${finding.subject}: ${finding.problem}`))
    .join('\n');
};

describe('verification', () => {
  it('finds nothing wrong with what nobody touched, and says how much it read', async () => {
    expect(await problems()).toBe('');
    expect((await verifyFolds()).checked).toBe(290 + 5 + 10);
    expect((await verifyLog(verifierKey(key))).checked).toBe(290 + 5 + 10 + 2);
  });

  it('takes entries that wait for the log in a list for what they are, and those whose list was taken away for lost', async () => {
    await write(() => Item.updateMany({ n: { $lt: 20 } }, { $set: { name: 'waits' } }));
    expect(await raw('logQueue').countDocuments()).toBe(1);
    expect(await problems()).toBe('');
    await raw('logQueue').deleteMany({});
    const lost = (await problems()).split('\n');
    expect(lost).toHaveLength(20);
    for (const one of lost) expect(one).toMatch(/auditLogs \w+: is not in the log and not waiting for it/);
  });

  it.each<[what: string, tamper: () => Promise<unknown>, found: RegExp]>([
    [
      'a record edited',
      () => raw('verifyItems').updateOne({ n: 7 }, { $set: { name: 'cheap' } }),
      /verifyItems \w+ \(cheap\): stored otherwise than its entries say: name/,
    ],
    ['a record deleted', () => raw('verifyItems').deleteOne({ n: 7 }), /the record is gone, but no entry says so/],
    [
      'a record slipped in',
      () => raw('verifyItems').insertOne({ n: 999 }),
      /the record is there, but no entry says how it came/,
    ],
    [
      'a revision lowered',
      () => raw('verifyItems').updateOne({ n: 1 }, { $set: { revision: 1 } }),
      /revision 1 stored, 2 by its entries/,
    ],
    [
      'an entry’s value edited',
      () => raw('auditLogs').updateOne({ 'newValue.n': 7 }, { $set: { 'newValue.name': 'x' } }),
      /log index \d+\): was altered: name/,
    ],
    [
      'an entry’s actor edited',
      () => raw('auditLogs').updateOne({ revision: 2 }, { $set: { 'performedBy.name': 'Eve' } }),
      /was altered: performedBy/,
    ],
    ['an entry deleted', () => raw('auditLogs').deleteOne({ 'newValue.n': 7 }), /log index \d+\): is gone/],
    [
      'an entry slipped in',
      () => raw('auditLogs').insertOne({ kind: 'access', entity: 'x' }),
      /is not in the log and not waiting for it/,
    ],
    [
      'a movement edited',
      () => raw('verifyRows').updateOne({ n: 2 }, { $set: { n: 3 } }),
      /verifyRows \w+ \(log index \d+\): was altered: n/,
    ],
    ['two entries exchanged', () => swapEntries(), /log index \d+\): says its log index is \d+/],
    [
      'an entry slipped in that claims another’s place',
      () => raw('auditLogs').insertOne({ kind: 'access', entity: 'x', logIndex: 5 }),
      /auditLogs \w+: is not in the log and not waiting for it/,
    ],
    [
      'a value blanked as if it had been erased',
      () => blankValue(),
      /log index \d+\): lacks values, but no erasure on record names it/,
    ],
    ['two leaves exchanged', () => swapLeaves(), /log index|checkpoint/],
    ['a leaf put in another’s place', () => setLeaf((_own, next) => next), /log index 3\): says its log index is 4/],
    ['a leaf that is no entry’s', () => setLeaf(() => '{"entity":"x"}'), /leaf 3: is no entry’s leaf/],
    [
      'a leaf that ends like an entry’s and can’t be read',
      () => setLeaf((own) => own.replace('{', '{{')),
      /leaf 3: is no entry’s leaf/,
    ],
    [
      'a leaf that begins with another entry’s id',
      () => setLeaf((own) => own.replace('{', '{"id":"65f000000000000000000001",')),
      /log index 3\): was altered: it is no canonical text/,
    ],
    [
      'a leaf that ends with another entry’s id',
      () => setLeaf((own) => own.replace(/}$/, ',"id":"65f000000000000000000001"}')),
      /auditLogs 65f000000000000000000001 \(log index 3\): is gone/,
    ],
    [
      'a leaf spelled otherwise',
      () => setLeaf((own) => own.replace('"v":1', '"v": 1')),
      /log index 3\): was altered: it is no canonical text/,
    ],
    ['a leaf forged together with its tile', () => forgeLeaf(), /checkpoint \d+: does not fit the entries/],
    [
      'the last bundle cut',
      () => raw('logBundles').updateOne({ _id: 1 as never }, { $pop: { leaves: 1 } }),
      /bundle 1: holds \d+ leaves/,
    ],
    ['a bundle deleted', () => raw('logBundles').deleteOne({ _id: 0 as never }), /bundle 0: is missing/],
    [
      'a tile edited',
      () =>
        raw('logTiles').updateOne(
          { _id: '0/1' as never },
          { $set: { hashes: new mongoose.mongo.Binary(randomBytes(64)) } },
        ),
      /tile 0\/1: does not hold the hashes/,
    ],
    ['a tile deleted', () => raw('logTiles').deleteOne({ _id: '0/0' as never }), /tile 0\/0: is missing/],
    [
      'a tile above cut',
      () => raw('logTiles').updateOne({ _id: '1/0' as never }, { $set: { hashes: new mongoose.mongo.Binary() } }),
      /tile 1\/0: does not hold the roots of the tiles below it/,
    ],
    ['two tiles exchanged', () => swapTiles('0/0', '0/1'), /tile 0\/[01]: does not hold the hashes of its entries/],
    [
      'a tile slipped in',
      () => raw('logTiles').insertOne({ _id: '0/7' as never, hashes: new mongoose.mongo.Binary(randomBytes(32)) }),
      /tile 0\/7: is none of this log/,
    ],
    [
      'hashes appended to the last tile',
      async () => {
        const tile = (await raw('logTiles').findOne({ _id: '0/1' as never })) as unknown as Tile;
        const hashes = new mongoose.mongo.Binary(Buffer.concat([tile.hashes.buffer, randomBytes(32)]));
        await raw('logTiles').updateOne({ _id: '0/1' as never }, { $set: { hashes } });
      },
      /tile 0\/1: holds more hashes than the log/,
    ],
    [
      'a bundle slipped in',
      () => raw('logBundles').insertOne({ _id: 9 as never, leaves: [] }),
      /bundle 9: is none of this log/,
    ],
    ['two checkpoints exchanged', () => swapCheckpoints(), /checkpoint 290: is filed under another size/],
    [
      'a checkpoint under a size the log never had',
      async () => {
        const { note } = (await LogCheckpointModel.findById(290).lean())!;
        await raw('logCheckpoints').insertOne({ _id: 12.5 as never, note });
      },
      /checkpoint 12.5: is filed under another size/,
    ],
    [
      'the latest checkpoint deleted',
      () => raw('logCheckpoints').deleteOne({ _id: 307 as never }),
      /the log: holds 17 leaves after its latest checkpoint, under no signature/,
    ],
    [
      'a checkpoint forged',
      () =>
        raw('logCheckpoints').updateOne(
          { _id: 290 as never },
          { $set: { note: 'test/audit/log\n290\nAAAA\n\n— test/audit/log AAAA\n' } },
        ),
      /checkpoint 290: is not signed/,
    ],
    [
      'a checkpoint of a log that was cut',
      () => raw('logCheckpoints').insertOne({ _id: 9999 as never, note: 'x' }),
      /checkpoint 9999: is of a longer log/,
    ],
  ])('finds and names %s', async (_what, tamper, found) => {
    await tamper();
    expect(await problems()).toMatch(found);
  });
});

describe('copies of checkpoints', () => {
  useObjectStore();
  configureKeptObjects({ bucket: undefined, days: 0 });
  beforeEach(async () => {
    await deleteObjects(await storedKeys());
    await raw('logMarks').deleteMany({});
    await copyCheckpoints();
  });
  const found = async () => (await verifyLog(verifierKey(key), undefined, { copies: true })).findings;

  it('agree with a log that nobody touched', async () => {
    expect(await found()).toEqual([]);
    expect((await verifyLog(verifierKey(key), undefined, { copies: true })).what).toMatch(/2 copies/);
  });

  it('betray a log that was cut back to an earlier state without a trace in the database', async () => {
    await cutBackTo(290);
    expect(await found()).toMatchObject([{ subject: 'checkpoint 307 (the copy in the object store)' }]);
    expect((await found())[0]?.problem).toBe('is of a longer log than the 290 leaves there are');
  });

  it('betray a log that was cut back and grown again by somebody who holds the key', async () => {
    await cutBackTo(290);
    await write(() => Item.insertMany(Array.from({ length: 40 }, () => ({ n: 1, name: 'another story' }))));
    await sequence(key);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
    expect(await found()).toMatchObject([{ problem: 'was signed over other entries than there are now' }]);
  });

  it('betray a checkpoint that was deleted, and one that was put in a copy’s place', async () => {
    await raw('logCheckpoints').deleteOne({ _id: 290 as never });
    await keepObject(`${COPIES}307`, 'forged', new Date());
    const problems = (await found()).map(({ subject, problem }) => `${subject} ${problem}`).join('\n');
    expect(problems).toMatch(/checkpoint 290 .* is all that is left of it/);
    expect(problems).toMatch(/checkpoint 307 .* is not signed by the log’s key/);
  });
});

describe('beside a shop that goes on working', () => {
  it('finds nothing wrong that is not', async () => {
    let isOver = false;
    const busy = async (n: number) => {
      for (let round = 0; !isOver; round += 1) {
        await write(() => Item.updateMany({ n: { $gte: n * 40, $lt: n * 40 + 20 } }, { name: `${n} ${round}` }));
        const made = await write(() => Item.create({ n: 1_000 + n, name: 'new' }));
        await write(() => Row.insertMany([{ n: round }]));
        if (round % 2 === 0) await write(() => Item.deleteOne({ _id: made._id }));
      }
    };
    const sequencing = async () => {
      while (!isOver) await sequence(key);
    };
    const shop = Promise.all([busy(0), busy(1), busy(2), sequencing()]);
    try {
      for (let run = 0; run < 8; run += 1) expect(await problems()).toBe('');
    } finally {
      isOver = true;
      await shop;
    }
  }, 60_000);
});

type Bundle = { _id: number; leaves: mongoose.mongo.Binary[] };

type Tile = { _id: string; hashes: mongoose.mongo.Binary };

/** Each of two entries takes the other's place in the log. */
async function swapEntries() {
  const [first, second] = await raw('auditLogs')
    .find({ logIndex: { $in: [3, 4] } })
    .sort({ logIndex: 1 })
    .toArray();
  await raw('auditLogs').updateOne({ _id: first!._id }, { $set: { logIndex: 4 } });
  await raw('auditLogs').updateOne({ _id: second!._id }, { $set: { logIndex: 3 } });
}

async function swapTiles(one: string, other: string) {
  const tiles = (await raw('logTiles')
    .find({ _id: { $in: [one, other] as never[] } })
    .toArray()) as unknown as Tile[];
  for (const { _id, hashes } of tiles)
    await raw('logTiles').updateOne({ _id: (_id === one ? other : one) as never }, { $set: { hashes } });
}

async function swapCheckpoints() {
  const [first, second] = await LogCheckpointModel.find().sort({ _id: 1 }).lean();
  await raw('logCheckpoints').updateOne({ _id: first!._id as never }, { $set: { note: second!.note } });
  await raw('logCheckpoints').updateOne({ _id: second!._id as never }, { $set: { note: first!.note } });
}

/** What someone with the whole database could do: entries, leaves, tiles, state and checkpoints, all as they were at an earlier size. */
async function cutBackTo(size: number) {
  const { Frontier, leafHash } = await import('./log/merkle.policy.ts');
  const bundles = (await raw('logBundles').find().sort({ _id: 1 }).toArray()) as unknown as Bundle[];
  const frontier = new Frontier();
  for (const leaf of bundles.flatMap(({ leaves }) => leaves).slice(0, size)) frontier.append(leafHash(leaf.buffer));
  const rest = size % 256;
  await raw('logBundles').updateOne({ _id: 1 as never }, { $push: { leaves: { $each: [], $slice: rest } } as never });
  const tile = (await raw('logTiles').findOne({ _id: '0/1' as never })) as unknown as Tile;
  const hashes = new mongoose.mongo.Binary(Buffer.from(tile.hashes.buffer.subarray(0, rest * 32)));
  await raw('logTiles').updateOne({ _id: '0/1' as never }, { $set: { hashes } });
  const edge = frontier.subtrees.map((hash) => new mongoose.mongo.Binary(hash));
  await raw('logState').updateOne({ _id: 'log' as never }, { $set: { size, frontier: edge } });
  await raw('logCheckpoints').deleteMany({ _id: { $gt: size as never } });
  for (const name of ['auditLogs', 'verifyRows']) await raw(name).deleteMany({ logIndex: { $gte: size } });
}

async function swapLeaves() {
  const bundle = (await raw('logBundles').findOne({ _id: 0 as never })) as unknown as Bundle;
  const [first, second, ...rest] = bundle.leaves;
  await raw('logBundles').updateOne({ _id: 0 as never }, { $set: { leaves: [second, first, ...rest] } });
}

/** The fourth leaf becomes what `made` makes of it and the one after it. */
async function setLeaf(made: (own: string, next: string) => string) {
  const bundle = (await raw('logBundles').findOne({ _id: 0 as never })) as unknown as Bundle;
  const [own, next] = bundle.leaves.slice(3, 5).map((leaf) => leaf.toString('utf8'));
  const leaf = new mongoose.mongo.Binary(Buffer.from(made(own!, next!)));
  await raw('logBundles').updateOne({ _id: 0 as never }, { $set: { 'leaves.3': leaf } });
}

/** A value and its salt as an erasure leaves them, without one. */
async function blankValue() {
  const { ERASED, SALT_BYTES, saltSlots } = await import('./leaf.policy.ts');
  const entry = (await raw('auditLogs').findOne({ 'newValue.n': 7 }))!;
  const slot = saltSlots(entry as never).indexOf('next:name');
  const salts = Buffer.from((entry['salts'] as mongoose.mongo.Binary).buffer).fill(
    0,
    slot * SALT_BYTES,
    (slot + 1) * SALT_BYTES,
  );
  const $set = { 'newValue.name': ERASED, salts: new mongoose.mongo.Binary(salts) };
  await raw('auditLogs').updateOne({ _id: entry._id }, { $set });
}

/** What someone with the whole database could do: change entry, leaf and tile alike. The signature is what they lack. */
async function forgeLeaf() {
  const { leafOf } = await import('./leaf.policy.ts');
  const { leafHash } = await import('./log/merkle.policy.ts');
  await raw('auditLogs').updateOne({ logIndex: 3 }, { $set: { 'newValue.name': 'forged' } });
  const entry = await raw('auditLogs').findOne({ logIndex: 3 });
  const leaf = Buffer.from(leafOf(entry as never));
  await raw('logBundles').updateOne({ _id: 0 as never }, { $set: { 'leaves.3': new mongoose.mongo.Binary(leaf) } });
  const tile = (await raw('logTiles').findOne({ _id: '0/0' as never })) as unknown as { hashes: mongoose.mongo.Binary };
  const hashes = Buffer.from(tile.hashes.buffer);
  leafHash(leaf).copy(hashes, 3 * 32);
  await raw('logTiles').updateOne({ _id: '0/0' as never }, { $set: { hashes: new mongoose.mongo.Binary(hashes) } });
}
