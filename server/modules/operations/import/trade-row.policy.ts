import { londonTime } from './london-time.policy.ts';

/** The first line of every trade file. */
export const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const;

/** One sound row of a trade file. */
export type TradeRow = {
  /** `536365`, `C536379`, `A563185`. */
  invoice: string;
  /** As products carry it: `85123a` and `85123A` are one thing in two spellings. */
  code: string;
  /** The description as written, without the blanks around it; empty where there is none. */
  text: string;
  quantity: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Pence. */
  price: number;
  /** The file's price was not a whole number of pence. */
  rounded: boolean;
  /** `17850`; empty where the row names none. */
  customer: string;
  country: string;
};

/** A row that cannot be booked. `invoice` is empty where the row does not even tell that. */
export type BadRow = { invoice: string; reason: string };

export const isBadRow = (row: TradeRow | BadRow): row is BadRow => 'reason' in row;

export type RowOptions = { /** Rows dated after this are refused. */ notAfter: Date };

/** `536365`, `C536379`, `A563185`. */
export const isInvoiceNumber = (text: string): boolean => /^[AC]?\d{5,9}$/.test(text);

const LONGEST_TEXT = 200;
const EARLIEST = Date.UTC(1996, 0, 1);
const MOST_PIECES = 10_000_000;
const MOST_PENCE = 1_000_000_000;

/** Reads the fields of one line. Everything is checked here; what comes out as a TradeRow is sound in itself. */
export function readTradeRow(fields: readonly string[], options: RowOptions): TradeRow | BadRow {
  const cells = fields.map((field) => field.trim());
  const invoice = invoiceIn(cells[0] ?? '');
  const bad = (reason: string): BadRow => ({ invoice, reason });

  if (cells.length !== COLUMNS.length) return bad(`has ${count(cells.length, 'column')} instead of ${COLUMNS.length}`);
  const [number, code, text, quantityText, dateText, priceText, customerText, country] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (!number) return bad('has no invoice number');
  if (!isInvoiceNumber(invoice))
    return bad(`"${shown(number)}" is not an invoice number (digits, with C or A before them at most)`);
  const control = cells.find(hasControlCharacter);
  if (control !== undefined) return bad('holds control characters');
  if (!code) return bad('has no stock code');
  if (!isStockCode(code)) return bad(`"${shown(code)}" is not a stock code`);
  if (text.length > LONGEST_TEXT) return bad(`has a description of more than ${LONGEST_TEXT} characters`);

  const quantity = readWhole(quantityText);
  if (quantity === null) return bad(`"${shown(quantityText)}" is not a whole quantity`);
  if (quantity === 0) return bad('has a quantity of zero');
  if (Math.abs(quantity) > MOST_PIECES) return bad(`has an impossible quantity, ${quantityText}`);

  const at = londonTime(dateText);
  if (!at) return bad(`"${shown(dateText)}" is not a date and time (YYYY-MM-DD HH:MM:SS)`);
  if (at.getTime() < EARLIEST || at > options.notAfter) return bad(`has an impossible date, ${dateText}`);

  const money = readPence(priceText);
  if (!money) return bad(`"${shown(priceText)}" is not a price`);
  if (Math.abs(money.pence) > MOST_PENCE) return bad(`has an impossible price, ${priceText}`);

  const customer = /^(\d{1,9})(?:\.0+)?$/.exec(customerText)?.[1] ?? '';
  if (customerText && !customer) return bad(`"${shown(customerText)}" is not a customer number`);
  if (!country) return bad('has no country');
  if (country.length > 60) return bad('has a country of more than 60 characters');

  return {
    invoice,
    code: code.toUpperCase(),
    text,
    quantity,
    at: at.getTime(),
    price: money.pence,
    rounded: money.rounded,
    customer,
    country,
  };
}

/** What a product's SKU may be. */
const isStockCode = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,39}$/u.test(text);

/** The invoice a line belongs to, as far as its first field tells; empty where it tells nothing. */
export const invoiceIn = (field: string): string => shown(field.trim().toUpperCase());

/**
 * Reads pounds as whole pence, by string arithmetic; halves are rounded away from zero, so that a sale and its cancellation stay equal.
 * Null where the text is no plain decimal number.
 */
export function readPence(text: string): { pence: number; rounded: boolean } | null {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const upToPence = Number(whole + fraction.slice(0, 2).padEnd(2, '0'));
  const rest = fraction.slice(2);
  const magnitude = upToPence + (rest >= '5' ? 1 : 0);
  return { pence: sign && magnitude > 0 ? -magnitude : magnitude, rounded: /[1-9]/.test(rest) };
}

function readWhole(text: string): number | null {
  const match = /^(-?\d{1,9})(?:\.0+)?$/.exec(text);
  return match ? Number(match[1]) : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hasControlCharacter = (text: string): boolean => /[\u0000-\u001f\u007f]/.test(text);

const shown = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
