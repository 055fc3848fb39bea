import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FileItem, readTradeFile, splitFields } from './read-trade-file.service.ts';
import { fileFolder, line, tradeFile } from './testing.ts';
import { COLUMNS, isBadRow } from './trade-row.policy.ts';

const folder = fileFolder();
afterAll(() => folder.remove());

async function read(content: string | Buffer, encoding?: 'windows-1252') {
  const reading = readTradeFile(folder.write(content), { notAfter: new Date('2012-01-01'), encoding });
  const items: FileItem[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { items, summary: next.value };
    items.push(next.value);
  }
}
const reasons = (items: FileItem[]) =>
  items.flatMap(({ line: at, row, counts }) =>
    isBadRow(row) ? [`${at}${counts ? '' : '*'} ${row.invoice}: ${row.reason}`] : [],
  );

describe('a trade file', () => {
  test('is read whatever its line ends, with or without a byte order mark and a last line end', async () => {
    const text = tradeFile(line(), line({ text: 'CAKESTAND, 3 TIER, "LOVEHEART"' }));
    for (const variant of [text, `\uFEFF${text}`, text.replaceAll('\n', '\r\n'), text.trimEnd(), `${text}\n\n`]) {
      const { items, summary } = await read(variant);
      expect(reasons(items)).toEqual([]);
      expect(items.map((item) => item.line)).toEqual([2, 3]);
      expect(items[1]?.row).toMatchObject({ text: 'CAKESTAND, 3 TIER, "LOVEHEART"' });
      expect(summary).toMatchObject({ rows: 2, firstInvoice: '536365', lastInvoice: '536365' });
    }
  });

  test('without rows is read as none', async () => {
    expect((await read(tradeFile())).summary.rows).toBe(0);
  });

  test.each([
    ['', 'is empty'],
    ['a,b,c\n1,2,3\n', 'Expected: InvoiceNo,StockCode'],
    [`${COLUMNS.slice(0, 7).join(',')}\n`, 'Missing: Country'],
    [`${[...COLUMNS].reverse().join(',')}\n`, 'another order'],
    [`${COLUMNS.join(';')}\n`, 'does not begin with the header'],
    [line(), 'does not begin with the header'],
    [Buffer.from(`\uFEFF${tradeFile(line())}`, 'utf16le'), 'UTF-16'],
    [Buffer.from([0x1f, 0x8b, 8, 0]), 'compressed'],
    [Buffer.from('PK\u0003\u0004'), 'ZIP'],
  ])('that begins with %j is refused as a whole', async (content, message) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'bad_file', message: expect.stringContaining(message) });
  });

  test('that is not there, or is a folder, is said so', async () => {
    const open = (path: string) => readTradeFile(path, { notAfter: new Date() }).next();
    await expect(open(`${folder.path}/none.csv`)).rejects.toMatchObject({ message: 'none.csv does not exist.' });
    await expect(open(folder.path)).rejects.toMatchObject({ message: expect.stringContaining('is a folder') });
  });

  test('with bytes of another encoding refuses those lines alone, or is read as that encoding', async () => {
    const latin = Buffer.from(
      tradeFile(line({ invoice: '536401' }), line({ text: 'Gift Voucher £20', invoice: '536402' }), line()),
      'latin1',
    );
    expect(reasons((await read(latin)).items)).toEqual([
      '3 536402: is not valid UTF-8 (a file from Windows is read with --encoding windows-1252)',
    ]);
    const { items } = await read(latin, 'windows-1252');
    expect(items[1]?.row).toMatchObject({ text: 'Gift Voucher £20' });
  });

  test('with a quotation mark left open refuses that line and no other', async () => {
    const { items, summary } = await read(
      tradeFile(line(), '536366,71053,"WHITE LANTERN,6,2010-12-01 08:26:00,3.39,,EIRE', line()),
    );
    expect(summary.rows).toBe(3);
    expect(reasons(items)).toEqual([expect.stringMatching(/^3 536366: has a quotation mark/)]);
  });

  test('with a line of a megabyte refuses that line and no other', async () => {
    const { items, summary } = await read(tradeFile(line({ invoice: '536399', text: 'X'.repeat(1_000_000) }), line()));
    expect(summary.rows).toBe(2);
    expect(reasons(items)).toEqual(['2 536399: is longer than 65536 bytes']);
  });
});

describe('a file that breaks off', () => {
  const whole = tradeFile(line({ invoice: '536400' }), line(), line({ code: '22423' }));

  test('never leaves an invoice that looks whole, wherever it breaks off within a line', async () => {
    const lastLine = whole.trimEnd().lastIndexOf('\n') + 1;
    for (let length = lastLine + 1; length < whole.length - 1; length += 1) {
      const { items } = await read(whole.slice(0, length));
      const distrusted = items.filter(({ row }) => isBadRow(row) && row.invoice === '536365');
      expect([length, distrusted.length > 0]).toEqual([length, true]);
    }
  });

  test('in the name of a country says so', async () => {
    expect(reasons((await read(whole.slice(0, -5))).items)).toEqual([
      '4 536365: the file breaks off in this line, in the country "United Kin"',
    ]);
  });
});

describe('a row whose invoice can not be read', () => {
  test('amid the rows of one invoice makes that invoice doubtful', async () => {
    const { items } = await read(tradeFile(line(), line({ invoice: '53636S' }), line(), line({ invoice: '536366' })));
    expect(reasons(items)).toEqual([
      expect.stringMatching(/^3 53636S: "53636S" is not/),
      expect.stringMatching(/^3\* 536365: /),
    ]);
  });

  test('between two invoices stands alone', async () => {
    const { items } = await read(tradeFile(line(), line({ invoice: '' }), line({ invoice: '536366' })));
    expect(reasons(items)).toEqual(['3 : has no invoice number']);
  });
});

test('a line is split into what was joined, quoted or not', () => {
  const field = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.replace(/[\r\n]/g, ''));
  fc.assert(
    fc.property(fc.array(field, { minLength: 2, maxLength: 9 }), (fields) => {
      const joined = fields.map((text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
      expect(splitFields(joined)).toEqual(fields);
    }),
  );
});
