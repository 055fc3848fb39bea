import { beforeAll, describe, expect, test } from '@jest/globals';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder, GUEST } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { firstPaymentRules } from '../payments/index.ts';
import { SettingsModel } from '../settings/admin.ts';
import { editSettings, ensureSettings } from '../settings/index.ts';
import { getCart, placeOrder, setCartLine, shipOrder } from './index.ts';

useDatabase();
const admin = contextOf('admin');

async function set(changes: Parameters<typeof editSettings>[1]['changes']) {
  const { revision } = await SettingsModel.findOne().orFail();
  await editSettings(admin, { revision, changes });
}
const rules = (provider: string, change: object) =>
  firstPaymentRules().map((one) => (one.provider === provider ? { ...one, ...change } : one));

beforeAll(() => ensureSettings({ payments: firstPaymentRules() }));

describe('what staff set of the shop', () => {
  test('prices delivery and VAT in the cart and in the order; orders from before keep theirs', async () => {
    const before = await buildOrder();
    const { id: productId } = await buildProduct({ onHand: 5, price: 1_050 });
    await set({ vatRate: 500, deliveryMethods: [{ name: 'Bicycle', price: 210, freeFrom: 2_000 }] });
    const owner = { token: 'a-token-of-the-settings-test' };
    const one = await setCartLine(guestContext(), owner, { productId, quantity: 1 });
    expect(one.totals).toEqual({ goods: 1_050, delivery: 210, net: 1_200, vat: 60, gross: 1_260 });
    await setCartLine(guestContext(), owner, { productId, quantity: 2 });
    expect((await getCart(guestContext(), owner)).totals).toMatchObject({ goods: 2_100, delivery: 0 });
    const after = await buildOrder({ lines: [{ productId, quantity: 1 }] });
    expect(after).toMatchObject({ totals: one.totals, delivery: { name: 'Bicycle' }, lines: [{ vatRate: 500 }] });
    expect(before.lines).toMatchObject([{ vatRate: 2_000 }]);
  });

  test('decides how long an order waits for its money', async () => {
    await set({ payments: rules('bank_transfer', { expiresAfterMinutes: 90 }) });
    const { expiresAt, date } = await buildOrder({ paymentMethod: 'bank_transfer' });
    expect(Number(expiresAt) - Number(date)).toBe(90 * 60_000);
    await set({ payments: rules('bank_transfer', { expiresAfterMinutes: null }) });
    expect((await buildOrder({ paymentMethod: 'bank_transfer' })).expiresAt).toBeNull();
  });

  test('decides whether goods leave before their money is here', async () => {
    await set({ payments: rules('bank_transfer', { shipsUnpaid: false }) });
    const { id } = await buildOrder({ paymentMethod: 'bank_transfer' });
    await expect(shipOrder(admin, { orderId: id })).rejects.toMatchObject({ code: 'unpaid', status: 409 });
    await set({ payments: rules('bank_transfer', { shipsUnpaid: true }) });
    expect(await shipOrder(admin, { orderId: id })).toMatchObject({ fulfilmentStatus: 'shipped' });
  });

  test('decides how shoppers may pay', async () => {
    const { id: productId } = await buildProduct({ onHand: 5 });
    const order = { lines: [{ productId, quantity: 1 }], guest: GUEST, address: ADDRESS };
    await set({ payments: rules('bank_transfer', { inShop: false }) });
    await expect(placeOrder(guestContext(), { ...order, paymentMethod: 'bank_transfer' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { paymentMethod: expect.any(String) },
    });
    expect(await placeOrder(guestContext(), { ...order, paymentMethod: 'card_test' })).toMatchObject({
      status: 'open',
    });
  });

  test('leaves the test card out of a live shop until staff want it', () => {
    const inShop = (live: boolean) => firstPaymentRules({ live }).flatMap((one) => (one.inShop ? [one.provider] : []));
    expect(inShop(false)).toEqual(['bank_transfer', 'card_test']);
    expect(inShop(true)).toEqual(['bank_transfer']);
  });
});
