import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { setClock } from '../../platform/clock.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder, buildShopper, stockProblems } from '../../testing/orders.ts';
import { serveShop, shopBrowser } from '../../testing/shop-browser.ts';
import { AuditLog } from '../audit/admin.ts';
import { PaymentModel } from '../payments/admin.ts';
import { paymentProvider, registerPaymentProvider } from '../payments/index.ts';
import { cancelOrder, configureOrdering, expireOrders, guestOrderKey, takePayment } from './index.ts';
import { OrderModel } from './order.model.ts';
import { shopRoutes } from './shop-api.routes.ts';

useDatabase();
beforeAll(() => configureOrdering({ linkSecret: 'a-secret-of-the-tests' }));
afterEach(() => setClock());

const server = serveShop(shopRoutes);
const admin = contextOf('admin');
const MINUTE = 60_000;
const later = (milliseconds: number) => setClock({ now: () => new Date(Date.now() + milliseconds) });
const code = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `try-of-the-test-${keys}`;
};

type Way = { paymentMethod: string; card?: string };
const CARD: Way = { paymentMethod: 'card_test' };
const TRANSFER: Way = { paymentMethod: 'bank_transfer' };

/** A guest's order whose card was declined, and how its guest tries again. */
async function declined(paymentMethod: 'card_test' | 'bank_transfer' = 'card_test') {
  const { id, name } = await buildOrder({ paymentMethod, guest: { name: 'Gus Guest', email: 'gus@example.org' } });
  const card = { card: 'decline' as const };
  await takePayment(admin, { orderId: id, provider: paymentMethod, requestKey: 'the-first-try', ...card });
  const orderKey = guestOrderKey(id);
  const pay = (body: Way, key = newKey()) =>
    shopBrowser(server).call('post', `/orders/${name}/payments`, { orderKey, body, key });
  const see = () => shopBrowser(server).call('get', `/orders/${name}`, { orderKey });
  const stored = () => OrderModel.findById(id).orFail().lean();
  const payments = () => PaymentModel.find({ order: id }).sort({ _id: 1 }).lean();
  return { id, name, pay, see, stored, payments };
}

describe('after a declined card', () => {
  test('the order says so and how it can be paid; another card pays it, on record', async () => {
    const { pay, see, stored } = await declined();
    const { gross } = (await stored()).totals;
    expect((await see()).body.payment).toEqual({
      last: 'failed',
      open: { amount: gross, currency: 'GBP' },
      until: expect.any(String),
      methods: ['bank_transfer', 'card_test'],
    });
    expect((await pay({ ...CARD, card: 'decline' })).body).toMatchObject({ payment: 'failed' });
    const paid = await pay(CARD);
    expect(paid.status).toBe(201);
    expect(paid.body).toMatchObject({
      payment: 'captured',
      order: { paymentStatus: 'paid', payment: { last: 'captured', open: { amount: 0 }, methods: [] } },
    });
    expect(await stored()).toMatchObject({ paid: gross, expiresAt: null });
    expect(await AuditLog.exists({ entity: 'payments', action: 'orders.pay', outcome: 'done' })).not.toBeNull();
    expect(code(await pay(CARD))).toEqual([409, 'illegal_move']);
    expect(await AuditLog.exists({ entity: 'orders', action: 'orders.pay', cause: 'illegal_move' })).not.toBeNull();
  });

  test('a bank transfer may follow: the order waits as long as one may, counted from its day, and no longer by changing to and fro', async () => {
    const { pay, see, stored, payments } = await declined();
    const { date } = await stored();
    expect((await pay(TRANSFER)).body).toMatchObject({ payment: 'pending' });
    const untilTransfer = date.getTime() + 7 * 24 * 60 * MINUTE;
    expect(await stored()).toMatchObject({ paymentMethod: 'bank_transfer', expiresAt: new Date(untilTransfer) });
    expect((await see()).body.payment.methods).toEqual(['card_test']);

    later(MINUTE);
    expect((await pay({ ...CARD, card: 'decline' })).body).toMatchObject({ payment: 'failed' });
    expect((await pay(TRANSFER)).body).toMatchObject({ payment: 'pending' });
    expect((await stored()).expiresAt).toEqual(new Date(untilTransfer));
    expect((await payments()).map(({ provider, status }) => [provider, status])).toEqual([
      ['card_test', 'failed'],
      ['bank_transfer', 'failed'],
      ['card_test', 'failed'],
      ['bank_transfer', 'pending'],
    ]);
  });

  test('a transfer that is announced already is not announced twice', async () => {
    const { pay, payments } = await declined('bank_transfer');
    expect((await pay(TRANSFER)).body).toMatchObject({ payment: 'pending' });
    expect(await payments()).toHaveLength(1);
  });
});

