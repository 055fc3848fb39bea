import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { externalSort } from './external-sort.service.ts';
import { type GatheredInvoice, gatherInvoice } from './invoice-group.policy.ts';
import { isRefusal, type Refusal } from './plan-invoice.policy.ts';
import { spoolTradeFiles } from './spool.service.ts';
import { fileFolder, line, tradeFile } from './testing.ts';

const folder = fileFolder();
afterAll(() => folder.remove());

async function gathered(...files: string[]) {
  const strays: string[] = [];
  const spool = await spoolTradeFiles(
    files.map((content) => folder.write(content)),
    {
      notAfter: new Date('2012-01-01'),
      onStray: async (stray) => void strays.push(`${stray.line} ${stray.reason}`),
    },
  );
  const invoices = new Map<string, GatheredInvoice | Refusal>();
  for await (const group of spool.invoices()) invoices.set(group.invoice, gatherInvoice(group, spool.files));
  await spool.dispose();
  return { rows: spool.rows, strays, invoices };
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
const lines = (found?: GatheredInvoice | Refusal) =>
  found && !isRefusal(found) && found.rows.map((row) => `${row.file}:${row.line}`);
const faults = (found?: GatheredInvoice | Refusal) =>
  found && isRefusal(found) ? found.refused.map((row) => `${row.file}:${row.line} ${row.reason}`) : [];

describe('an invoice', () => {
  test('is put together from wherever its rows stand, in the order of numbers', async () => {
    const { invoices } = await gathered(
      tradeFile(
        line({ invoice: '536367' }),
        line(),
        line({ invoice: 'C536366', quantity: -1 }),
        line({ code: '22423' }),
      ),
      tradeFile(line({ code: '84029G' })),
    );
    expect([...invoices.keys()]).toEqual(['536365', 'C536366', '536367']);
    expect(lines(invoices.get('536365'))).toEqual(['0:3', '0:5', '1:2']);
  });

  test('that stands in two files alike is taken once', async () => {
    const file = tradeFile(line(), line(), line({ code: '22423' }));
    const found = (await gathered(file, file)).invoices.get('536365') as GatheredInvoice;
    expect(lines(found)).toEqual(['0:2', '0:3', '0:4']);
    expect(found.repeated.map((row) => row.line)).toEqual([2, 3, 4]);
  });

  test('whose copy was cut short is taken from the longer file, in either order', async () => {
    const whole = tradeFile(line({ invoice: '536300' }), line(), line({ code: '22423' }));
    const short = tradeFile(line({ invoice: '536300' }), line());
    expect(lines((await gathered(short, whole)).invoices.get('536365'))).toEqual(['1:3', '1:4']);
    expect(lines((await gathered(whole, short)).invoices.get('536365'))).toEqual(['0:3', '0:4']);
  });

  test('that goes on in the next file may have the same row in both', async () => {
    const { invoices } = await gathered(
      tradeFile(line({ invoice: '1'.repeat(6) }), line({ code: '22423' }), line()),
      tradeFile(line(), line({ code: '84029G' })),
    );
    expect(lines(invoices.get('536365'))).toEqual(['0:3', '0:4', '1:2', '1:3']);
  });

  test('with partly the same rows in two files is refused', async () => {
    const other = line({ invoice: '536999' });
    const { invoices } = await gathered(
      tradeFile(line(), line({ code: '22423' }), other),
      tradeFile(other, line(), line({ code: '84029G' }), other),
    );
    expect(faults(invoices.get('536365'))).toHaveLength(4);
  });

  test('with a bad row is refused whole, every row listed', async () => {
    const { invoices } = await gathered(tradeFile(line(), line({ quantity: 'six' }), line({ invoice: '536366' })));
    expect(faults(invoices.get('536365'))).toEqual([
      '0:2 its invoice has a bad row, line 3: "six" is not a whole quantity',
      '0:3 "six" is not a whole quantity',
    ]);
    expect(lines(invoices.get('536366'))).toEqual(['0:4']);
  });

  test('amid whose rows one can not be read is refused whole', async () => {
    const { invoices, strays } = await gathered(tradeFile(line(), line({ invoice: '' }), line()));
    expect(strays).toEqual(['3 has no invoice number']);
    expect(faults(invoices.get('536365'))).toEqual([
      expect.stringMatching(/^0:2 its invoice is not whole: line 3/),
      expect.stringMatching(/^0:4 /),
    ]);
  });

  test('of more rows than an order can hold is refused', async () => {
    const { invoices, rows } = await gathered(tradeFile(...new Array(5_001).fill(line())));
    expect(rows).toBe(5_001);
    expect(faults(invoices.get('536365'))[0]).toContain('more than 5000 rows');
  });
});

describe('sorting more than fits into memory', () => {
  test('gives what sorting in memory gives, as often as it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), text: fc.string() }), { maxLength: 60 }),
        async (items) => {
          const sorter = externalSort<{ key: number; text: string }>((a, b) => a.key - b.key, 7);
          for (const item of items) await sorter.add(item);
          const expected = items.toSorted((a, b) => a.key - b.key);
          expect(await all(sorter.sorted())).toEqual(expected);
          expect(await all(sorter.sorted())).toEqual(expected);
          await sorter.dispose();
        },
      ),
      { numRuns: 30 },
    );
  });
});
