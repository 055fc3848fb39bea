import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { serveApi } from '../../testing/api-app.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { createUser } from '../identity/index.ts';
import { AuditLog } from './audit-entry.model.ts';
import { auditRoutes } from './index.ts';

useDatabase();
const server = serveApi(auditRoutes);
const get = (query = '', role = 'admin') => request(server).get(`/api/v1/audit${query}`).set('x-test-role', role);

beforeAll(async () => {
  for (const n of [1, 2, 3, 4, 5]) {
    await createUser(contextOf('admin'), { email: `ada${n}@example.org`, username: `ada${n}`, roles: ['shopper'] });
  }
});

describe('GET /audit', () => {
  it('pages through the trail without leaving out or doubling an entry', async () => {
    const seen: string[] = [];
    let query = '?entity=users&kind=change&limit=2';
    for (;;) {
      const { status, body } = await get(query);
      expect(status).toBe(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (!body.next) break;
      query = `?entity=users&kind=change&limit=2&cursor=${body.next}`;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it('masks personal values for support, not for an admin', async () => {
    const asSupport = await get('?entity=users&kind=change', 'support');
    expect(asSupport.text).not.toContain('ada1@example.org');
    expect((await get('?entity=users&kind=change')).text).toContain('ada1@example.org');
  });

  it('sends one entry a line to who asks for JSON lines', async () => {
    const answer = await get('?entity=users&kind=change')
      .set('accept', 'application/x-ndjson')
      .buffer(true)
      .parse((res, done) => {
        let text = '';
        res.on('data', (part) => {
          text += part;
        });
        res.on('end', () => done(null, text));
      });
    const lines = String(answer.body).trim().split('\n');
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    expect(lines.map((line) => JSON.parse(line).entity)).toEqual(Array.from({ length: 5 }, () => 'users'));
  });

  it('holds back the last minute from who follows it, oldest first', async () => {
    expect((await get('?entity=users&kind=change&order=oldest')).body.items).toEqual([]);
  });

  it('is itself on record, once a person, filter and minute', async () => {
    await AuditLog.collection.deleteMany({ kind: 'access' });
    for (let times = 0; times < 3; times++) await get('?outcome=refused');
    // Two, where a minute ended between the calls.
    const entries = await AuditLog.find({ kind: 'access', entity: 'auditLogs' }).lean();
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.length).toBeLessThan(3);
    expect(entries[0]).toMatchObject({ action: 'auditLogs.list', detail: { outcome: 'refused' } });
  });

  it.each([
    ['an entityId without its entity', '?entityId=x', 400, 'invalid_parameter'],
    ['a time that is none', '?since=yesterday', 400, 'invalid_parameter'],
    ['an unknown parameter', '?who=x', 400, 'unknown_parameter'],
    ['a made-up cursor', '?cursor=abc', 404, 'bad_cursor'],
  ])('refuses %s', async (_what, query, status, code) => {
    expect(await get(query)).toMatchObject({ status, body: { code } });
  });

  it('keeps out who may not read the trail', async () => {
    expect((await get('', 'inventory')).status).toBe(403);
    expect((await get('', 'nobody')).status).toBe(401);
  });
});
