import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classify } from './classify.policy.ts';
import { goodsRowsOf, type InvoicePlan, isRefusal, type PlacedRow, planInvoice } from './plan-invoice.policy.ts';

const row = (changes: Partial<PlacedRow> = {}): PlacedRow => ({
  invoice: '536365',
  code: '71053',
  text: 'WHITE METAL LANTERN',
  quantity: 6,
  at: Date.parse('2010-12-01T08:26:00Z'),
  price: 339,
  rounded: false,
  customer: '17850',
  country: 'United Kingdom',
  file: 0,
  line: 2,
  ...changes,
});
const planned = (...rows: Partial<PlacedRow>[]): InvoicePlan => {
  const plan = planInvoice(rows.map((changes, n) => row({ line: n + 2, ...changes })));
  if (isRefusal(plan)) throw new Error(plan.refused[0]?.reason);
  return plan;
};
const refused = (...rows: Partial<PlacedRow>[]): string[] => {
  const plan = planInvoice(rows.map((changes, n) => row({ line: n + 2, ...changes })));
  return isRefusal(plan) ? plan.refused.map(({ line, reason }) => `${line} ${reason}`) : [];
};

describe('a code', () => {
  test.each([
    ['85123A', '', 'goods'],
    ['15056BL', '', 'goods'],
    ['DCGS0069', 'OOH LA LA DOGS COLLAR', 'goods'],
    ['DCGSSBOY', 'BOYS PARTY BAG', 'goods'],
    ['PADS', 'PADS TO MATCH ALL CUSHIONS', 'goods'],
    ['SP1002', "KID'S CHALKBOARD/EASEL", 'goods'],
    ['POST', 'POSTAGE', 'delivery'],
    ['DOT', 'DOTCOM POSTAGE', 'delivery'],
    ['C2', 'CARRIAGE', 'delivery'],
    ['C3', '', 'delivery'],
    ['23444', 'Next Day Carriage', 'delivery'],
    ['D', 'Discount', 'discount'],
    ['M', 'Manual', 'manual'],
    ['S', 'SAMPLES', 'sample'],
    ['BANK CHARGES', 'Bank Charges', 'bank-charge'],
    ['AMAZONFEE', 'AMAZON FEE', 'fee'],
    ['CRUK', 'CRUK Commission', 'commission'],
    ['B', 'Adjust bad debt', 'bad-debt'],
    ['GIFT_0001_20', 'Dotcomgiftshop Gift Voucher £20.00', 'voucher'],
    ['GIFT', '', 'voucher'],
    ['TEST001', 'This is a test product.', 'test'],
    ['ADJUST2', 'Adjustment by Peter on Jun 25 2010 ', 'manual'],
    ['23702', 'High Resolution Image', 'service'],
    ['NEWCODE', '', 'manual'],
    ['NEW77', '', 'goods'],
  ])('%s (%s) is %s', (code, text, kind) => {
    expect(classify({ code, text })).toBe(kind);
  });
});

describe('a sale', () => {
  test('becomes an order whose postage is its delivery and whose discount is a charge', () => {
    const plan = planned(
      {},
      { code: 'POST', text: 'POSTAGE', quantity: 3, price: 1_800 },
      { code: 'D', text: 'Discount', quantity: -1, price: 0, rounded: true },
    );
    expect(plan.document).toEqual({
      goods: [{ sku: '71053', text: 'WHITE METAL LANTERN', quantity: 6, unitPrice: 339 }],
      charges: [],
      delivery: 5_400,
    });
    expect(plan.booked).toBe(2);
    expect(plan.ignored).toEqual([{ file: 0, line: 4, reason: 'no goods and no money' }]);
  });

  test('keeps exact duplicates as sales of their own', () => {
    expect(planned({}, {}).document?.goods).toHaveLength(2);
  });

  test('keeps free goods for a customer, and free goods beside paid rows', () => {
    expect(planned({ price: 0 }).document?.goods).toMatchObject([{ quantity: 6, unitPrice: 0 }]);
    const plan = planned(
      { price: 0, customer: '' },
      { code: 'M', text: 'Manual', quantity: 1, price: 92_459, customer: '' },
    );
    expect(plan.document).toMatchObject({ goods: [{ quantity: 6 }], charges: [{ kind: 'manual', amount: 92_459 }] });
    expect(plan.stock).toEqual([]);
  });

  test('without goods is a document of its customer, or an adjustment where there is none', () => {
    const charge = { code: 'BANK CHARGES', text: 'Bank Charges', quantity: 1, price: 1_500 };
    expect(planned(charge)).toMatchObject({
      document: { goods: [], charges: [{ kind: 'bank-charge', amount: 1_500 }] },
      adjustments: [],
    });
    expect(planned({ ...charge, customer: '' })).toMatchObject({
      document: null,
      adjustments: [{ kind: 'bank-charge', amount: 1_500 }],
    });
  });
});

describe('goods without money', () => {
  test('and below zero are written off, with the note where there is one', () => {
    const lost = { price: 0, customer: '', quantity: -43 };
    expect(planned({ ...lost, text: 'damages' }).stock).toEqual([
      { sku: '71053', delta: -43, reason: 'write-off', note: 'damages' },
    ]);
    expect(planned({ ...lost, text: '' }).stock[0]?.note).toContain('no reason');
    expect(planned({ ...lost, text: 'WHITE METAL LANTERN' }).stock[0]?.note).toContain('no reason');
  });

  test('and customer are goods that were found', () => {
    expect(planned({ price: 0, customer: '', quantity: 20, text: 'amazon' })).toMatchObject({
      document: null,
      stock: [{ delta: 20, reason: 'correction', note: 'amazon' }],
    });
  });
});

