import { StockMovementModel } from '../server/modules/inventory/admin.ts';
import { defineResource } from './define-resource.ts';

export const stockMovements = defineResource({
  model: StockMovementModel,
  group: 'stock',
  icon: 'Repeat',
  titleFields: ['seq', 'reason', 'delta'],
  title: ({ seq, reason, delta }) => `${reason} ${Number(delta) > 0 ? '+' : ''}${delta} (no. ${seq})`,
  list: ['createdAt', 'product', 'delta', 'reason', 'document', 'actor', 'balanceAfter'],
  filters: ['product', 'reason', 'createdAt'],
  search: { exact: ['document.label'] },
  sort: { by: 'createdAt', direction: 'desc' },
  fields: {
    reason: {
      tones: {
        receipt: 'good',
        sale: 'info',
        return: 'quiet',
        'write-off': 'bad',
        count: 'warn',
        correction: 'warn',
        import: 'quiet',
        opening: 'quiet',
      },
    },
    delta: { format: 'quantity', unitField: 'uom' },
    held: { format: 'quantity', unitField: 'uom' },
    balanceAfter: { format: 'quantity', unitField: 'uom' },
    uom: { format: 'text', virtual: true },
    actor: { format: 'person' },
    document: {
      format: 'group',
      parts: { type: {}, label: {} },
      link: [
        { resource: 'orders', idFrom: 'id', when: { type: 'order' } },
        { resource: 'deliveries', idFrom: 'id', when: { type: 'delivery' } },
        { resource: 'counts', idFrom: 'id', when: { type: 'count' } },
      ],
    },
  },
  show: [
    { title: 'movement', fields: ['product', 'delta', 'held', 'balanceAfter', 'reason', 'document', 'actor', 'note'] },
    { title: 'record', fields: ['seq', 'date', 'createdAt'] },
  ],
  present: async (records, _ctx, _where, { registry }) => withUnits(records, registry.byEntity('products')?.model),
});

/** A movement counts in the unit of its product. */
async function withUnits(records: Record<string, unknown>[], model: typeof StockMovementModel | undefined | unknown) {
  const products = model as {
    find: (filter: object, fields: object) => { lean: () => Promise<{ _id: unknown; uom: string }[]> };
  };
  const ids = [...new Set(records.map((record) => record['product']))];
  const units = new Map(
    (await products.find({ _id: { $in: ids } }, { uom: 1 }).lean()).map((one) => [String(one._id), one.uom]),
  );
  return records.map((record) => ({ ...record, uom: units.get(String(record['product'])) ?? 'piece' }));
}
