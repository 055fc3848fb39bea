import { beforeAll, describe, expect, it } from '@jest/globals';
import { runOperation } from '../../modules/audit/index.ts';
import { ProductModel } from '../../modules/catalog/admin.ts';
import { UserModel } from '../../modules/identity/admin.ts';
import { ApprovalModel } from '../../modules/operations/admin.ts';
import { judge } from '../../modules/operations/index.ts';
import { editSettings, ensureSettings } from '../../modules/settings/index.ts';
import { bindSecondLook } from '../../platform/four-eyes.ts';
import { systemContext } from '../../shared/request-context.ts';
import { useDatabase } from '../../testing/harness.ts';
import { newId, PEOPLE, usePanel } from '../../testing/panel.ts';
import { buildProduct } from '../../testing/stock.ts';

useDatabase();
const panel = usePanel();
const root = systemContext('test');

beforeAll(async () => {
  bindSecondLook(judge);
  await ensureSettings({ payments: [] });
  const limits = { approveWriteOffsAbove: 1_000, approveBulkAbove: 2, approvePriceCutsAbove: 1_000 };
  await editSettings(root, { changes: limits });
  await runOperation(root, { action: 'users.new', entity: 'users' }, async () => {
    for (const role of ['admin', 'inventory', 'support'] as const)
      await new UserModel({ _id: PEOPLE[role], username: `test-${role}`, roles: [role] }).save();
  });
});

const records = '/admin/api/resources/products/records';
const requestUrl = (id: string, action: string) => `/admin/api/resources/approvals/records/${id}/${action}`;

