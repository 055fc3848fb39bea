import { type HydratedDocument, Types } from 'mongoose';
import { parseInput } from '../../platform/validation.ts';
import { duplicate, invalid, notFound, stale, stillReferenced } from '../../shared/errors.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type Audited, afterCommit, runOperation } from '../audit/index.ts';
import { forgetCounts } from './catalogue.repository.ts';
import { type Category, CategoryModel } from './category.model.ts';
import { buildTree, forgetCategoryTree, withDescendants } from './category-tree.service.ts';
import { ProductModel } from './product.model.ts';
import { type CategoryChanges, categoryChanges, type NewCategory, newCategory } from './product.schemas.ts';
import { inCategory } from './product-lists.policy.ts';
import { freeSlug, retryOnTakenSlug } from './slug.service.ts';

/** A category as stored, as a plain object. */
export type StoredCategory = Category & Audited;

/** Makes a category. Throws `invalid`, `duplicate`, `forbidden`. */
export async function createCategory(ctx: RequestContext, input: NewCategory): Promise<StoredCategory> {
  assertCan(ctx, 'categories', 'new');
  const { name, slug, parent } = parseInput(newCategory, input);
  return retryOnTakenSlug(() =>
    runOperation(ctx, { action: 'categories.new', entity: 'categories' }, async () => {
      afterCommit(forgetAll);
      if (slug) await refuseTakenSlug(slug);
      const category = new CategoryModel({
        name,
        slug: slug ?? (await freeSlug(CategoryModel, name)),
        parent: await existingParent(parent),
        ...(ctx.demo ? { demo: true } : {}),
      });
      await category.save();
      return category.toObject();
    }),
  );
}

/** Changes the fields that are given; its address stays unless a new one is given. Throws `stale`, `invalid`, `duplicate`. */
export async function editCategory(
  ctx: RequestContext,
  { id, revision, changes }: { id: string; revision: number; changes: CategoryChanges },
): Promise<StoredCategory> {
  assertCan(ctx, 'categories', 'edit');
  const { name, slug, parent } = parseInput(categoryChanges, changes);
  assertMayEdit(ctx, 'categories', Object.keys(changes));
  return runOperation(ctx, { action: 'categories.edit', entity: 'categories', entityId: id }, async () => {
    afterCommit(forgetAll);
    const category = await categoryAt(id, revision);
    if (name !== undefined) category.name = name;
    if (slug !== undefined && slug !== category.slug) {
      await refuseTakenSlug(slug);
      category.slug = slug;
    }
    if (parent !== undefined) {
      category.parent = await existingParent(parent);
      await refuseCircle(id, parent);
    }
    await category.save();
    return category.toObject();
  });
}

/** Deletes a category that holds neither products nor other categories. Throws `still_referenced`, `stale`, `not_found`. */
export async function deleteCategory(
  ctx: RequestContext,
  { id, revision }: { id: string; revision?: number },
): Promise<void> {
  assertCan(ctx, 'categories', 'delete');
  await runOperation(ctx, { action: 'categories.delete', entity: 'categories', entityId: id }, async () => {
    afterCommit(forgetAll);
    const category = await categoryAt(id, revision);
    if (await CategoryModel.exists({ parent: id })) throw stillReferenced('other categories stand below it');
    if (await ProductModel.exists({ lists: inCategory(id) })) throw stillReferenced('products are filed under it');
    await category.deleteOne();
  });
}

function forgetAll(): void {
  forgetCategoryTree();
  forgetCounts();
}

async function categoryAt(id: string, revision?: number): Promise<HydratedDocument<Category & Audited>> {
  const category = Types.ObjectId.isValid(id) ? await CategoryModel.findById(id) : null;
  if (!category) throw notFound('category', id);
  if (revision !== undefined && category.revision !== revision) {
    throw stale({ expected: revision, actual: category.revision, theirs: category.toObject() });
  }
  return category;
}

async function refuseTakenSlug(slug: string): Promise<void> {
  if (await CategoryModel.exists({ slug })) throw duplicate('slug', slug);
}

async function existingParent(parent: string | null | undefined): Promise<Types.ObjectId | null> {
  if (!parent) return null;
  if (!(await CategoryModel.exists({ _id: parent }))) throw invalid({ parent: 'This category no longer exists.' });
  return new Types.ObjectId(parent);
}

/** A category below itself would be a branch that hangs from nothing. */
async function refuseCircle(id: string, parent: string | null): Promise<void> {
  if (parent === null) return;
  const tree = buildTree(await CategoryModel.find({}, { name: 1, slug: 1, parent: 1 }).lean());
  if (withDescendants(tree, id).includes(parent)) throw invalid({ parent: 'A category cannot stand below itself.' });
}
