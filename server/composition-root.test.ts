import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import './composition-root.ts';
import '../seeds/demo/steps.ts';
import { runOperation } from './modules/audit/index.ts';
import { type CollectionClass, collections } from './platform/model.ts';
import { unindexed } from './testing/asked.ts';
import { contextOf, useDatabase } from './testing/harness.ts';

useDatabase();

const ROOT = join(import.meta.dirname, '..');
const CLASSES: CollectionClass[] = ['audited', 'ledger', 'trail', 'temporary', 'technical'];

/** Source files in which something is looked for; tests may do what the product may not. */
const sources = () =>
  globSync('{server,resources,seeds}/**/*.ts', { cwd: ROOT }).filter(
    (file) => !/\.test\.ts$|(^|\/)testing(\.ts$|\/)/.test(file),
  );

describe('every collection', () => {
  it('declares its class, its shard key and how it is asked', () => {
    expect(collections().length).toBeGreaterThan(15);
    for (const { name, class: own, shardKey, asked } of collections()) {
      expect([name, CLASSES.includes(own)]).toEqual([name, true]);
      expect([name, shardKey.length > 0]).toEqual([name, true]);
      expect([name, (asked ?? []).length > 0]).toEqual([name, true]);
    }
  });

  it('is made through defineModel, so that none goes without', () => {
    const declared = new Set(collections().map((collection) => collection.name));
    expect(Object.keys(mongoose.models).filter((name) => !declared.has(name))).toEqual([]);
    const strangers = sources().filter(
      (file) =>
        file !== 'server/platform/model.ts' &&
        /mongoose\.model\(|connection\.model\(/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(strangers).toEqual([]);
  });

  it('has an index for each way it is asked', async () => {
    const without: string[] = [];
    for (const collection of collections()) without.push(...(await unindexed(collection)));
    expect(without).toEqual([]);
  }, 120_000);
});

describe('every audited collection', () => {
  const audited = () => collections().filter((collection) => collection.class === 'audited');
  beforeAll(() => expect(audited().length).toBeGreaterThan(5));

  it('refuses a write outside an operation and an aggregation that writes', async () => {
    for (const { model } of audited()) {
      await expect(model.updateMany({}, { $set: { updatedAt: new Date() } })).rejects.toThrow(
        /outside an audited operation/,
      );
      await expect(model.deleteMany({})).rejects.toThrow(/outside an audited operation/);
      await expect(model.aggregate([{ $match: {} }, { $out: 'elsewhere' }])).rejects.toThrow(
        /outside an audited operation/,
      );
    }
  });

  it('refuses fields of the stock ledger even inside one', async () => {
    const products = collections().find((collection) => collection.collection === 'products');
    const grab = () => products?.model.updateMany({}, { $inc: { quantity: 1 } });
    await expect(
      runOperation(contextOf('admin'), { action: 'products.edit' }, async () => await grab()),
    ).rejects.toThrow(/stock ledger/);
  });
});
