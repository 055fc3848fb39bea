import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { contextOf, useDatabase } from '../../../testing/harness.ts';
import { outsideEntries, bare as raw, until, untilFound, watchFromNothing } from '../../../testing/watching.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { auditedModel, runOperation } from '../index.ts';
import { sequence } from '../log/sequencer.service.ts';
import { logKey } from '../log/signed-note.policy.ts';
import type { Watcher } from './watcher.service.ts';

const Item = auditedModel('LogWatchItem', 'logWatchItems', new Schema<{ name: string }>({ name: String }), {
  shardKey: '_id',
});

useDatabase();
const key = logKey('test/audit/log', randomBytes(32));
const write = <T>(work: () => Promise<T>) => runOperation(contextOf('admin'), { action: 'logWatchItems.edit' }, work);

let watcher: Watcher;
beforeEach(async () => {
  watcher = await watchFromNothing('logWatchItems');
});
afterEach(() => watcher.stop());

describe('a change of the log or the trail behind the application', () => {
  it('is found for an entry that is given a place in the log by hand, or waits for none any more', async () => {
    await write(() => Item.create({ name: 'a' }));
    await sequence(key);
    const { _id } = await write(() => Item.create({ name: 'b' }));
    const entry = { entityId: String(_id) };
    await raw('auditLogs').updateOne(entry, { $unset: { pending: 1 } });
    await raw('auditLogs').updateOne(entry, { $set: { logIndex: 0 }, $unset: { pending: 1 } });
    await raw('auditLogs').updateOne(entry, { $set: { pending: true }, $unset: { logIndex: 1 } });
    await untilFound(3);
    await sequence(key);
    await sleep(1_000);
    expect((await outsideEntries()).map(({ entity, action }) => `${entity} ${action}`)).toEqual(
      Array.from({ length: 3 }, () => 'auditLogs outside.edit'),
    );
  });
});

describe('a list of entries that wait for the log', () => {
  it('is told of where somebody makes one, changes one or takes one away, and where entries come without one', async () => {
    const several = () => write(() => Item.insertMany(Array.from({ length: 20 }, (_, n) => ({ name: `n${n}` }))));
    await several();
    await sequence(key);
    await several();
    await sleep(600);
    const [real] = await raw('logQueue').find().toArray();
    const logged = await AuditLog.collection.findOne({ logIndex: 3 });
    await raw('logQueue').insertOne({ entries: [logged!._id] });
    await raw('logQueue').updateOne({ _id: real!._id }, { $pop: { entries: 1 } });
    await raw('logQueue').deleteOne({ _id: real!._id });
    const { pending, logIndex, ...like } = logged as unknown as Record<string, unknown>;
    await raw('auditLogs').insertOne({
      ...like,
      _id: new mongoose.Types.ObjectId(),
      kind: 'access',
      revision: undefined,
    });
    await untilFound(4);
    expect((await outsideEntries()).map(({ entity, action }) => `${entity} ${action}`)).toEqual([
      'logQueue outside.insert',
      'logQueue outside.edit',
      'logQueue outside.delete',
      'auditLogs outside.insert',
    ]);
  });
});

describe('what only looks like the log’s own work', () => {
  it('is told: odd lists, entries with a mark and a list, places given beside a touch of the log’s state', async () => {
    await write(() => Item.insertMany(Array.from({ length: 20 }, (_, n) => ({ name: `n${n}` }))));
    await sequence(key);
    await sleep(600);
    const odd = { bypassDocumentValidation: true };
    await raw('logQueue').insertOne({ entries: 'x' }, odd);
    await raw('logQueue').insertOne({}, odd);
    const logged = await AuditLog.collection.findOne({ logIndex: 3 });
    const access = { ...logged, kind: 'access', revision: undefined };
    const together = async (work: (session: mongoose.ClientSession) => Promise<unknown>) =>
      mongoose.connection.withSession((session) => session.withTransaction(() => work(session)));
    const _id = () => new mongoose.Types.ObjectId();
    const [marked, placed] = [_id(), _id()];
    await together(async (session) => {
      await raw('auditLogs').insertOne(
        { ...access, _id: marked, logIndex: undefined, pending: true },
        { session, ignoreUndefined: true },
      );
      await raw('logQueue').insertOne({ entries: [marked] }, { session });
    });
    await together(async (session) => {
      await raw('auditLogs').insertOne({ ...access, _id: placed, logIndex: 5 }, { session, ignoreUndefined: true });
      await raw('logQueue').insertOne({ entries: [placed] }, { session });
    });
    await together(async (session) => {
      await raw('logState').updateOne({}, { $set: { x: 1 } }, { session });
      await raw('auditLogs').updateOne({ logIndex: 3 }, { $unset: { logIndex: 1 } }, { session });
    });
    await until(async () => (await outsideEntries()).length >= 6);
    const told = (await outsideEntries()).map(({ entity, entityId, action }) => [entity, entityId, action]);
    const ofOneMoment = told.slice(4);
    expect(told.slice(0, 4)).toEqual([
      ['logQueue', expect.anything(), 'outside.insert'],
      ['logQueue', expect.anything(), 'outside.insert'],
      ['auditLogs', String(marked), 'outside.insert'],
      ['auditLogs', String(placed), 'outside.insert'],
    ]);
    // Of one moment, so that either may come first.
    expect(ofOneMoment).toHaveLength(2);
    expect(ofOneMoment).toContainEqual(['logState', 'log', 'outside.edit']);
    expect(ofOneMoment).toContainEqual(['auditLogs', String(logged!._id), 'outside.edit']);
    await raw('logWatchItems').insertOne({ name: 'after it' });
    await untilFound(7);
  });
});
