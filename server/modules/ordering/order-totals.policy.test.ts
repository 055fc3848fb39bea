import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LineAmounts, lineAmounts, orderTotals, partOfLine, splitVat } from './order-totals.policy.ts';

const rate = fc.integer({ min: 0, max: 3_000 });
const pricedLine = fc.record({
  quantity: fc.integer({ min: 1, max: 100_000 }),
  uom: fc.constantFrom('piece' as const, 'kg' as const, 'm' as const, 'l' as const, 'set' as const),
  unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
  vatRate: rate,
});

describe('amounts of a line', () => {
  test('three mugs at £2.55 with 20 % VAT are £7.65, of which £1.28 is VAT', () => {
    expect(lineAmounts({ quantity: 3, uom: 'piece', unitPrice: 255, vatRate: 2_000 })).toEqual({
      gross: 765,
      vat: 128,
      net: 637,
    });
  });

  test('0.3 kg at £4.99 a kilo is £1.50', () => {
    expect(lineAmounts({ quantity: 300, uom: 'kg', unitPrice: 499, vatRate: 0 }).gross).toBe(150);
  });

  test('a credit note mirrors its sale: each part has the same size and the other sign', () => {
    fc.assert(
      fc.property(pricedLine, (line) => {
        const sale = lineAmounts(line);
        const credit = lineAmounts({ ...line, quantity: -line.quantity });
        expect([credit.net + sale.net, credit.vat + sale.vat, credit.gross + sale.gross]).toEqual([0, 0, 0]);
      }),
    );
  });

  test('net and VAT always add up to gross, and VAT is within half a penny of the exact figure', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), rate, (gross, vatRate) => {
        const parts = splitVat(gross, vatRate);
        expect(parts.net + parts.vat).toBe(gross);
        const distance = BigInt(parts.vat) * BigInt(10_000 + vatRate) - BigInt(gross) * BigInt(vatRate);
        expect(2n * (distance < 0n ? -distance : distance) <= BigInt(10_000 + vatRate)).toBe(true);
      }),
    );
  });

  test('an amount beyond exact integers is refused, not rounded', () => {
    expect(() =>
      lineAmounts({ quantity: Number.MAX_SAFE_INTEGER, uom: 'piece', unitPrice: 1_000, vatRate: 0 }),
    ).toThrow(RangeError);
  });
});

describe('totals of an order', () => {
  test('an order without lines costs its delivery', () => {
    expect(orderTotals([], splitVat(495, 2_000))).toEqual({ goods: 0, delivery: 495, net: 412, vat: 83, gross: 495 });
  });

  test('gross is net and VAT, and goods and delivery, whatever the lines', () => {
    fc.assert(
      fc.property(
        fc.array(pricedLine, { maxLength: 40 }),
        fc.integer({ min: 0, max: 5_000 }),
        rate,
        (lines, cost, vatRate) => {
          const totals = orderTotals(lines.map(lineAmounts), splitVat(cost, vatRate));
          expect(totals.net + totals.vat).toBe(totals.gross);
          expect(totals.goods + totals.delivery).toBe(totals.gross);
        },
      ),
    );
  });

  test('the order of the lines does not matter', () => {
    fc.assert(
      fc.property(fc.array(pricedLine, { maxLength: 20 }), (lines) => {
        const none: LineAmounts = { net: 0, vat: 0, gross: 0 };
        const forwards = orderTotals(lines.map(lineAmounts), none);
        expect(orderTotals([...lines].reverse().map(lineAmounts), none)).toEqual(forwards);
      }),
    );
  });
});

describe('part of a line', () => {
  test('returned piece by piece, a line gives back exactly what it cost', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 }),
        (gross, parts) => {
          const quantity = parts.reduce((a, b) => a + b, 0);
          let before = 0;
          let refunded = 0;
          for (const part of parts) {
            refunded += partOfLine({ quantity, gross }, before, part);
            before += part;
          }
          expect(refunded).toBe(gross);
        },
      ),
    );
  });
});
