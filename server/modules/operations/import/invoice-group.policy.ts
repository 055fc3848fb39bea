import { createHash } from 'node:crypto';
import { type PlacedRow, type Refusal, refuse } from './plan-invoice.policy.ts';

type Place = { file: number; line: number };
type Bad = Place & { reason: string };

/** The rows of one invoice in one file. */
export type InvoicePart = {
  file: number;
  rows: PlacedRow[];
  bad: Bad[] /** A row that can't be read stands amid these. */;
  distrust: Bad[];
};
export type InvoiceGroup = { invoice: string; parts: InvoicePart[]; tooManyRows: boolean };

export type GatheredInvoice = {
  invoice: string;
  rows: PlacedRow[];
  /** Rows of further copies of the invoice in other files. */
  repeated: Bad[];
  fingerprint: string;
};

/** Where an invoice stands in its files; tells a copy in another file from a continuation. */
export type FileEdges = { name: string; firstInvoice: string; lastInvoice: string };

/** More rows than any order can hold as one document of the database. The longest invoice of the year 2011 has 1,114. */
export const MOST_ROWS = 5_000;

/** Puts an invoice together from its parts in one or several files; refuses it whole where a row is bad or the parts contradict each other. */
export function gatherInvoice(group: InvoiceGroup, files: readonly FileEdges[]): GatheredInvoice | Refusal {
  const { invoice, parts } = group;
  const places = parts.flatMap((part) => [
    ...part.rows.map((row) => ({ ...place(row), invoice })),
    ...part.bad.map((bad) => ({ ...bad, invoice })),
  ]);
  places.sort((a, b) => a.file - b.file || a.line - b.line);
  if (group.tooManyRows) return refuse(places, () => `its invoice has more than ${MOST_ROWS} rows`);

  const reasons = new Map(parts.flatMap((part) => part.bad.map((bad) => [`${bad.file}:${bad.line}`, bad.reason])));
  if (reasons.size > 0)
    return refuse(places, (index) => reasons.get(`${places[index]?.file}:${places[index]?.line}`) ?? null);
  const [doubt] = parts.flatMap((part) => part.distrust);
  if (doubt)
    return refuse(
      places,
      () => `its invoice is not whole: line ${doubt.line}, amid its rows, can't be read (${doubt.reason})`,
    );

  const kept: InvoicePart[] = [];
  const repeated: Bad[] = [];
  for (const part of parts.toSorted((a, b) => b.rows.length - a.rows.length || a.file - b.file)) {
    const copyOf = kept.find((other) => contains(other, part));
    if (!copyOf) kept.push(part);
    else
      repeated.push(
        ...part.rows.map((row) => ({ ...place(row), reason: 'the invoice stands in another of these files as well' })),
      );
  }
  kept.sort((a, b) => a.file - b.file);
  const clash = kept
    .flatMap((a, n) => kept.slice(n + 1).map((b) => [a, b] as const))
    .find(([a, b]) => shares(a, b) && !continues(a, b, invoice, files));
  if (clash) {
    const names = clash.map((part) => files[part.file]?.name).join(' and ');
    return refuse(places, () => `its invoice stands in ${names} with partly the same rows; one of them is not whole`);
  }
  const rows = kept.flatMap((part) => part.rows);
  return { invoice, rows, repeated, fingerprint: fingerprintOf(rows) };
}

/** A digest of the rows as the files have them, whatever their order. */
export function fingerprintOf(rows: readonly PlacedRow[]): string {
  return createHash('sha256').update(rows.map(identity).sort().join('\n')).digest('base64url');
}

const place = ({ file, line }: Place): Place => ({ file, line });

const identity = (row: PlacedRow): string =>
  JSON.stringify([row.code, row.text, row.quantity, row.at, row.price, row.customer, row.country]);

function countsOf(part: InvoicePart): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of part.rows) counts.set(identity(row), (counts.get(identity(row)) ?? 0) + 1);
  return counts;
}

function contains(whole: InvoicePart, part: InvoicePart): boolean {
  const counts = countsOf(whole);
  return [...countsOf(part)].every(([row, count]) => (counts.get(row) ?? 0) >= count);
}

function shares(a: InvoicePart, b: InvoicePart): boolean {
  const rows = countsOf(a);
  return b.rows.some((row) => rows.has(identity(row)));
}

/** One file ends with the invoice with which the other begins. */
function continues(a: InvoicePart, b: InvoicePart, invoice: string, files: readonly FileEdges[]): boolean {
  const ends = (part: InvoicePart) => files[part.file]?.lastInvoice === invoice;
  const begins = (part: InvoicePart) => files[part.file]?.firstInvoice === invoice;
  return (ends(a) && begins(b)) || (ends(b) && begins(a));
}
