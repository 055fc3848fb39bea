// npm run import -- online-retail FILE…: books the shop's trade files.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import type { ImportProgress, ImportResult } from '../modules/operations/index.ts';
import { isAppError } from '../shared/errors.ts';
import { formatMoney } from '../shared/money.ts';
import { systemContext } from '../shared/request-context.ts';
import { say, step } from './progress.cjs';
import { withDatabase } from './with-database.ts';

const USAGE = `Usage: npm run import -- online-retail FILE… [--report FILE] [--encoding utf-8|windows-1252]

Books trade files (CSV, one or many, in any order) into products, customers, orders and stock movements.
Importing a file again changes nothing. docs/import.md says what becomes of which row.

  --report FILE       where refused rows are listed (default: .data/import-refused-<time>.csv, only if there are any)
  --encoding NAME     windows-1252 for files saved by an old Windows program; utf-8 otherwise
  --help              this text`;

const FORMATS = ['online-retail'];
const ENCODINGS = ['utf-8', 'windows-1252'] as const;

/** The command can't be understood; said with the usage. */
class UsageProblem extends SetupProblem {}

type Arguments = { files: string[]; report: string; encoding: (typeof ENCODINGS)[number] };

function readArguments(argv: string[]): Arguments | 'help' {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    throw new UsageProblem(sentenceOf(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [format, ...files] = positionals;
  if (!format) throw new UsageProblem('Say what to import: a format and at least one file.');
  if (!FORMATS.includes(format))
    throw new UsageProblem(`"${format}" is not a format that can be imported; there is: ${FORMATS.join(', ')}.`);
  if (files.length === 0) throw new UsageProblem('Name at least one file.');
  const encoding = ENCODINGS.find((name) => name === values.encoding);
  if (!encoding) throw new UsageProblem(`--encoding is one of: ${ENCODINGS.join(', ')}.`);
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const report =
    values.report === undefined
      ? join(resolve(process.env.DATA_DIR || '.data'), `import-refused-${time}.csv`)
      : fromCaller(values.report);
  return { files: files.map(fromCaller), report, encoding };
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      report: { type: 'string' },
      encoding: { type: 'string', default: 'utf-8' },
      help: { type: 'boolean', short: 'h' },
    },
  });

/** npm runs commands in the project's folder; paths are meant from where the person stands. */
function fromCaller(path: string): string {
  const fromThere = resolve(process.env.INIT_CWD ?? '.', path);
  return existsSync(fromThere) || !existsSync(path) ? fromThere : resolve(path);
}

async function run({ files, report, encoding }: Arguments): Promise<void> {
  for (const file of files) if (!existsSync(file)) throw new SetupProblem(`There is no file ${file}.`);
  // Before the database is opened: what is declared by then gets its indexes and validators.
  const { importTradeFiles } = await import('../modules/operations/index.ts');
  await withDatabase(async () => {
    const bar = progressBar();
    try {
      const ctx = systemContext('import', { source: 'import', reason: `Trade files: ${files.length}` });
      const result = await importTradeFiles(ctx, files, { reportFile: report, encoding, onProgress: bar.show });
      bar.end();
      for (const line of summary(result)) say(line);
    } finally {
      bar.end();
    }
  });
}

const STAGES: Record<ImportProgress['stage'], string> = {
  reading: 'Reading',
  preparing: 'Looking at invoices',
  booking: 'Booking',
  settling: 'Names, prices, opening stock',
};
const BAR = 24;

function progressBar() {
  let stage: ImportProgress['stage'] | null = null;
  let shown: ReturnType<typeof step> | null = null;
  let started = 0;
  const end = (): void => shown?.fail();
  return {
    end,
    show(progress: ImportProgress): void {
      if (progress.stage !== stage) {
        end();
        stage = progress.stage;
        shown = step(STAGES[stage]);
        started = performance.now();
      }
      shown?.note(noteOf(progress, (performance.now() - started) / 1000));
    },
  };
}

function noteOf({ stage, rows, total }: ImportProgress, seconds: number): string {
  if (stage === 'reading') return `${number(rows)} rows`;
  const share = total > 0 ? Math.min(rows / total, 1) : 1;
  const filled = Math.round(share * BAR);
  const speed = seconds > 0.5 ? `, ${number(Math.round(rows / seconds))} rows/s` : '';
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${Math.floor(share * 100)} % of ${number(total)} rows${speed}`;
}

const number = (value: number): string => value.toLocaleString('en-GB');
const pounds = (pence: number): string => formatMoney(pence, 'GBP');

function summary(result: ImportResult): string[] {
  const { rows, booked, ignored, refused, invoices, money } = result;
  const lines = [
    `✓ rows read ${rows} = booked ${booked} + ignored ${ignored} + refused ${refused}`,
    `  ${number(invoices.booked)} invoices booked, ${number(invoices.known)} booked before, ${number(invoices.refused)} refused`,
    `  ${number(result.orders)} orders (${pounds(money.orders)}), ${number(result.creditNotes)} credit notes (${pounds(money.creditNotes)}), ${number(result.adjustments)} adjustments (${pounds(money.adjustments)})`,
    `  ${number(result.movements)} stock movements, ${number(result.openings)} of them opening stock; ${number(result.products)} new products, ${number(result.customers)} customers`,
    `  ${result.seconds.toFixed(1)} s, ${number(Math.round(rows / Math.max(result.seconds, 0.001)))} rows/s, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory`,
  ];
  for (const [reason, count] of Object.entries(result.ignoredBecause))
    lines.push(`  ignored ${number(count)}: ${reason}`);
  if (result.roundedPrices > 0)
    lines.push(`  ${number(result.roundedPrices)} prices were rounded to whole pence (halves up)`);
  const unknown = Object.entries(result.unknownCodes);
  if (unknown.length > 0)
    lines.push(`  codes that no rule is made for: ${unknown.map(([code, count]) => `${code} (${count})`).join(', ')}`);
  if (result.reportFile) lines.push(`  refused rows, with file, line and reason: ${result.reportFile}`);
  return lines;
}

try {
  const read = readArguments(process.argv.slice(2));
  if (read === 'help') say(USAGE);
  else await run(read);
} catch (error) {
  if (!isAppError(error) && !(error instanceof SetupProblem))
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  else process.stderr.write(`${sentenceOf(error)}\n`);
  if (error instanceof UsageProblem) process.stderr.write(`\n${USAGE}\n`);
  process.exitCode = error instanceof UsageProblem ? 2 : 1;
}
