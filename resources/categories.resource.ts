import {
  CategoryModel,
  createCategory,
  deleteCategory,
  editCategory,
  ProductModel,
} from '../server/modules/catalog/admin.ts';
import { defineResource } from './define-resource.ts';
import { counted } from './features/counted.ts';

export const categories = defineResource({
  model: CategoryModel,
  group: 'catalogue',
  icon: 'Grid',
  list: ['name', 'parent', 'slug', 'updatedAt'],
  filters: ['name', 'parent'],
  fields: {
    name: { required: true },
    slug: { help: true, required: false },
    parent: { help: true },
  },
  form: [{ title: 'details', fields: ['name', 'parent', 'slug'] }],
  create: async (ctx, values) => ({ id: String((await createCategory(ctx, values as never))._id) }),
  update: (ctx, id, changes, revision) => editCategory(ctx, { id, revision, changes: withSlug(changes) as never }),
  remove: (ctx, id) => deleteCategory(ctx, { id }),
  referencedBy: [
    {
      model: () => ProductModel,
      field: 'category',
      says: counted('product is filed under it', 'products are filed under it'),
    },
    {
      model: () => CategoryModel,
      field: 'parent',
      says: counted('other category stands below it', 'other categories stand below it'),
    },
  ],
});

/** An emptied address keeps the one there is: a category always has one. */
function withSlug({ slug, ...changes }: Record<string, unknown>): Record<string, unknown> {
  return slug ? { ...changes, slug } : changes;
}