describe('a cancellation', () => {
  test('brings goods back, and postage and discounts below zero', () => {
    const plan = planned(
      { invoice: 'C536383', quantity: -1 },
      { invoice: 'C536383', code: 'POST', text: 'POSTAGE', quantity: -1, price: 441 },
    );
    expect(plan.document).toEqual({
      goods: [{ sku: '71053', text: 'WHITE METAL LANTERN', quantity: 1, unitPrice: 339 }],
      charges: [],
      delivery: -441,
    });
    expect(
      planned({ invoice: 'C536379', code: 'D', text: 'Discount', quantity: -1, price: 2_750 }).document?.charges,
    ).toEqual([{ kind: 'discount', code: 'D', label: 'Discount', amount: -2_750 }]);
  });

  test('of fees without a customer is an adjustment', () => {
    const fee = {
      invoice: 'C537630',
      code: 'AMAZONFEE',
      text: 'AMAZON FEE',
      quantity: -1,
      price: 1_354_133,
      customer: '',
    };
    expect(planned(fee).adjustments).toEqual([
      { kind: 'fee', code: 'AMAZONFEE', label: 'AMAZON FEE', amount: -1_354_133 },
    ]);
  });
});

test('money without goods goes both ways, on sales and on cancellations', () => {
  const manual = { code: 'M', text: 'Manual', price: 37_357 };
  expect(planned({ ...manual, invoice: 'C496350', quantity: 1 }).document?.charges).toMatchObject([{ amount: 37_357 }]);
  expect(planned({}, { ...manual, quantity: -1 }).document?.charges).toMatchObject([{ amount: -37_357 }]);
});

test('an adjustment of bad debt is money alone, up or down', () => {
  const debt = { invoice: 'A563186', code: 'B', text: 'Adjust bad debt', quantity: 1, price: -1_106_206, customer: '' };
  expect(planned(debt)).toMatchObject({
    document: null,
    stock: [],
    adjustments: [{ kind: 'bad-debt', amount: -1_106_206 }],
  });
});

describe('one bad row refuses its whole invoice, every row of it listed', () => {
  test.each([
    [{ quantity: -2 }, 'negative quantity of goods with a price'],
    [{ price: -1 }, 'negative price'],
    [{ customer: '17851' }, 'another customer'],
    [{ country: 'France' }, 'another country'],
    [{ at: 0 }, 'more than a day'],
  ])('%j', (changes, reason) => {
    expect(refused({}, changes, {})).toEqual([
      expect.stringMatching(/^2 its invoice has a bad row, line 3: /),
      expect.stringMatching(new RegExp(`^3 .*${reason}`)),
      expect.stringMatching(/^4 its invoice has a bad row, line 3: /),
    ]);
  });

  test('a cancellation with goods going out', () => {
    expect(refused({ invoice: 'C1', quantity: 2 })).toEqual(['2 has a positive quantity of goods on a cancellation']);
  });
});

describe('whatever the rows', () => {
  const invoice = fc.constantFrom('536365', 'C536365', 'A536365');
  const rows = invoice.chain((number) =>
    fc.array(
      fc.record({
        invoice: fc.constant(number),
        code: fc.constantFrom('71053', '22423', 'POST', 'D', 'M', 'S', 'B', 'AMAZONFEE', 'TEST001', 'GIFT_0001_20'),
        text: fc.constantFrom('', '?', 'damages', 'RED LANTERN', 'Manual'),
        quantity: fc.integer({ min: -100, max: 100 }).filter((quantity) => quantity !== 0),
        price: fc.constantFrom(0, 0, 1, 339, -5),
        customer: fc.constantFrom('', '17850'),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  );
  const place = (list: Partial<PlacedRow>[]) => list.map((changes, n) => row({ ...changes, line: n + 2 }));

  test('each is accounted for once, and none of a refused invoice is booked', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const plan = planInvoice(place(list));
        if (isRefusal(plan)) expect(plan.refused.map(({ line }) => line)).toEqual(list.map((_, n) => n + 2));
        else expect(plan.booked + plan.ignored.length).toBe(list.length);
      }),
    );
  });

  test('the money and the goods of a booked invoice are those of its rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const placed = place(list);
        const plan = planInvoice(placed);
        if (isRefusal(plan)) return;
        const sign = plan.kind === 'cancellation' ? -1 : 1;
        const goods = plan.document?.goods ?? [];
        const charges = [...(plan.document?.charges ?? []), ...plan.adjustments];
        const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
        const real = placed.filter(({ code }) => code !== 'TEST001');
        const money =
          sum(goods.map((line) => sign * line.quantity * line.unitPrice)) +
          sum(charges.map(({ amount }) => amount)) +
          (plan.document?.delivery ?? 0);
        expect(money).toBe(sum(real.map(({ quantity, price }) => quantity * price)));
        const moved = sum(goods.map((line) => -sign * line.quantity)) + sum(plan.stock.map(({ delta }) => delta));
        expect(sum(goodsRowsOf(plan, placed).map(({ delta }) => delta))).toBe(moved);
      }),
    );
  });
});
