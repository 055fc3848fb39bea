import {
  ANY_STATUS,
  activateProduct,
  archiveProduct,
  createProduct,
  deleteProduct,
  EVERY_PRODUCT,
  editProduct,
  inCategory,
  ofFamily,
  onShelf,
  ProductModel,
  someBeginsWith,
  wordsOf,
} from '../server/modules/catalog/admin.ts';
import {
  correctStock,
  holdStock,
  receiveStock,
  releaseHeldStock,
  StockMovementModel,
  stockCard,
  whyUnavailable,
  writeOffStock,
} from '../server/modules/inventory/admin.ts';
import { defineResource } from './define-resource.ts';
import { counted } from './features/counted.ts';
import { stockFilter, stockOf } from './features/stock.ts';
import { cardForPage, whereaboutsForPage } from './features/stock-pages.ts';
import { emptyAsText, withoutEmptied } from './features/text-values.ts';

const quantity = { format: 'quantity', unitField: 'uom' } as const;
const ALWAYS_SET = ['slug', 'uom', 'price', 'lowStockThreshold', 'name', 'sku'];

export const products = defineResource({
  model: ProductModel,
  group: 'catalogue',
  icon: 'Package',
  list: ['images', 'name', 'sku', 'category', 'price', 'available', 'status'],
  filters: ['status', 'stock', 'category', 'price', 'shelf', 'family', 'lastStockDate'],
  search: { exact: ['barcode'], query: byWords },
  scope: (filters) => ({
    ...ANY_STATUS,
    ...(filters.some(({ lists }) => typeof lists === 'string') ? {} : { lists: EVERY_PRODUCT }),
  }),
  sort: { by: 'name', direction: 'asc' },
  fields: {
    status: { tones: { draft: 'quiet', active: 'good', archived: 'warn' } },
    description: { format: 'longText' },
    slug: { help: true, required: false },
    price: { format: 'money', help: true },
    uom: { help: true },
    quantity: { ...quantity, readOnly: true, help: true },
    reserved: { ...quantity, readOnly: true, help: true },
    held: { ...quantity, readOnly: true, help: true },
    available: { ...quantity, virtual: true, readOnly: true, help: true },
    stock: {
      format: 'choice',
      virtual: true,
      readOnly: true,
      values: ['in_stock', 'low', 'sold_out'],
      tones: { in_stock: 'good', low: 'warn', sold_out: 'bad' },
      query: stockFilter,
    },
    lowStockThreshold: { ...quantity, help: true },
    lastStockDate: { readOnly: true },
    bookName: { readOnly: true, help: true },
    barcode: { help: true },
    category: { query: (id) => ({ lists: inCategory(id.toLowerCase()) }) },
    shelf: { help: true, query: (text) => ({ lists: someBeginsWith(onShelf(text)) }) },
    family: { help: true, query: (text) => ({ lists: someBeginsWith(ofFamily(text)) }) },
    attributes: { format: 'attributes', help: true },
    images: { format: 'pictures', help: true, parts: { sha256: {}, alt: {} } },
  },
  show: [
    {
      title: 'goods',
      fields: ['images', 'name', 'sku', 'status', 'category', 'price', 'uom', 'description', 'attributes'],
    },
    {
      title: 'stock',
      fields: ['stock', 'available', 'quantity', 'reserved', 'held', 'lowStockThreshold', 'lastStockDate'],
    },
    { title: 'shelving', fields: ['shelf', 'barcode', 'family', 'slug', 'bookName'] },
    { title: 'record', fields: ['createdAt', 'updatedAt', 'revision'] },
  ],
  form: [
    { title: 'goods', fields: ['name', 'sku', 'category', 'description'] },
    { title: 'selling', fields: ['price', 'uom', 'lowStockThreshold'] },
    { title: 'pictures', fields: ['images'] },
    { title: 'shelving', fields: ['shelf', 'barcode', 'family', 'slug'] },
    { title: 'attributes', fields: ['attributes'] },
  ],
  heavy: ['description', 'attributes', 'lists', 'words'],
  create: async (ctx, values) => ({ id: String((await createProduct(ctx, values as never))._id) }),
  update: (ctx, id, values, revision) =>
    editProduct(ctx, {
      id,
      revision,
      changes: emptyAsText(withoutEmptied(values, ...ALWAYS_SET), 'description') as never,
    }),
  remove: (ctx, id) => deleteProduct(ctx, { id }),
  referencedBy: [
    {
      model: () => StockMovementModel,
      field: 'product',
      says: counted(
        'stock movement belongs to it; archive it instead',
        'stock movements belong to it; archive it instead',
      ),
    },
  ],
  present: async (records, _ctx, where) =>
    records.map(({ lists: _lists, words: _words, stockSeq: _stockSeq, ...record }) => ({
      ...record,
      ...stockOf(record),
      ...(where === 'list' ? { images: firstOf(record['images']) } : {}),
    })),
  actions: {
    receive: {
      icon: 'Download',
      form: {
        quantity: { ...quantity, required: true },
        reference: { maxLength: 200, help: true },
        note: { format: 'longText', maxLength: 500 },
      },
      run: (ctx, productId, input, { requestKey }) => receiveStock(ctx, { productId, ...input, requestKey } as never),
    },
    writeOff: {
      icon: 'XOctagon',
      tone: 'danger',
      form: {
        quantity: { ...quantity, required: true },
        note: { format: 'longText', required: true, maxLength: 500, help: true },
      },
      run: (ctx, productId, input, { requestKey }) => writeOffStock(ctx, { productId, ...input, requestKey } as never),
    },
    correct: {
      icon: 'Edit3',
      form: {
        delta: { ...quantity, required: true, help: true },
        note: { format: 'longText', required: true, maxLength: 500, help: true },
      },
      run: (ctx, productId, input, { requestKey }) => correctStock(ctx, { productId, ...input, requestKey } as never),
    },
    stockCard: {
      read: async (ctx, productId, { query }) => ({
        card: cardForPage(await stockCard(ctx, { productId, cursor: query.get('cursor') })),
      }),
    },
    availability: {
      read: async (ctx, productId) => ({ whereabouts: whereaboutsForPage(await whyUnavailable(ctx, productId)) }),
    },
    activate: {
      permission: 'archive',
      icon: 'Eye',
      bulk: 'sideBySide',
      when: ({ status }) => status !== 'active',
      run: (ctx, id, _input, { revision }) => activateProduct(ctx, { id, ...(revision ? { revision } : {}) }),
    },
    archive: {
      icon: 'Archive',
      bulk: 'sideBySide',
      when: ({ status }) => status !== 'archived',
      run: (ctx, id, _input, { revision }) => archiveProduct(ctx, { id, ...(revision ? { revision } : {}) }),
    },
    hold: {
      permission: 'correct',
      icon: 'Pause',
      form: {
        quantity: { ...quantity, required: true },
        note: { format: 'longText', required: true, maxLength: 500, help: true },
      },
      run: (ctx, productId, input, { requestKey }) => holdStock(ctx, { productId, ...input, requestKey } as never),
    },
    release: {
      permission: 'correct',
      icon: 'Play',
      when: ({ held }) => Number(held ?? 0) > 0,
      form: {
        quantity: { ...quantity, required: true, initial: ({ held }) => held },
        note: { format: 'longText', required: true, maxLength: 500, help: true },
      },
      run: (ctx, productId, input, { requestKey }) =>
        releaseHeldStock(ctx, { productId, ...input, requestKey } as never),
    },
  },
});

/** Finds products by words of their name or SKU; the last one may be half typed. */
function byWords(text: string): Record<string, unknown> | null {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  return { $and: words.map((word) => ({ words: someBeginsWith(word) })) };
}

const firstOf = (list: unknown): unknown[] => (Array.isArray(list) ? list.slice(0, 1) : []);
