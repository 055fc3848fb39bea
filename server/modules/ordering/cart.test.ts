import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildShopper, GUEST, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { archiveProduct, changePrice, deleteProduct, productsByIds, storedStock } from '../catalog/index.ts';
import { writeOffStock } from '../inventory/index.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import { CartModel } from './cart.model.ts';
import { dropCarts, storedCart } from './cart.service.ts';
import { cancelOrder, checkOut, clearCart, getCart, mergeCarts, setCartLine } from './index.ts';
import { OrderModel } from './order.model.ts';

useDatabase();
const code = (expected: string) => expect.objectContaining({ code: expected });
const guest = guestContext();
const newToken = () => ({ token: randomBytes(16).toString('hex') });
const admin = contextOf('admin');
const daysLeft = (cart: { expiresAt: Date } | null) => ((cart?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000;
const reprice = async (id: string, price: number) => {
  const [product] = await productsByIds([id]);
  await changePrice(admin, { id, revision: product?.revision ?? 0, price });
};

describe('cart', () => {
  test('keeps lines in the order they came, with what they cost now and the delivery', async () => {
    const owner = newToken();
    const mug = await buildProduct({ onHand: 10, price: 450 });
    const bag = await buildProduct({ onHand: 10, price: 100 });
    await setCartLine(guest, owner, { productId: mug.id, quantity: 1 });
    await setCartLine(guest, owner, { productId: bag.id, quantity: 2 });
    await setCartLine(guest, owner, { productId: mug.id, quantity: 3 });
    const cart = await getCart(guest, owner);
    expect(cart.lines.map((line) => [line.sku, line.quantity, line.gross, line.notes])).toEqual([
      [mug.sku, 3, 1_350, []],
      [bag.sku, 2, 200, []],
    ]);
    expect(cart).toMatchObject({ totals: { goods: 1_550, delivery: 395, gross: 1_945 }, orderable: true });
    expect((await setCartLine(guest, owner, { productId: mug.id, quantity: 0 })).lines).toHaveLength(1);
    await clearCart(guest, owner);
    expect(await getCart(guest, owner)).toMatchObject({ lines: [], orderable: false });
  });

  test('keeps the digest of a guest token only, and expires', async () => {
    const owner = newToken();
    const { id } = await buildProduct({ onHand: 1 });
    await setCartLine(guest, owner, { productId: id, quantity: 1 });
    const stored = await CartModel.findOne({ 'lines.product': id }).lean();
    expect(JSON.stringify(stored)).not.toContain(owner.token);
    expect(daysLeft(stored)).toBeCloseTo(7, 2);
    const indexes = await CartModel.collection.indexes();
    expect(indexes.some((index) => index.expireAfterSeconds === 0 && 'expiresAt' in index.key)).toBe(true);
  });

  test('of someone who is signed in is kept for 30 days, and each change gives it its full time again', async () => {
    const { ctx, id: userId } = await buildShopper();
    const { id } = await buildProduct({ onHand: 5 });
    const stored = () => CartModel.findOne({ owner: userId }).lean();
    await setCartLine(ctx, { userId }, { productId: id, quantity: 1 });
    expect(daysLeft(await stored())).toBeCloseTo(30, 2);
    await CartModel.updateOne({ owner: userId }, { $set: { expiresAt: new Date(Date.now() + 86_400_000) } });
    await setCartLine(ctx, { userId }, { productId: id, quantity: 2 });
    expect(daysLeft(await stored())).toBeCloseTo(30, 2);
  });

  test('of which a product was deleted still says what it was, and can be ordered once that is taken out', async () => {
    const owner = newToken();
    const kept = await buildProduct({ name: '$5 Mug', onHand: 1, price: 300 });
    const deleted = await buildProduct();
    await setCartLine(guest, owner, { productId: kept.id, quantity: 1 });
    const line = { product: deleted.id, quantity: 1, price: 100, name: 'Tin Drum', uom: 'piece' };
    await CartModel.updateOne({ 'lines.product': kept.id }, { $push: { lines: line } });
    const [product] = await productsByIds([deleted.id]);
    await deleteProduct(admin, { id: deleted.id, revision: product?.revision ?? 0 });
    const cart = await getCart(guest, owner);
    expect(cart.lines).toMatchObject([{ notes: [] }, { name: 'Tin Drum', notes: ['gone'], available: 0, gross: 0 }]);
    expect(cart).toMatchObject({ totals: { goods: 300 }, orderable: false });
    const left = await setCartLine(guest, owner, { productId: deleted.id, quantity: 0 });
    expect(left).toMatchObject({ lines: [{ sku: kept.sku }], orderable: true });
  });

  test('says what changed since: price, stock, off sale', async () => {
    const owner = newToken();
    const [dearer, fewer, gone] = [
      await buildProduct({ onHand: 5, price: 100 }),
      await buildProduct({ onHand: 5 }),
      await buildProduct({ onHand: 5 }),
    ];
    for (const { id } of [dearer, fewer, gone]) await setCartLine(guest, owner, { productId: id, quantity: 4 });
    await reprice(dearer.id, 120);
    await writeOffStock(admin, { productId: fewer.id, quantity: 2, note: 'broken' });
    const [product] = await productsByIds([gone.id]);
    await archiveProduct(admin, { id: gone.id, revision: product?.revision ?? 0 });
    const cart = await getCart(guest, owner);
    expect(cart.lines).toMatchObject([
      { notes: ['price_changed'], priceThen: 100, unitPrice: 120 },
      { notes: ['not_enough'], available: 3 },
      { notes: ['not_for_sale'], available: 0 },
    ]);
    expect(cart.orderable).toBe(false);
  });

  test('refuses more than there is, what is not for sale, and a 1,001st product', async () => {
    const owner = newToken();
    const { id } = await buildProduct({ onHand: 2 });
    const tooMany = setCartLine(guest, owner, { productId: id, quantity: 3 });
    await expect(tooMany).rejects.toMatchObject({ code: 'out_of_stock', meta: { lines: [{ available: 2 }] } });
    const unknown = setCartLine(guest, owner, { productId: 'f'.repeat(24), quantity: 1 });
    await expect(unknown).rejects.toEqual(code('not_for_sale'));
    await setCartLine(guest, owner, { productId: id, quantity: 1 });
    const lines = Array.from({ length: 1_000 }, () => ({
      product: new mongoose.Types.ObjectId(),
      quantity: 1,
      price: 1,
      name: 'Thing',
      uom: 'piece' as const,
    }));
    await CartModel.updateOne({ 'lines.product': id }, { $set: { lines } });
    await expect(setCartLine(guest, owner, { productId: id, quantity: 1 })).rejects.toEqual(code('cart_full'));
  });

  test('ten tabs that add at once lose nothing', async () => {
    const owner = newToken();
    const products = [];
    for (let n = 0; n < 10; n += 1) products.push(await buildProduct({ onHand: 1 }));
    await Promise.all(products.map(({ id }) => setCartLine(guest, owner, { productId: id, quantity: 1 })));
    expect((await getCart(guest, owner)).lines).toHaveLength(10);
  });

  test('on sign-in the guest cart joins the own one: sums, clamped to stock, and only once', async () => {
    const { ctx, id: userId } = await buildShopper();
    const owner = newToken();
    const [both, own] = [await buildProduct({ onHand: 5 }), await buildProduct({ onHand: 5 })];
    await setCartLine(ctx, { userId }, { productId: both.id, quantity: 3 });
    await setCartLine(ctx, { userId }, { productId: own.id, quantity: 1 });
    await setCartLine(guest, owner, { productId: both.id, quantity: 4 });
    const merged = await mergeCarts(ctx, owner.token, userId);
    expect(merged.lines).toMatchObject([
      { sku: both.sku, quantity: 5, notes: ['reduced'], wanted: 7 },
      { sku: own.sku, quantity: 1, notes: [] },
    ]);
    expect((await mergeCarts(ctx, owner.token, userId)).lines).toEqual(merged.lines);
    expect((await getCart(guest, owner)).lines).toEqual([]);
    const stored = await storedCart({ userId });
    expect(stored && (await dropCarts([{ owner: { userId }, cart: stored }]))).toBe(true);
  });

  test('two pages that open at once after a sign-in add the guest cart once', async () => {
    const { ctx, id: userId } = await buildShopper();
    const owner = newToken();
    const { id } = await buildProduct({ onHand: 9 });
    await setCartLine(ctx, { userId }, { productId: id, quantity: 1 });
    await setCartLine(guest, owner, { productId: id, quantity: 2 });
    await Promise.all(Array.from({ length: 5 }, () => mergeCarts(ctx, owner.token, userId)));
    expect((await getCart(ctx, { userId })).lines).toMatchObject([{ quantity: 3 }]);
  });

  test('joined with a guest cart it holds 1,000 products at most, the own ones first', async () => {
    const { ctx, id: userId } = await buildShopper();
    const owner = newToken();
    const { id } = await buildProduct({ onHand: 9 });
    const fill = (filter: object, count: number) => {
      const some = { quantity: 1, price: 1, name: 'Thing', uom: 'piece' as const };
      const lines = Array.from({ length: count }, () => ({ product: new mongoose.Types.ObjectId(), ...some }));
      return CartModel.updateOne(filter, { $set: { lines } });
    };
    await setCartLine(ctx, { userId }, { productId: id, quantity: 1 });
    await fill({ owner: userId }, 990);
    await setCartLine(guest, owner, { productId: id, quantity: 1 });
    await fill({ owner: null, 'lines.product': id }, 20);
    const first = (await CartModel.findOne({ owner: userId }).lean())?.lines[0]?.product;
    const merged = await mergeCarts(ctx, owner.token, userId);
    expect(merged.lines).toHaveLength(1_000);
    expect(merged.lines[0]?.productId).toBe(String(first));
  });

  test("nobody opens another's cart", async () => {
    const [ada, bob] = [await buildShopper(), await buildShopper()];
    await expect(getCart(bob.ctx, { userId: ada.id })).rejects.toEqual(code('forbidden'));
    await expect(clearCart(bob.ctx, { userId: ada.id })).rejects.toEqual(code('forbidden'));
    await expect(getCart(guest, { token: 'short' })).rejects.toEqual(code('bad_cart_token'));
  });
});

describe('checkout', () => {
  const details = { guest: GUEST, address: ADDRESS, paymentMethod: 'card_test' as const };
  async function filledCart(quantity = 2, onHand = 10) {
    const owner = newToken();
    const product = await buildProduct({ onHand, price: 500 });
    await setCartLine(guest, owner, { productId: product.id, quantity });
    return { owner, productId: product.id };
  }
  let keys = 0;
  const key = () => {
    keys += 1;
    return `checkout-${keys}`;
  };

  test('places the order, takes the money and empties the cart', async () => {
    const { owner, productId } = await filledCart();
    const answer = await checkOut(guest, owner, { ...details, expectedTotal: 1_395 }, key());
    expect(answer).toMatchObject({ totals: { gross: 1_395 }, payment: 'captured', paymentMethod: 'card_test' });
    expect(await OrderModel.findById(answer.orderId).lean()).toMatchObject({
      name: answer.name,
      paymentStatus: 'paid',
      guest: GUEST,
      expiresAt: null,
    });
    expect(await storedStock(productId)).toMatchObject({ reserved: 2 });
    await expect(checkOut(guest, owner, details, key())).rejects.toEqual(code('cart_empty'));
    expect(await stockProblems()).toEqual([]);
  });

  test('five submits with one key at once are one order with one answer; another request under it is refused', async () => {
    const { owner, productId } = await filledCart();
    const once = key();
    const answers = await Promise.all(Array.from({ length: 5 }, () => checkOut(guest, owner, details, once)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await OrderModel.countDocuments({ 'lines.product': productId })).toBe(1);
    expect(await paymentsOfOrder(answers[0]?.orderId ?? '')).toHaveLength(1);
    expect(await checkOut(guest, owner, details, once)).toEqual(answers[0]);
    const other = checkOut(guest, owner, { ...details, delivery: 'express' }, once);
    await expect(other).rejects.toEqual(code('idempotency_key_reused'));
  });

  test('the same answer comes later too, when the order has long moved on', async () => {
    const { owner } = await filledCart();
    const once = key();
    const transfer = { ...details, paymentMethod: 'bank_transfer' as const };
    const answer = await checkOut(guest, owner, transfer, once);
    expect(answer.payment).toBe('pending');
    await cancelOrder(admin, { orderId: answer.orderId });
    expect(await checkOut(guest, owner, transfer, once)).toEqual(answer);
  });

  test('a declined card leaves an unpaid order that waits for another try', async () => {
    const { owner } = await filledCart();
    const answer = await checkOut(guest, owner, { ...details, card: 'decline' }, key());
    expect(answer.payment).toBe('failed');
    const stored = await OrderModel.findById(answer.orderId).lean();
    expect(stored).toMatchObject({ status: 'open', paymentStatus: 'unpaid' });
    expect(stored?.expiresAt).toBeInstanceOf(Date);
  });

  test('another price than the shopper saw: price_changed, nothing taken, the cart stays', async () => {
    const { owner, productId } = await filledCart();
    await reprice(productId, 550);
    await expect(checkOut(guest, owner, details, key())).rejects.toMatchObject({
      code: 'price_changed',
      status: 409,
      meta: { changes: [{ productId, was: 500, now: 550 }], total: { was: null, now: 1_495 } },
    });
    const old = checkOut(guest, owner, { ...details, expectedTotal: 1_395 }, key());
    await expect(old).rejects.toEqual(code('price_changed'));
    expect(await storedStock(productId)).toMatchObject({ reserved: 0 });
    const agreed = await checkOut(guest, owner, { ...details, expectedTotal: 1_495 }, key());
    expect(agreed.totals.gross).toBe(1_495);
  });

  test('less than was in the cart: out_of_stock with what is left, nothing taken', async () => {
    const { owner, productId } = await filledCart(4, 5);
    await writeOffStock(admin, { productId, quantity: 3, note: 'broken' });
    await expect(checkOut(guest, owner, details, key())).rejects.toMatchObject({
      code: 'out_of_stock',
      meta: { lines: [{ productId, requested: 4, available: 2 }] },
    });
    expect((await getCart(guest, owner)).lines).toHaveLength(1);
  });

  test('a signed-in shopper orders as themselves', async () => {
    const { ctx, id: userId } = await buildShopper();
    const product = await buildProduct({ onHand: 3 });
    await setCartLine(ctx, { userId }, { productId: product.id, quantity: 1 });
    const { orderId } = await checkOut(ctx, { userId }, { address: ADDRESS, paymentMethod: 'card_test' }, key());
    expect(String((await OrderModel.findById(orderId).lean())?.customer)).toBe(userId);
  });

  test.each([
    ['no name and e-mail', { address: ADDRESS, paymentMethod: 'card_test' }],
    ['no address', { guest: GUEST, paymentMethod: 'card_test' }],
    ['a way to pay that is not the shop’s', { ...details, paymentMethod: 'cash' }],
    ['a price of its own', { ...details, price: 1 }],
  ])('a guest with %s is told so', async (_what, wrong) => {
    const { owner } = await filledCart();
    await expect(checkOut(guest, owner, wrong as never, key())).rejects.toEqual(code('invalid'));
  });

  test('a key that is none is refused', async () => {
    const { owner } = await filledCart();
    await expect(checkOut(guest, owner, details, 'short')).rejects.toEqual(code('bad_idempotency_key'));
  });
});
