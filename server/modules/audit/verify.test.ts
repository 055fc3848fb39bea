import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { auditedModel, ledgerModel, runOperation } from './index.ts';
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

beforeEach(async () => {
  for (const name of [
    'verifyItems',
    'verifyRows',
    'auditLogs',
    'logState',
    'logBundles',
    'logTiles',
    'logCheckpoints',
    'leases',
  ]) {
    await raw(name).deleteMany({});
  }
  await write(() => Item.insertMany(Array.from({ length: 290 }, (_, n) => ({ n, name: `item ${n}` }))));
  await sequence(key);
  await write(() => Item.updateMany({ n: { $lt: 5 } }, { $set: { name: 'changed' } }));
  await write(() => Item.deleteMany({ n: { $gte: 280 } }));
  await write(() => Row.insertMany([{ n: 1 }, { n: 2 }]));
  await sequence(key);
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

  it.each<[what: string, tamper: () => Promise<unknown>, found: RegExp]>([
    [
      'a record edited',
      () => raw('verifyItems').updateOne({ n: 7 }, { $set: { name: 'cheap' } }),
      /verifyItems \w+: stored otherwise than its entries say: name/,
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
    ['two leaves exchanged', () => swapLeaves(), /log index|checkpoint/],
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

type Bundle = { _id: number; leaves: mongoose.mongo.Binary[] };

async function swapLeaves() {
  const bundle = (await raw('logBundles').findOne({ _id: 0 as never })) as unknown as Bundle;
  const [first, second, ...rest] = bundle.leaves;
  await raw('logBundles').updateOne({ _id: 0 as never }, { $set: { leaves: [second, first, ...rest] } });
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
