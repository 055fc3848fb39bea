import {
  bookInDelivery,
  closeDelivery,
  createDelivery,
  DeliveryModel,
  deleteDelivery,
  openOf,
  pasteIntoDelivery,
  scanIntoDelivery,
  setDeliveryLines,
} from '../server/modules/inventory/admin.ts';
import { defineResource } from './define-resource.ts';
import { scans, typedLines } from './features/document-lines.ts';

const quantity = { format: 'quantity', unitField: 'uom' } as const;
const typed = {
  product: { format: 'text' },
  uom: {},
  expected: quantity,
  accepted: quantity,
  rejected: quantity,
  reason: {},
} as const;

export const deliveries = defineResource({
  model: DeliveryModel,
  group: 'stock',
  icon: 'Inbox',
  titleFields: ['reference'],
  list: ['reference', 'supplier', 'expectedOn', 'status', 'createdAt'],
  filters: ['status', 'supplier', 'expectedOn'],
  search: { prefix: ['reference'] },
  sort: { by: 'createdAt', direction: 'desc' },
  fields: {
    reference: { help: true },
    expectedOn: { format: 'day', help: true },
    status: { readOnly: true, tones: { draft: 'quiet', partly_booked: 'warn', done: 'good' } },
    note: { format: 'longText' },
    lines: {
      format: 'lines',
      readOnly: true,
      parts: { ...typed, sku: {}, name: {}, booked: quantity, open: quantity, toBook: quantity },
    },
  },
  show: [
    { title: 'details', fields: ['reference', 'supplier', 'expectedOn', 'status', 'note'] },
    { title: 'record', fields: ['createdAt', 'updatedAt', 'revision'] },
  ],
  form: [{ title: 'details', fields: ['reference', 'supplier', 'expectedOn', 'note'] }],
  create: (ctx, values) => createDelivery(ctx, values as never),
  remove: deleteDelivery,
  present: async (records, _ctx, where) =>
    where === 'list' ? records : records.map((record) => ({ ...record, lines: linesOf(record).map(withOpen) })),
  actions: {
    book: {
      icon: 'Download',
      when: ({ status }) => status !== 'done',
      run: (ctx, id, _input, { requestKey }) => bookInDelivery(ctx, { id, requestKey }),
    },
    paste: {
      permission: 'fill',
      icon: 'Clipboard',
      when: ({ status }) => status !== 'done',
      form: {
        as: { format: 'choice', values: ['expected', 'accepted'], required: true, initial: () => 'expected' },
        text: { format: 'longText', required: true, maxLength: 100_000, help: true, fromFile: true },
      },
      run: (ctx, id, input, { requestKey }) => pasteIntoDelivery(ctx, { id, requestKey, ...input } as never),
    },
    close: {
      icon: 'CheckSquare',
      when: ({ status }) => status !== 'done',
      run: (ctx, id) => closeDelivery(ctx, { id }),
    },
    scan: {
      permission: 'fill',
      quiet: true,
      form: { scans },
      run: async (ctx, id, input, { requestKey }) => ({
        message: 'scanned',
        options: await scanIntoDelivery(ctx, { id, requestKey, ...input } as never),
      }),
    },
    setLines: {
      permission: 'fill',
      quiet: true,
      form: { lines: { format: 'lines', parts: typed } },
      run: (ctx, id, { lines }, { revision }) =>
        setDeliveryLines(ctx, {
          id,
          revision,
          lines: typedLines(lines, { expected: 0, accepted: 0, rejected: 0, reason: '' }) as never,
        }),
    },
  },
});

type Line = Parameters<typeof openOf>[0];
const linesOf = (record: Record<string, unknown>): Line[] => (record['lines'] ?? []) as Line[];
const withOpen = (line: Line) => ({ ...line, open: openOf(line), toBook: Math.max(0, line.accepted - line.booked) });
