const BYTE_ORDER_MARK = '\uFEFF';
const ENDS_A_LINE = '\r\n';
/** What spreadsheets read as the beginning of a formula, in the narrow and the wide forms, and the blanks that they skip before it. */
const BEGINS_A_FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** One row as of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers. */
export const csvRow = (cells: readonly string[]): string => cells.map(cell).join(',') + ENDS_A_LINE;

/** The first row. The mark before it tells spreadsheets that what follows is UTF-8. */
export const csvHeader = (names: readonly string[]): string => BYTE_ORDER_MARK + csvRow(names);

function cell(text: string): string {
  const safe = BEGINS_A_FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
