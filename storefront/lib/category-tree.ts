import type { Category } from './api/types.ts';

const byName = (a: Category, b: Category): number => a.name.localeCompare(b.name);

/** Categories that stand at the top and have something in them, fullest first. */
export function topCategories(all: Category[]): Category[] {
  return all
    .filter((category) => category.parent === null && category.products > 0)
    .sort((a, b) => b.products - a.products || byName(a, b));
}

/** The categories directly within another, by name, empty ones left out. */
export function childCategories(all: Category[], slug: string): Category[] {
  return all.filter((category) => category.parent === slug && category.products > 0).sort(byName);
}

/** A category's ancestors from the top down, itself included; stops at a circle. */
export function pathTo(all: Category[], slug: string): Category[] {
  const bySlug = new Map(all.map((category) => [category.slug, category]));
  const path: Category[] = [];
  let next = bySlug.get(slug);
  while (next && !path.includes(next)) {
    path.unshift(next);
    next = next.parent === null ? undefined : bySlug.get(next.parent);
  }
  return path;
}
