import { beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { usePanel } from '../../testing/panel.ts';
import { AuditLog } from '../audit/admin.ts';
import { SETTINGS_ID, SettingsModel } from './admin.ts';
import { editSettings, ensureSettings, type PaymentRules, shopSettings } from './index.ts';

useDatabase();
const panel = usePanel();

const admin = contextOf('admin');
const card: PaymentRules = { provider: 'card', inShop: true, shipsUnpaid: false, expiresAfterMinutes: 30 };
const cash: PaymentRules = { provider: 'cash', inShop: false, shipsUnpaid: true, expiresAfterMinutes: null };
const revision = async () => (await SettingsModel.findById(SETTINGS_ID).lean())?.revision ?? 0;
const edit = async (changes: Parameters<typeof editSettings>[1]['changes'], ctx = admin) =>
  editSettings(ctx, { revision: await revision(), changes });
const entries = () => AuditLog.find({ entity: 'settings' }).sort({ _id: 1 }).lean();

beforeAll(() => ensureSettings({ payments: [card] }));

describe('a new shop', () => {
  test('begins with settings that are in the trail, once, however many instances start', async () => {
    await Promise.all([ensureSettings({ payments: [card] }), ensureSettings({ payments: [card] })]);
    expect(await SettingsModel.countDocuments()).toBe(1);
    expect((await entries()).map(({ action, revision: version }) => [action, version])).toEqual([['settings.new', 1]]);
    expect(await shopSettings()).toMatchObject({ vatRate: 2_000, payments: [card] });
  });

  test('learns of a payment provider that a release brings, and keeps what staff have set', async () => {
    await edit({ payments: [{ ...card, expiresAfterMinutes: 45 }] });
    await ensureSettings({ payments: [card, cash] });
    expect((await shopSettings()).payments).toMatchObject([{ ...card, expiresAfterMinutes: 45 }, cash]);
  });
});

describe('editing', () => {
  test('holds from the next read on, and is in the trail with both values', async () => {
    await edit({ vatRate: 500, lowStockRecipients: ['Desk@Example.org', 'desk@example.org'] });
    expect(await shopSettings()).toMatchObject({ vatRate: 500, lowStockRecipients: ['desk@example.org'] });
    const last = (await entries()).at(-1);
    expect(last).toMatchObject({ action: 'settings.edit', prevValue: { vatRate: 2_000 }, newValue: { vatRate: 500 } });
  });

  test('reaches an instance that did not make the change within a second', async () => {
    await shopSettings();
    // As another instance does it: nobody tells this one.
    await mongoose.connection
      .collection('settings')
      .updateOne({ _id: SETTINGS_ID }, { $set: { shopName: 'Elsewhere' } });
    const until = Date.now() + 1_200;
    let name = '';
    while (name !== 'Elsewhere' && Date.now() < until) {
      name = (await shopSettings()).shopName;
      await new Promise((done) => setTimeout(done, 50));
    }
    expect(name).toBe('Elsewhere');
  });

  test('gives a new way of delivery an id of its own and leaves the others theirs', async () => {
    const { deliveryMethods } = await shopSettings();
    const added = { name: 'Cargo bike!', price: 600, freeFrom: null };
    await edit({ deliveryMethods: [...deliveryMethods, added] });
    const methods = (await shopSettings()).deliveryMethods;
    expect(methods.map(({ id }) => id)).toEqual(['standard', 'express', 'collect', 'cargo-bike']);
    await edit({ deliveryMethods: methods.slice(0, 3).toReversed() });
    expect((await shopSettings()).deliveryMethods.map(({ id }) => id)).toEqual(['collect', 'express', 'standard']);
  });

  test.each([
    ['no way of delivery', { deliveryMethods: [] }, 'deliveryMethods'],
    [
      'two ways of delivery of one name',
      {
        deliveryMethods: [
          { name: 'Post', price: 1 },
          { name: 'post', price: 2 },
        ],
      },
      'deliveryMethods',
    ],
    ['a delivery price below zero', { deliveryMethods: [{ name: 'Post', price: -1 }] }, 'deliveryMethods.0.price'],
    ['VAT above 100 %', { vatRate: 10_001 }, 'vatRate'],
    ['a sender that is no address', { senderEmail: 'the shop' }, 'senderEmail'],
    ['a recipient that is no address', { lowStockRecipients: ['ada'] }, 'lowStockRecipients.0'],
    ['no way to pay in the shop', { payments: [{ ...card, inShop: false }, cash] }, 'payments'],
    ['a payment provider that there is not', { payments: [card, { ...cash, provider: 'barter' }] }, 'payments'],
    [
      'a deadline of nothing',
      { payments: [{ ...card, expiresAfterMinutes: 0 }, cash] },
      'payments.0.expiresAfterMinutes',
    ],
  ])('with %s is refused at the field, and nothing changes', async (_what, changes, field) => {
    const before = await revision();
    await expect(edit(changes as never)).rejects.toMatchObject({
      code: 'invalid',
      fields: expect.objectContaining({ [field]: expect.any(String) }),
    });
    expect(await revision()).toBe(before);
  });

  test('on top of a version that somebody else has changed is stale', async () => {
    const old = await revision();
    await edit({ shopName: 'First' });
    await expect(editSettings(admin, { revision: old, changes: { shopName: 'Second' } })).rejects.toMatchObject({
      code: 'stale',
    });
  });

  test.each(['inventory', 'support', 'shopper'] as const)('is not for %s', async (role) => {
    await expect(edit({ vatRate: 0 }, contextOf(role))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the settings page', () => {
  const record = `/admin/api/resources/settings/records/${SETTINGS_ID}`;

  test('speaks of rates, prices and deadlines in words, and reads them back', async () => {
    const { record: shown } = (await panel.get(`${record}/edit`)).body;
    expect(shown.values).toMatchObject({ vatRate: '5', payments: [{ expiresAfterMinutes: '45 minutes' }, {}] });
    const [first, second] = shown.values.payments;
    const payments = [
      { ...first, expiresAfterMinutes: '2 days' },
      { ...second, expiresAfterMinutes: 'never' },
    ];
    const values = { vatRate: '17.5', payments, lowStockRecipients: 'a@example.org, b@example.org' };
    const answer = await panel.post(`${record}/edit`, { values, revision: shown.revision });
    expect(answer.body.notice).toMatchObject({ type: 'success' });
    expect(await shopSettings()).toMatchObject({
      vatRate: 1_750,
      payments: [{ expiresAfterMinutes: 2_880 }, { expiresAfterMinutes: null }],
      lowStockRecipients: ['a@example.org', 'b@example.org'],
    });
  });

  test('says at the field what can’t be read', async () => {
    const { record: shown } = (await panel.get(`${record}/edit`)).body;
    const payments = shown.values.payments.map((row: object) => ({ ...row, expiresAfterMinutes: 'soon' }));
    const answer = await panel.post(`${record}/edit`, { values: { payments }, revision: shown.revision });
    expect(answer.status).toBe(422);
    expect(answer.body.error.fields['payments.expiresAfterMinutes']).toContain('30 minutes');
  });

  test('is shown to support without the means to change it', async () => {
    const { record: shown } = (await panel.get(`${record}/show`, 'support')).body;
    expect(shown.values.shopName).toBe('First');
    expect(shown.recordActions.map(({ name }: { name: string }) => name)).not.toContain('edit');
    expect((await panel.post(`${record}/edit`, { values: {}, revision: 1 }, 'support')).status).toBe(403);
  });
});
