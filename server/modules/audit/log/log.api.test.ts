import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { Schema } from 'mongoose';
import supertest from 'supertest';
import { problemHandler } from '../../../http/middleware/problem.ts';
import { contextOf, guestContext, useDatabase } from '../../../testing/harness.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { auditedModel, ledgerModel, runOperation } from '../index.ts';
import { auditLogRouter } from './log.routes.ts';
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.policy.ts';
import { sequence } from './sequencer.service.ts';
import { logKey, openCheckpoint, verifierKey } from './signed-note.policy.ts';

const Item = auditedModel('ServedItem', 'servedItems', new Schema<{ n: number }>({ n: Number }), { shardKey: '_id' });
const Row = ledgerModel('ServedRow', 'servedRows', new Schema<{ n: number }>({ n: Number }), { shardKey: '_id' });

useDatabase();
const key = logKey('test/audit/log', randomBytes(32));
const TOKEN = 'a-token-for-those-who-read';
const people = { admin: contextOf('admin'), support: contextOf('support'), inventory: contextOf('inventory') };
const app = express();
app.use((req, _res, next) => {
  req.ctx = people[req.get('x-test-who') as keyof typeof people] ?? guestContext();
  next();
});
app.use('/audit/log', auditLogRouter({ token: TOKEN, contextOf: (req) => req.ctx }));
app.use(problemHandler((req) => req.ctx));

const ask = (path: string) => supertest(app).get(`/audit/log${path}`);
const read = (path: string) => ask(path).set('authorization', `Bearer ${TOKEN}`);
const hashes = (proof: string[]) => proof.map((hash) => Buffer.from(hash, 'base64'));
const open = (note: string) => openCheckpoint(note, verifierKey(key))!;

let firstSize = 0;
beforeAll(async () => {
  const write = <T>(work: () => Promise<T>) => runOperation(people.admin, { action: 'servedItems.new' }, work);
  await write(() => Item.insertMany(Array.from({ length: 300 }, (_, n) => ({ n }))));
  await sequence(key);
  firstSize = 300;
  await write(() => Item.insertMany(Array.from({ length: 77 }, (_, n) => ({ n }))));
  await write(() => Row.insertMany([{ n: 1 }]));
  await sequence(key);
}, 60_000);

describe('proofs by API', () => {
  it('show whoever has the key that an entry, or a movement, is in the log', async () => {
    const entry = String((await AuditLog.findOne({ logIndex: 5 }).lean())?._id);
    const row = String((await Row.findOne().lean())?._id);
    for (const path of [`entry=${entry}`, `entry=${row}&of=servedRows`]) {
      const { body } = await read(`/proof/inclusion?${path}`).expect(200);
      const { size, root } = open(body.checkpoint);
      expect(JSON.parse(body.leaf)).toMatchObject({ id: body.entry });
      const leaf = leafHash(Buffer.from(body.leaf));
      expect(verifyInclusion(leaf, body.index, size, hashes(body.proof), root)).toBe(true);
      const other = leafHash(Buffer.from(body.leaf.replace(body.entry, '0'.repeat(24))));
      expect(verifyInclusion(other, body.index, size, hashes(body.proof), root)).toBe(false);
    }
  });

  it('show that one checkpoint’s log is the beginning of another’s', async () => {
    const { size: second } = open((await read('/checkpoint').expect(200)).text);
    const { body } = await read(`/proof/consistency?first=${firstSize}&second=${second}`).expect(200);
    const [a, b] = [open(body.firstCheckpoint), open(body.secondCheckpoint)];
    expect([a.size, b.size]).toEqual([firstSize, second]);
    expect(verifyConsistency(a.size, b.size, a.root, b.root, hashes(body.proof))).toBe(true);
    expect(verifyConsistency(a.size, b.size, randomBytes(32), b.root, hashes(body.proof))).toBe(false);
    // At most sizes none was signed; the proof is there all the same.
    expect((await read('/proof/consistency?first=7&second=299').expect(200)).body).toMatchObject({
      firstCheckpoint: null,
    });
  });

  it('say what is wrong with what was asked', async () => {
    for (const asked of ['', 'entry=nonsense', `entry=${'0'.repeat(24)}`, `entry=${'0'.repeat(24)}&of=users`])
      expect((await read(`/proof/inclusion?${asked}`).expect(404)).body).toMatchObject({ code: 'not_found' });
    for (const asked of ['', 'first=0&second=3', 'first=5&second=3', 'first=1&second=999999', 'first=1.5&second=3'])
      expect((await read(`/proof/consistency?${asked}`).expect(400)).body).toMatchObject({ code: 'bad_tree_sizes' });
  });
});

describe('the served log', () => {
  it('is for those who may read the trail, and for the token', async () => {
    for (const path of ['/checkpoint', '/tile/0/000', '/tile/entries/000', '/proof/consistency?first=1&second=2']) {
      await ask(path).expect(401);
      await ask(path).set('authorization', 'Bearer another-token-of-some-length').expect(401);
      await ask(path).set('x-test-who', 'inventory').expect(403);
      await ask(path).set('x-test-who', 'support').expect(200);
      await ask(path).set('x-test-who', 'admin').expect(200);
      await read(path).expect(200);
    }
  });

  it('serves what will never change as such, the checkpoint fresh, and no tile that is not there', async () => {
    expect((await read('/tile/0/000')).headers['cache-control']).toMatch(/immutable/);
    expect((await read('/checkpoint')).headers['cache-control']).toBe('no-cache');
    for (const path of ['/tile/0/007', '/tile/0/000.p/256', '/tile/0/001.p/0', '/tile/0/1', '/tile/99/000', '/tile/x'])
      await read(path).expect(404);
  });
});