describe('an action of the panel that needs a second person', () => {
  it('is answered 202 with the request that it became, which is on record, and is no refusal', async () => {
    const { id } = await buildProduct({ onHand: 20 });
    const body = { values: { quantity: '10', note: 'soaked' }, requestKey: newId() };
    const answer = await panel.post(`${records}/${id}/writeOff`, body, 'inventory');
    expect([answer.status, answer.body.notice.message]).toEqual([202, 'waits']);
    const request = await ApprovalModel.findById(answer.body.waits).orFail().lean();
    expect(answer.body.redirectUrl).toBe(`/admin/resources/approvals/records/${String(request._id)}/show`);
    expect(await panel.entriesOf(answer)).toMatchObject([
      { kind: 'change', action: 'approvals.new', outcome: 'done', performedBy: { id: PEOPLE.inventory } },
    ]);
    expect(await ProductModel.findById(id).lean()).toMatchObject({ quantity: 20 });

    const again = await panel.post(`${records}/${id}/writeOff`, body, 'inventory');
    expect(again.body.waits).toBe(answer.body.waits);
    const { body: other } = await panel.post(`${records}/${id}/writeOff`, { ...body, requestKey: newId() }, 'admin');
    expect(other.error.code).toBe('already_waiting');

    const { body: page } = await panel.get(requestUrl(answer.body.waits, 'show'), 'admin');
    expect(page.record.values).toMatchObject({
      what: expect.stringContaining('Write off: Test lantern'),
      extent: '£29.50',
      difference: [{ label: 'On hand', before: '20', after: '10' }],
    });
    expect(page.record.recordActions.map(({ name }: { name: string }) => name).sort()).toEqual([
      'approve',
      'decline',
      'show',
    ]);
    const { body: own } = await panel.get(requestUrl(answer.body.waits, 'show'), 'inventory');
    expect(own.record.recordActions.map(({ name }: { name: string }) => name).sort()).toEqual(['cancel', 'show']);

    const refused = await panel.post(requestUrl(answer.body.waits, 'approve'), { values: {} }, 'inventory');
    expect([refused.status, refused.body.error.code]).toEqual([403, 'own_request']);
    const clicks = await Promise.all(
      [1, 2].map(() => panel.post(requestUrl(answer.body.waits, 'approve'), { values: {} })),
    );
    expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await ProductModel.findById(id).lean()).toMatchObject({ quantity: 10 });
  });

  it('is a form like any other: what else it changes waits with the price, and a stale one is told so first', async () => {
    const { id } = await buildProduct({ price: 1_000 });
    const edit = (revision: number) =>
      panel.post(`${records}/${id}/edit`, { values: { price: '5.00', name: 'Bargain' }, revision }, 'inventory');
    expect((await edit(7)).body.error.code).toBe('stale');
    const { body } = await edit(1);
    const { body: page } = await panel.get(requestUrl(body.waits, 'show'));
    expect(page.record.values).toMatchObject({
      extent: '50 % less',
      difference: [
        { label: 'Name', after: 'Bargain' },
        { label: 'Price', before: '£10.00', after: '£5.00' },
      ],
    });
  });

  it('is a selection of more records than one person may change, done as one operation once it is approved', async () => {
    const ids = (await Promise.all([1, 2, 3].map(() => buildProduct()))).map(({ id }) => id);
    const bulk = (some: string[]) =>
      panel.post(`/admin/api/resources/products/bulk/archive?recordIds=${some.join(',')}`, { values: {} }, 'inventory');
    expect((await bulk(ids.slice(0, 2))).body.result).toMatchObject({ done: 2 });
    const { body, status } = await bulk(ids);
    expect(status).toBe(202);
    const { body: page } = await panel.get(requestUrl(body.waits, 'show'));
    expect(page.record.values).toMatchObject({
      what: 'Products: archive',
      extent: '3 records',
      records: { length: 3 },
    });
    expect((await panel.post(requestUrl(body.waits, 'approve'), { values: {} })).body.notice.message).toBe(
      'approvePartlyDone',
    );
    expect(await ProductModel.distinct('status', { _id: { $in: ids } })).toEqual(['archived']);
  });

  it('may be confirmed alone from when nobody else is left, in the list and on its page, and no longer once somebody is back', async () => {
    const { id } = await buildProduct({ onHand: 20 });
    const body = { values: { quantity: '10', note: 'soaked' }, requestKey: newId() };
    const { body: asked } = await panel.post(`${records}/${id}/writeOff`, body, 'inventory');
    const offered = async () => {
      const { body: page } = await panel.get(requestUrl(asked.waits, 'show'), 'inventory');
      const { body: list } = await panel.get(
        '/admin/api/resources/approvals/actions/list?filters.queue=mine',
        'inventory',
      );
      const row = list.records.find((one: { id: string }) => one.id === asked.waits);
      return [page.record, row].map(({ recordActions }) =>
        recordActions.some(({ name }: { name: string }) => name === 'confirmAlone'),
      );
    };
    const others = { roles: { $in: ['admin' as const, 'inventory' as const] }, _id: { $ne: PEOPLE.inventory } };
    const left = await UserModel.find({ ...others, isActive: true }).lean();
    const setActive = (isActive: boolean) =>
      runOperation(root, { action: 'users.edit', entity: 'users' }, async () => {
        for (const { _id } of left) await UserModel.updateOne({ _id }, { isActive });
      });
    expect(await offered()).toEqual([false, false]);
    await setActive(false);
    try {
      expect(await offered()).toEqual([true, true]);
    } finally {
      await setActive(true);
    }
    expect(await offered()).toEqual([false, false]);
    await panel.post(requestUrl(asked.waits, 'cancel'), { values: {} }, 'inventory');
  });

  it('counts on the dashboard of whoever may approve it, and among their own of whoever asked', async () => {
    const figure = async (key: string, role: 'admin' | 'inventory' | 'support') => {
      const { body } = await panel.get('/admin/api/dashboard', role);
      return body.figures.find((one: { key: string }) => one.key === key)?.count;
    };
    const waiting = await ApprovalModel.countDocuments({ state: 'waiting' });
    expect(waiting).toBeGreaterThan(0);
    expect([await figure('toApprove', 'admin'), await figure('myRequests', 'inventory')]).toEqual([waiting, waiting]);
    expect([await figure('toApprove', 'inventory'), await figure('toApprove', 'support')]).toEqual([0, 0]);
  });
});
