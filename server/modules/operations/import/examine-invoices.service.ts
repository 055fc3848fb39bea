import { gatherInvoice } from './invoice-group.policy.ts';
import { shiftDays } from './london-time.policy.ts';
import { type InvoicePlan, isRefusal, type PlacedRow, planInvoice, type Refusal } from './plan-invoice.policy.ts';
import type { Spool } from './spool.service.ts';
import { type TradeInvoice, TradeInvoiceModel } from './trade-invoice.model.ts';

type Ignored = { file: number; line: number; reason: string };

/** What is to be done with an invoice. `size` counts its rows, copies in other files included. */
export type Examined = { size: number; invoice: string } & (
  | { verdict: 'book'; id: string; plan: InvoicePlan; rows: PlacedRow[]; fingerprint: string; repeated: Ignored[] }
  | { verdict: 'known'; ignored: Ignored[] }
  | { verdict: 'refuse'; refusal: Refusal }
);

/** An invoice that is to be booked. */
export type ToBook = Extract<Examined, { verdict: 'book' }>;

type Options = { series: string; shiftDays: number };

const BATCH_ROWS = 2_000;

/** Looks at the invoices of a spool one after the other, in batches for the database's sake, and says what each of them is. Writes nothing. */
export async function* examineInvoices(spool: Spool, options: Options): AsyncGenerator<Examined> {
  let batch: ReturnType<typeof gatherInvoice>[] = [];
  let rows = 0;
  for await (const group of spool.invoices()) {
    const gathered = gatherInvoice(group, spool.files);
    batch.push(gathered);
    rows += isRefusal(gathered) ? gathered.refused.length : gathered.rows.length;
    if (rows < BATCH_ROWS) continue;
    yield* examineBatch(batch, options);
    batch = [];
    rows = 0;
  }
  yield* examineBatch(batch, options);
}

async function* examineBatch(
  batch: readonly ReturnType<typeof gatherInvoice>[],
  options: Options,
): AsyncGenerator<Examined> {
  const ids = batch.map(({ invoice }) => options.series + invoice);
  const fields = { fingerprint: 1, file: 1, importedAt: 1, booked: 1, ignored: 1 } as const;
  const found = await TradeInvoiceModel.find({ _id: { $in: ids } }, fields).lean<TradeInvoice[]>();
  const known = new Map(found.map((invoice) => [invoice._id, invoice]));
  for (const gathered of batch) {
    const { invoice } = gathered;
    if (isRefusal(gathered)) {
      yield { verdict: 'refuse', invoice, size: gathered.refused.length, refusal: gathered };
      continue;
    }
    const size = gathered.rows.length + gathered.repeated.length;
    const id = options.series + invoice;
    const before = known.get(id);
    if (before?.fingerprint === gathered.fingerprint) {
      const again = gathered.rows.map(({ file, line }) => ({ file, line, reason: 'booked by an earlier import' }));
      yield { verdict: 'known', invoice, size, ignored: [...again, ...gathered.repeated] };
      continue;
    }
    const rows = gathered.rows.map((row) => ({ ...row, at: shiftDays(row.at, options.shiftDays) }));
    const plan = before ? changed(before, gathered.rows, gathered.repeated, invoice) : planInvoice(rows);
    if (isRefusal(plan))
      yield { verdict: 'refuse', invoice, size, refusal: before ? plan : withRepeated(plan, gathered.repeated) };
    else
      yield {
        verdict: 'book',
        invoice,
        size,
        id,
        plan,
        rows,
        fingerprint: gathered.fingerprint,
        repeated: gathered.repeated,
      };
  }
}

/** An invoice is booked whole or not at all: what was left out of it before can't be added later. */
function changed(
  before: TradeInvoice,
  rows: readonly PlacedRow[],
  repeated: readonly Ignored[],
  invoice: string,
): Refusal {
  const day = before.importedAt.toISOString().slice(0, 10);
  const reason = `its invoice was booked on ${day} from ${before.file} with other rows (${before.booked + before.ignored} then, ${rows.length} now); it is booked whole or not at all`;
  return { invoice, refused: [...rows, ...repeated].map(({ file, line }) => ({ file, line, reason })) };
}

/** Copies of a refused invoice are refused with it. */
function withRepeated(refusal: Refusal, repeated: readonly Ignored[]): Refusal {
  const reason = 'its invoice is refused in another of these files';
  return { ...refusal, refused: [...refusal.refused, ...repeated.map(({ file, line }) => ({ file, line, reason }))] };
}
