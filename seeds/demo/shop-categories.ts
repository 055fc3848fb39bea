import { categoryTree, createCategory } from '../../server/modules/catalog/index.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';

export type NamedCategory = { slug: string; name: string; parent?: NamedCategory };

/** Answers a function that gives the id of a category, making it (and its parent) the first time it is asked for. */
export function shopCategories(ctx: RequestContext): (category: NamedCategory) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  const make = async ({ slug, name, parent }: NamedCategory): Promise<string> => {
    const stored = (await categoryTree()).bySlug.get(slug);
    if (stored) return stored.id;
    const parentId = parent ? await idOf(parent) : undefined;
    const { _id } = await createCategory(ctx, { slug, name, ...(parentId ? { parent: parentId } : {}) });
    return String(_id);
  };
  const idOf = (category: NamedCategory): Promise<string> => {
    const asked = known.get(category.slug) ?? make(category);
    known.set(category.slug, asked);
    return asked;
  };
  return idOf;
}
