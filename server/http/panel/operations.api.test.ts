import { beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog, Operation } from '../../modules/audit/admin.ts';
import { openJournal } from '../../modules/audit/chunked-operation.use-case.ts';
import { createProduct, ProductModel } from '../../modules/catalog/admin.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { newId, usePanel } from '../../testing/panel.ts';

/* Operations on many records, as a person meets them: what stopped half-way is carried on or taken back in the panel. */
useDatabase();
const panel = usePanel();
const admin = contextOf('admin');
const BASE = '/admin/api/resources/operations';
let items: string[] = [];

beforeAll(async () => {
  const made = Array.from({ length: 3 }, (_, n) => ({ name: `Lamp ${n}`, sku: `OP-${newId()}`, price: 100 }));
  for (const product of made) items.push(String((await createProduct(admin, { ...product, status: 'active' }))._id));
  items = [...items, newId()];
}, 60_000);

/** The journal that a server leaves which went away before the first chunk of a selection was through. */
async function stopped(action = 'products.archive', entity = 'products'): Promise<string> {
  const input = { resource: 'products', action: action.split('.')[1], values: {} };
  const { _id } = await openJournal(admin, { action, entity, items, input });
  await Operation.updateOne({ _id }, { state: 'stopped', stoppedBy: 'abandoned' });
  return _id;
}

const shown = async (id: string) => (await panel.get(`${BASE}/records/${id}/show`)).body.record;
const act = (id: string, action: string, as: 'admin' | 'inventory' | 'support' = 'admin') =>
  panel.post(`${BASE}/records/${id}/${action}`, { values: {}, requestKey: newId() }, as);
const statuses = async () => (await ProductModel.find({ _id: { $in: items } }).lean()).map(({ status }) => status);

describe('an operation that stopped half-way', () => {
  it('is in the list and on its page with how far it came and why, and offers to be carried on or taken back', async () => {
    const id = await stopped();
    const list = (await panel.get(`${BASE}/actions/list`)).body;
    expect(list.records[0]).toMatchObject({ id, title: 'Products: archive', values: { state: 'stopped' } });
    const record = await shown(id);
    expect(record.values.progress).toBe('stopped after 0 of 4');
    expect(record.values.why).toMatch(/^The program that worked on it went away\..*carry on/);
    expect(record.recordActions.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['resume', 'undo']),
    );
    expect(record.values.items).toBeUndefined();
    await Operation.updateOne({ _id: id }, { state: 'done' });
  });

  it('is carried on by a click: the rest is done, what could not be is listed, and all of it is one operation', async () => {
    const id = await stopped();
    const answer = await act(id, 'resume');
    expect(answer.body.notice).toMatchObject({ type: 'success', message: 'resumePartlyDone' });
    expect(await statuses()).toEqual(['archived', 'archived', 'archived']);
    const record = await shown(id);
    expect(record.values).toMatchObject({ state: 'done', progress: '3 of 4 done', leftOut: 1 });
    expect(record.values.failed).toMatchObject([{ record: items[3], message: expect.stringMatching(/./) }]);
    expect(await AuditLog.countDocuments({ operationId: id, kind: 'change' })).toBe(3);
    expect(await panel.entriesOf(answer)).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'operations.resume', entityId: id, outcome: 'done' })]),
    );
    expect((await act(id, 'resume')).status).toBe(409);
  });

  it('is taken back by a click, and says by which operation', async () => {
    const [latest] = await Operation.find({ action: 'products.archive', done: 3 }).lean();
    const answer = await act(latest!._id, 'undo');
    expect(answer.body.notice).toMatchObject({ type: 'success', message: 'undoDone' });
    expect(await statuses()).toEqual(['active', 'active', 'active']);
    const record = await shown(latest!._id);
    expect(record.values).toMatchObject({ state: 'undone', undoneBy: expect.any(String) });
    expect((await shown(record.values.undoneBy)).values).toMatchObject({ state: 'done', undoes: latest!._id });
    expect((await act(latest!._id, 'undo')).status).toBe(409);
  });

  it('is carried on only by those who may do that to such records, and a refusal is on record', async () => {
    const id = await stopped();
    const refused = await act(id, 'resume', 'support');
    expect(refused.status).toBe(403);
    expect(await panel.entriesOf(refused)).toMatchObject([{ kind: 'refusal', cause: 'forbidden' }]);
    const people = await stopped('users.bulkDelete', 'users');
    expect((await act(people, 'resume', 'inventory')).status).toBe(403);
    expect((await act(id, 'resume', 'inventory')).status).toBe(200);
  });

  it('that was an import says which command to run again, and is neither carried on nor taken back by a click', async () => {
    const id = await stopped('operations.import', 'orders');
    await Operation.updateOne({ _id: id }, { byCommand: true, input: { files: ['may.csv', 'june.csv'] } });
    const record = await shown(id);
    expect(record.values.why).toMatch(/went away\. .*imported may\.csv, june\.csv\..*same command again/);
    const offered = record.recordActions.map(({ name }: { name: string }) => name);
    expect(offered.filter((name: string) => /resume|undo/i.test(name))).toEqual([]);
    const refused = await act(id, 'undo');
    expect([refused.status, refused.body.error?.code]).toEqual([409, expect.any(String)]);
    expect(await Operation.findById(id).lean()).toMatchObject({ state: 'stopped' });
  });

  it('that booked goods in is carried on by a click, and taken back by another', async () => {
    const lines = items.slice(0, 3).map((productId) => ({ productId, quantity: 2 }));
    const spec = { action: 'products.receive', entity: 'products', items: items.slice(0, 3) };
    const { _id: id } = await openJournal(admin, { ...spec, input: { reference: 'A lorry full', lines } });
    await Operation.updateOne({ _id: id }, { state: 'stopped', stoppedBy: 'abandoned' });
    const quantities = async () =>
      (await ProductModel.find({ _id: { $in: items } }).lean()).map(({ quantity }) => quantity);
    expect((await shown(id)).values.why).toMatch(/carry on from there, or take it back/);
    expect((await act(id, 'resume', 'inventory')).body.notice).toMatchObject({ message: 'resumeDone' });
    expect(await quantities()).toEqual([2, 2, 2]);
    expect((await act(id, 'undo', 'inventory')).body.notice).toMatchObject({ message: 'undoDone' });
    expect(await quantities()).toEqual([0, 0, 0]);
    expect((await shown(id)).values).toMatchObject({ state: 'undone' });
  });

  it('that this version can’t carry on says so, and can still be taken back', async () => {
    const id = await stopped('products.whatever');
    const record = await shown(id);
    expect(record.recordActions.map(({ name }: { name: string }) => name)).not.toContain('resume');
    expect((await act(id, 'resume')).body.error).toMatchObject({ code: 'not_resumable' });
    expect((await act(id, 'undo')).status).toBe(200);
  });
});
