import { keptForASecond } from '../../platform/kept-for-a-second.ts';
import { CategoryModel } from './category.model.ts';

export type CategoryNode = { id: string; name: string; slug: string; parent: string | null; children: string[] };
export type CategoryTree = { byId: ReadonlyMap<string, CategoryNode>; bySlug: ReadonlyMap<string, CategoryNode> };

type Row = { _id: unknown; name: string; slug: string; parent?: unknown };

const readTree = async (): Promise<CategoryTree> =>
  buildTree(await CategoryModel.find({}, { name: 1, slug: 1, parent: 1 }).sort({ name: 1, _id: 1 }).lean());

/** Every answer of the shop names categories, which seldom change. */
const tree = keptForASecond(readTree);

/** All categories, at most a second old; in the process that changed one, not old at all. */
export const categoryTree = (): Promise<CategoryTree> => tree.get();
export const forgetCategoryTree = (): void => tree.forget();

/** Puts the rows together; one whose parent is gone stands at the top. */
export function buildTree(rows: readonly Row[]): CategoryTree {
  const nodes: CategoryNode[] = rows.map(({ _id, name, slug, parent }) => ({
    id: String(_id),
    name,
    slug,
    parent: parent ? String(parent) : null,
    children: [],
  }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    const parent = node.parent === null ? undefined : byId.get(node.parent);
    if (parent) parent.children.push(node.id);
    else node.parent = null;
  }
  return { byId, bySlug: new Map(nodes.map((node) => [node.slug, node])) };
}

/** The ids of a category and all that stand below it, each once, even if a circle got into the data. */
export function withDescendants(tree: CategoryTree, id: string): string[] {
  const found = new Set<string>([id]);
  for (const at of found) {
    for (const child of tree.byId.get(at)?.children ?? []) found.add(child);
  }
  return [...found];
}
