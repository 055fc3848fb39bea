import { presentPicture } from '../media/index.ts';
import type { CatalogueRow } from './catalogue.repository.ts';
import type { CategoryJson, ProductJson } from './catalogue.schemas.ts';
import type { CategoryTree } from './category-tree.service.ts';

let currency = 'GBP';

/** Sets the shop's one currency. */
export function configureCatalog(config: { currency: string }): void {
  currency = config.currency;
}

/** A product as it leaves the house: fields are listed here one by one, and no other goes out. */
export function presentProduct(row: CatalogueRow, tree: CategoryTree): ProductJson {
  const available = Math.max(0, row.quantity - row.reserved - row.held);
  const category = row.category ? tree.byId.get(String(row.category)) : undefined;
  return {
    id: String(row._id),
    sku: row.sku,
    slug: row.slug,
    name: row.name,
    description: row.description,
    category: category ? { slug: category.slug, name: category.name } : null,
    uom: row.uom,
    price: { amount: row.price, currency },
    availability: available === 0 ? 'sold_out' : available <= row.lowStockThreshold ? 'low' : 'in_stock',
    available,
    images: row.images.map(presentPicture),
  };
}

/** All categories by name, each with what it and those below it hold, from the counts of their own. */
export function presentCategories(tree: CategoryTree, ownCounts: ReadonlyMap<string, number>): CategoryJson[] {
  const totals = new Map<string, number>();
  const total = (id: string): number => {
    const known = totals.get(id);
    if (known !== undefined) return known;
    totals.set(id, 0);
    const below = tree.byId.get(id)?.children.reduce((sum, child) => sum + total(child), 0) ?? 0;
    totals.set(id, below + (ownCounts.get(id) ?? 0));
    return totals.get(id) ?? 0;
  };
  return [...tree.byId.values()].map(({ id, name, slug, parent }) => ({
    id,
    name,
    slug,
    parent: parent === null ? null : (tree.byId.get(parent)?.slug ?? null),
    products: total(id),
  }));
}
