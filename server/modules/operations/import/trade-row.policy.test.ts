import { describe, expect, test } from '@jest/globals';
import { type BadRow, isBadRow, readPence, readTradeRow, type TradeRow } from './trade-row.policy.ts';

const notAfter = new Date('2012-01-01');
const SOUND = [
  '536365',
  '85123A',
  'WHITE HANGING HEART T-LIGHT HOLDER',
  '6',
  '2010-12-01 08:26:00',
  '2.55',
  '17850.0',
  'United Kingdom',
];
const COLUMN = { invoice: 0, code: 1, text: 2, quantity: 3, date: 4, price: 5, customer: 6, country: 7 } as const;

const read = (changes: Partial<Record<keyof typeof COLUMN, string>> = {}) => {
  const fields = [...SOUND];
  for (const [name, value] of Object.entries(changes)) fields[COLUMN[name as keyof typeof COLUMN]] = value;
  return readTradeRow(fields, { notAfter });
};
const sound = (changes: Parameters<typeof read>[0] = {}): TradeRow => {
  const row = read(changes);
  if (isBadRow(row)) throw new Error(row.reason);
  return row;
};
const reason = (changes: Parameters<typeof read>[0]): string => (read(changes) as BadRow).reason;

describe('a row of a trade file', () => {
  test('is read with pence, UK time and the customer number without its decimals', () => {
    expect(sound()).toEqual({
      invoice: '536365',
      code: '85123A',
      text: 'WHITE HANGING HEART T-LIGHT HOLDER',
      quantity: 6,
      at: Date.parse('2010-12-01T08:26:00Z'),
      price: 255,
      rounded: false,
      customer: '17850',
      country: 'United Kingdom',
    });
    expect(sound({ date: '2011-06-30 20:08:00' }).at).toBe(Date.parse('2011-06-30T19:08:00Z'));
  });

  test('takes the spellings of one code for one code', () => {
    expect(sound({ code: '15056bl' }).code).toBe('15056BL');
    expect(sound({ code: ' 47503J ' }).code).toBe('47503J');
    expect(sound({ code: 'gift_0001_20' }).code).toBe('GIFT_0001_20');
  });

  test('may lack a customer and a description', () => {
    expect(sound({ customer: '', text: '' })).toMatchObject({ customer: '', text: '' });
    expect(sound({ customer: '17850' }).customer).toBe('17850');
  });

  test('takes the extremes of the year 2011', () => {
    expect(sound({ quantity: '80995' }).quantity).toBe(80_995);
    expect(sound({ invoice: 'A563186', price: '-11062.06' })).toMatchObject({ invoice: 'A563186', price: -1_106_206 });
    expect(sound({ price: '0.001' })).toMatchObject({ price: 0, rounded: true });
  });

  test.each([
    [{ quantity: '6.5' }, 'whole quantity'],
    [{ quantity: '' }, 'whole quantity'],
    [{ quantity: '1e3' }, 'whole quantity'],
    [{ quantity: '1,000' }, 'whole quantity'],
    [{ quantity: '0' }, 'quantity of zero'],
    [{ quantity: '999999999' }, 'impossible quantity'],
    [{ price: 'abc' }, 'not a price'],
    [{ price: '' }, 'not a price'],
    [{ price: '£2.55' }, 'not a price'],
    [{ price: 'NaN' }, 'not a price'],
    [{ price: '.5' }, 'not a price'],
    [{ price: '99999999' }, 'impossible price'],
    [{ date: '2010-02-30 10:00:00' }, 'not a date'],
    [{ date: '12/1/2010 8:26' }, 'not a date'],
    [{ date: '2010-12-01 24:00:00' }, 'not a date'],
    [{ date: '2010-12-01' }, 'not a date'],
    [{ date: '2110-12-01 08:26:00' }, 'impossible date'],
    [{ customer: '17850.5' }, 'not a customer number'],
    [{ customer: 'Ana' }, 'not a customer number'],
    [{ country: '' }, 'no country'],
    [{ code: '' }, 'no stock code'],
    [{ code: '<script>' }, 'not a stock code'],
    [{ invoice: '' }, 'no invoice number'],
    [{ invoice: 'X536365' }, 'not an invoice number'],
    [{ text: 'A\u0000B' }, 'control characters'],
    [{ text: 'A'.repeat(201) }, 'more than 200 characters'],
  ])('%j is refused: %s', (changes, message) => {
    expect(reason(changes)).toContain(message);
  });

  test('with too few or too many columns is refused under its invoice', () => {
    expect(readTradeRow(SOUND.slice(0, 5), { notAfter })).toEqual({
      invoice: '536365',
      reason: 'has 5 columns instead of 8',
    });
    expect(readTradeRow([...SOUND, 'x'], { notAfter })).toMatchObject({ reason: 'has 9 columns instead of 8' });
    expect(readTradeRow([''], { notAfter })).toEqual({ invoice: '', reason: 'has 1 column instead of 8' });
  });
});

describe('a price', () => {
  test.each([
    ['2.55', 255, false],
    ['2.1', 210, false],
    ['18.0', 1_800, false],
    ['7', 700, false],
    ['0.001', 0, true],
    ['0.005', 1, true],
    ['0.0149999', 1, true],
    ['1.005', 101, true],
    ['2.550', 255, false],
    ['-11062.06', -1_106_206, false],
    ['-0.005', -1, true],
    ['-0.001', 0, true],
  ])('%s is %d pence', (text, pence, rounded) => {
    expect(readPence(text)).toEqual({ pence, rounded });
  });
});
