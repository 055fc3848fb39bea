import {
  bookCount,
  CountModel,
  countOn,
  countRestAsZero,
  createCount,
  deleteCount,
  giveUpCount,
  notCounted,
  reviewCount,
  scanIntoCount,
  setCountLines,
} from '../server/modules/inventory/admin.ts';
import { defineResource } from './define-resource.ts';
import { scans, typedLines } from './features/document-lines.ts';

const quantity = { format: 'quantity', unitField: 'uom' } as const;
const OPEN = new Set(['open', 'review']);

export const counts = defineResource({
  model: CountModel,
  group: 'stock',
  icon: 'CheckSquare',
  list: ['name', 'shelf', 'category', 'status', 'createdAt'],
  filters: ['status', 'category', 'shelf'],
  search: { prefix: ['name'] },
  sort: { by: 'createdAt', direction: 'desc' },
  writes: { edit: false },
  fields: {
    name: { required: false, help: true },
    shelf: { match: 'code', help: true },
    category: { help: true },
    blind: { help: true },
    status: { readOnly: true, tones: { open: 'info', review: 'warn', booked: 'good', given_up: 'quiet' } },
    note: { format: 'longText' },
    lines: {
      format: 'lines',
      readOnly: true,
      parts: {
        product: { format: 'text' },
        sku: {},
        name: {},
        uom: {},
        counted: quantity,
        expected: quantity,
        difference: quantity,
        countedAt: { format: 'moment' },
        countedBy: {},
      },
    },
    missing: {
      format: 'lines',
      virtual: true,
      readOnly: true,
      parts: { id: {}, sku: {}, name: {}, uom: {}, quantity },
    },
  },
  show: [
    { title: 'details', fields: ['name', 'shelf', 'category', 'blind', 'status', 'note'] },
    { title: 'record', fields: ['createdAt', 'updatedAt', 'revision'] },
  ],
  form: [{ title: 'details', fields: ['shelf', 'category', 'name', 'blind', 'note'] }],
  create: (ctx, values) => createCount(ctx, values as never),
  remove: deleteCount,
  present: (records, _ctx, where) =>
    Promise.all(records.map(async (record) => (where === 'list' ? record : { ...record, ...(await sheetOf(record)) }))),
  actions: {
    review: {
      icon: 'Eye',
      when: ({ status }) => status === 'open',
      run: (ctx, id) => reviewCount(ctx, { id }),
    },
    book: {
      icon: 'Check',
      when: ({ status }) => status === 'review',
      run: (ctx, id, _input, { requestKey }) => bookCount(ctx, { id, requestKey }),
    },
    countOn: {
      permission: 'review',
      icon: 'RotateCcw',
      when: ({ status }) => status === 'review',
      run: (ctx, id) => countOn(ctx, { id }),
    },
    restIsZero: {
      permission: 'fill',
      icon: 'Slash',
      when: ({ status }) => status === 'open',
      run: (ctx, id) => countRestAsZero(ctx, { id }),
    },
    giveUp: {
      permission: 'book',
      icon: 'XOctagon',
      tone: 'danger',
      when: ({ status }) => OPEN.has(String(status)),
      run: (ctx, id) => giveUpCount(ctx, { id }),
    },
    scan: {
      permission: 'fill',
      quiet: true,
      form: { scans },
      run: async (ctx, id, input, { requestKey }) => ({
        message: 'scanned',
        options: await scanIntoCount(ctx, { id, requestKey, ...input } as never),
      }),
    },
    setLines: {
      permission: 'fill',
      quiet: true,
      form: {
        lines: { format: 'lines', parts: { product: {}, uom: {}, counted: quantity, remove: { format: 'yesNo' } } },
      },
      run: (ctx, id, { lines }, { revision }) =>
        setCountLines(ctx, { id, revision, lines: typedLines(lines, { counted: 0 }) as never }),
    },
  },
});

type Line = { counted: number; expected: number };

/** The sheet that people count on: while it is open and blind, without a word of what the books say. */
async function sheetOf(record: Record<string, unknown>): Promise<Record<string, unknown>> {
  const lines = (record['lines'] ?? []) as Line[];
  const status = String(record['status']);
  const blind = status === 'open' && record['blind'] === true;
  const missing = OPEN.has(status) ? await notCounted(record as never) : [];
  return {
    lines: lines.map(({ expected, ...line }) =>
      blind ? line : { ...line, expected, difference: line.counted - expected },
    ),
    missing: missing.map(({ id, sku, name, uom, quantity }) => ({
      id,
      sku,
      name,
      uom,
      ...(blind ? {} : { quantity }),
    })),
  };
}
