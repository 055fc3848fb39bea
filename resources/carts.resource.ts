import { CartModel } from '../server/modules/ordering/admin.ts';
import { defineResource } from './define-resource.ts';
import { en } from './locale/en.ts';

export const carts = defineResource({
  model: CartModel,
  group: 'sales',
  icon: 'ShoppingCart',
  titleFields: ['owner'],
  title: ({ owner, ownerName }) => (ownerName ? String(ownerName) : owner ? String(owner) : en.cf.guest),
  list: ['ownerName', 'items', 'updatedAt', 'expiresAt'],
  filters: ['owner', 'updatedAt', 'expiresAt'],
  search: { exact: ['owner'] },
  sort: { by: 'updatedAt', direction: 'desc' },
  personal: true,
  fields: {
    owner: { format: 'reference', reference: 'customers', match: 'exact' },
    ownerName: { virtual: true, readOnly: true, format: 'text', link: { resource: 'customers', idFrom: 'owner' } },
    items: { virtual: true, readOnly: true, format: 'number' },
    lines: {
      parts: {
        name: { link: { resource: 'products', idFrom: 'product' } },
        quantity: { format: 'quantity', unitField: 'uom' },
        price: { format: 'money' },
      },
    },
  },
  show: [{ title: 'cart', fields: ['ownerName', 'lines', 'createdAt', 'updatedAt', 'expiresAt'] }],
  heavy: [],
  present: async (records, _ctx, _where, { titles }) => {
    const owners = await titles(
      'users',
      records.map((record) => String(record['owner'])),
    );
    const goods = await titles(
      'products',
      records.flatMap(linesOf).map((line) => line.product),
    );
    return records.map((record) => ({
      ...record,
      ownerName: typeof record['owner'] === 'string' ? (owners.get(record['owner']) ?? record['owner']) : en.cf.guest,
      items: linesOf(record).length,
      lines: linesOf(record).map((line) => ({ ...line, name: goods.get(line.product) ?? line.product })),
    }));
  },
});

type Line = { product: string; quantity: number; price: number };
const linesOf = (record: Record<string, unknown>): Line[] => (record['lines'] ?? []) as Line[];
