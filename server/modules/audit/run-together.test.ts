import { beforeEach, describe, expect, test } from '@jest/globals';
import { Schema } from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from './audit-entry.model.ts';
import {
  afterCommit,
  auditedModel,
  hasLeftEntry,
  ledgerModel,
  optimistically,
  runOperation,
  runTogether,
} from './index.ts';

const Lamp = auditedModel(
  'TestLamp',
  'testLamps',
  new Schema<{ name: string }>({ name: { type: String, unique: true } }),
  {
    shardKey: 'name',
  },
);
const Delivered = ledgerModel('TestDelivered', 'testDelivered', new Schema<{ lamp: string }>({ lamp: String }), {
  shardKey: 'lamp',
});

useDatabase();
beforeEach(async () => {
  await AuditLog.collection.deleteMany({});
  await Lamp.collection.deleteMany({});
  await Delivered.collection.deleteMany({});
});

const SPEC = { action: 'testLamps.new', entity: 'testLamps' };
const makers = (...names: string[]) =>
  names.map((name) => ({ name, ctx: contextOf('admin', { ip: `10.0.0.${name.length}` }) }));
const make = async ({ name }: { name: string }): Promise<string> => {
  await new Lamp({ name }).save();
  await new Delivered({ lamp: name }).save();
  return name;
};

describe('operations that share a transaction', () => {
  test('each leave an entry and rows of their own, in the name of their own caller', async () => {
    const members = makers('a', 'bb', 'ccc');
    let told = 0;
    const names = await runTogether(members, SPEC, (inEach) =>
      inEach(async (member) => {
        afterCommit(() => {
          told += 1;
        });
        return make(member);
      }),
    );
    expect(names).toEqual(['a', 'bb', 'ccc']);
    expect(told).toBe(3);
    const entries = await AuditLog.find({ entity: 'testLamps' }).sort({ _id: 1 }).lean();
    expect(entries.map(({ ip, requestId }) => ({ ip, requestId }))).toEqual(
      members.map(({ ctx }) => ({ ip: ctx.ip, requestId: ctx.requestId })),
    );
    expect(entries.map(({ revision, newValue }) => [revision, newValue?.['name']])).toEqual([
      [1, 'a'],
      [1, 'bb'],
      [1, 'ccc'],
    ]);
    const rows = await Delivered.find().sort({ _id: 1 }).lean();
    expect(rows.map(({ operationId }) => operationId)).toEqual(entries.map(({ operationId }) => operationId));
    expect(new Set(rows.map(({ operationId }) => operationId)).size).toBe(3);
    expect(members.map(({ ctx }) => hasLeftEntry(ctx))).toEqual([true, true, true]);
  });

  test.each([
    ['one of them is refused', () => Promise.reject(new Error('no'))],
    ['what they insert at the end is there already', () => make({ name: 'taken' })],
    [
      'a step that is right nearly always is not',
      () =>
        optimistically(
          async () => null,
          async () => 'careful',
        ),
    ],
  ])('where %s: none of them has done anything, and the answer is null', async (_what, last) => {
    await runOperation(contextOf('admin'), SPEC, () => new Lamp({ name: 'taken' }).save());
    const members = makers('a', 'bb', 'ccc');
    const answer = await runTogether(members, SPEC, (inEach) =>
      inEach(async (member): Promise<string> => (member.name === 'ccc' ? last() : make(member))),
    );
    expect(answer).toBeNull();
    expect(await Lamp.countDocuments()).toBe(1);
    expect(await Delivered.countDocuments()).toBe(0);
    expect(await AuditLog.countDocuments()).toBe(1);
    expect(members.map(({ ctx }) => hasLeftEntry(ctx))).toEqual([false, false, false]);
  });

  test('run again when another transaction was faster, and tell each time', async () => {
    await runOperation(contextOf('admin'), SPEC, () => new Lamp({ name: 'old' }).save());
    let conflicts = 0;
    let runs = 0;
    const onConflict = () => {
      conflicts += 1;
      return 1;
    };
    const answer = await runTogether(
      makers('a', 'bb'),
      SPEC,
      async (inEach) => {
        runs += 1;
        const lamp = await Lamp.findOne({ name: /^old/ }).orFail();
        // Somebody else's write between this reading and ours.
        if (runs === 1)
          await Lamp.collection.updateOne({ _id: lamp._id }, { $set: { name: 'old, too' } }, { session: undefined });
        await lamp.set({ name: 'old one' }).save();
        return inEach(make);
      },
      { onConflict },
    );
    expect(answer).toEqual(['a', 'bb']);
    expect([runs, conflicts]).toEqual([2, 1]);
    expect(await Lamp.countDocuments()).toBe(3);
  });

  test('are no part of another operation', async () => {
    const inside = runOperation(contextOf('admin'), SPEC, () =>
      runTogether(makers('a'), SPEC, (inEach) => inEach(make)),
    );
    await expect(inside).rejects.toThrow('cannot be part');
  });
});
