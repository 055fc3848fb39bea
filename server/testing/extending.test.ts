import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { createSupplier } from '../modules/inventory/index.ts';
import { contextOf, useDatabase } from './harness.ts';
import { usePanel } from './panel.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/extending.md'), 'utf8');

useDatabase();
const panel = usePanel();

/** Blocks under a comment that names their file. */
const shown = [...PAGE.matchAll(/<!-- in (\S+) -->\n\s*```ts\n([\s\S]*?)\n\s*```/g)].map(
  ([, file = '', code = '']) => ({ file, code }),
);
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('docs/extending.md', () => {
  it('shows code that stands in the files it names', () => {
    expect(shown.length).toBeGreaterThanOrEqual(8);
    for (const { file, code } of shown) {
      const source = squeezed(readFileSync(join(ROOT, file), 'utf8'));
      expect([file, source.includes(squeezed(code))]).toEqual([file, true]);
    }
  });

  it('promises list, form, search and filters for a resource: they are there', async () => {
    await createSupplier(contextOf('admin'), { name: 'Acme Lanterns', leadTimeDays: 3 });
    await createSupplier(contextOf('admin'), { name: 'Zeta Mugs' });
    const list = (query: string) => panel.get(`/admin/api/resources/suppliers/actions/list${query}`).expect(200);
    expect((await list('')).body.records).toHaveLength(2);
    const created = await panel.post('/admin/api/resources/suppliers/actions/new', { name: 'Beta Bags' }).expect(200);
    expect(created.body.notice.type).toBe('success');
    expect((await list('')).body.records).toHaveLength(3);
  });

  it('promises audit: what the form saved is in the trail', async () => {
    const answer = await panel.post('/admin/api/resources/suppliers/actions/new', { name: 'Gamma Gifts' }).expect(200);
    expect(await panel.entriesOf(answer)).toMatchObject([
      { kind: 'change', entity: 'suppliers', newValue: { name: 'Gamma Gifts' } },
    ]);
  });

  it('promises that nobody gets in without a line in the permission table', async () => {
    const refused = await panel.post('/admin/api/resources/suppliers/actions/new', { name: 'Not allowed' }, 'support');
    expect(refused.status).toBe(403);
    expect(await panel.entriesOf(refused)).toMatchObject([{ kind: 'refusal', cause: 'forbidden', outcome: 'refused' }]);
  });

  it('shows a script that runs as written, and is on record with its reason', async () => {
    const script = /```ts run\n([\s\S]*?)```/.exec(PAGE)?.[1] ?? '';
    const folder = join(ROOT, '.data');
    const file = join(folder, `extending-${process.pid}.ts`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, script);
    const { host, port, name } = mongoose.connection;
    try {
      await promisify(execFile)(process.execPath, [file], {
        env: { ...process.env, NODE_OPTIONS: '', MONGODB_URI: `mongodb://${host}:${port}/${name}?replicaSet=rs0` },
      });
    } finally {
      rmSync(file);
    }
    const entries = await mongoose.connection
      .collection('auditLogs')
      .find({ action: 'suppliers.setLeadTimes' })
      .toArray();
    expect(entries.length).toBeGreaterThan(0);
    expect(entries[0]).toMatchObject({
      newValue: { leadTimeDays: 14 },
      reason: 'suppliers promised two weeks',
      performedBy: { name: 'lead-times' },
    });
  });
});