describe('sent twice', () => {
  test('under the same key, also at once, it is one try with one answer', async () => {
    const { pay, payments, stored } = await declined();
    const key = 'the-same-key-twice';
    const answers = await Promise.all([pay(CARD, key), pay(CARD, key), pay(CARD, key)]);
    answers.push(await pay(CARD, key));
    expect(answers.map(({ status, body }) => [status, body.payment])).toEqual(Array(4).fill([201, 'captured']));
    expect(await payments()).toHaveLength(2);
    expect((await stored()).paid).toBe((await stored()).totals.gross);
    expect(code(await pay(TRANSFER, key))).toEqual([422, 'idempotency_key_reused']);
  });

  test('under two keys at once, from two windows, it takes the money once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { pay, payments, stored } = await declined();
      const answers = await Promise.all([pay(CARD), pay(CARD), pay(CARD)]);
      const refused = answers.filter(({ status }) => status !== 201).map((answer) => answer.body.code);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      for (const cause of refused) expect(['payment_under_way', 'illegal_move']).toContain(cause);
      expect((await payments()).map(({ status }) => status)).toEqual(['failed', 'captured']);
      expect((await stored()).paid).toBe((await stored()).totals.gross);
    }
  });

  test('while a slow card is being asked, it is refused', async () => {
    const { pay, see } = await declined();
    expect((await pay({ ...CARD, card: 'slow' })).body).toMatchObject({ payment: 'pending' });
    expect((await see()).body.payment).toMatchObject({ last: 'pending', methods: [] });
    expect(code(await pay(TRANSFER))).toEqual([409, 'payment_under_way']);
  });
});

describe('against others at the same moment', () => {
  test('pay against expire: paid and open, or cancelled with whatever was taken counted', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { pay, stored } = await declined();
      later(31 * MINUTE);
      const hands = [() => pay(CARD), () => expireOrders()];
      if (round % 2) hands.reverse();
      const [first, second] = await Promise.all(hands.map((hand) => hand()));
      const answer = (round % 2 ? second : first) as Awaited<ReturnType<typeof pay>>;
      const { status, paid, totals } = await stored();
      if (answer.status === 201 && answer.body.payment === 'captured') expect(paid).toBe(totals.gross);
      else expect([status, paid]).toEqual(['cancelled', 0]);
      setClock();
    }
    expect(await stockProblems()).toEqual([]);
  });

  test('money that a card took while staff took the same in cash goes back by itself', async () => {
    const { id, pay, stored, payments } = await declined();
    const card = paymentProvider('card_test');
    const charge: typeof card.charge = async (asked) => {
      await takePayment(admin, { orderId: id, provider: 'cash', received: true, requestKey: 'cash-at-the-till' });
      return card.charge(asked);
    };
    registerPaymentProvider({ ...card, charge });
    const answer = await pay(CARD);
    registerPaymentProvider(card);
    expect(answer.body).toMatchObject({ payment: 'failed', order: { paymentStatus: 'paid' } });
    const { paid, totals, notes } = await stored();
    expect(paid).toBe(totals.gross);
    expect(notes.at(-1)?.text).toContain('goes back');
    expect((await payments()).map(({ status }) => status)).toEqual(['failed', 'failed', 'captured']);
  });
});

describe('it is refused', () => {
  test('without a key, with a way to pay that the shop does not offer, and for an order that is cancelled', async () => {
    const { id, name, pay, see } = await declined();
    const orderKey = guestOrderKey(id);
    const keyless = await shopBrowser(server).call('post', `/orders/${name}/payments`, { orderKey, body: CARD });
    expect(code(keyless)).toEqual([400, 'idempotency_key_missing']);
    expect(code(await pay(CARD, 'short'))).toEqual([400, 'bad_idempotency_key']);
    for (const paymentMethod of ['cash', 'imported'])
      expect(code(await pay({ paymentMethod }))).toEqual([422, 'invalid']);
    expect(code(await pay({ paymentMethod: 'gold' }))).toEqual([422, 'invalid']);
    await cancelOrder(admin, { orderId: id });
    expect(code(await pay(CARD))).toEqual([409, 'illegal_move']);
    expect((await see()).body.payment).toMatchObject({ open: { amount: 0 }, methods: [] });
  });

  test('for whoever has neither the order nor its key', async () => {
    const { name, payments } = await declined();
    const { id: stranger } = await buildShopper();
    const path = `/orders/${name}/payments`;
    const tries = [
      shopBrowser(server, stranger).call('post', path, { body: CARD, key: 'a-stranger-tries' }),
      shopBrowser(server).call('post', path, { body: CARD, key: 'nobody-tries-it' }),
      shopBrowser(server).call('post', path, { body: CARD, key: 'a-guess-tries', orderKey: 'guessed' }),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 401, 404]);
    expect(await payments()).toHaveLength(1);
  });
});
