import { runOperation } from '../../server/modules/audit/index.ts';
import { ProductModel } from '../../server/modules/catalog/admin.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';

const IN_ONE_OPERATION = 500;

/** A product as shops have them, without stock. */
export const lantern = (n: number) => ({
  name: `Lantern ${n}`,
  sku: `BENCH-${n}`,
  slug: `lantern-${n}`,
  description: 'A lantern of tin and glass for one tea light, painted by hand. '.repeat(4),
  price: 1_000 + (n % 1_000),
  status: 'active' as const,
  shelf: `A${n % 40}`,
  family: 'lanterns',
  attributes: { colour: 'red', material: 'tin', height: 14 },
});

/** Puts so many products on the shelves; answers their ids. */
export async function fillWithLanterns(ctx: RequestContext, count: number, more: object = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += IN_ONE_OPERATION) {
    const some = Array.from({ length: Math.min(IN_ONE_OPERATION, count - at) }, (_, n) => ({
      ...lantern(at + n),
      ...more,
    }));
    const made = await runOperation(ctx, { action: 'bench.fill' }, () => ProductModel.insertMany(some));
    ids.push(...made.map((doc) => String(doc._id)));
  }
  return ids;
}
