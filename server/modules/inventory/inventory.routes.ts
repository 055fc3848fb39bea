import { z } from 'zod';
import { type ApiRoute, defineRoute } from '../../platform/api-route.ts';
import { askForNotice, noticeSchema } from './stock-notices.use-case.ts';

const params = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,199}$/)
    .meta({ description: 'The product’s address in the shop.', example: 'red-lantern' }),
});

/** What shoppers may ask of the stock room. */
export const inventoryRoutes: ApiRoute[] = [
  defineRoute({
    method: 'post',
    path: '/products/{slug}/notices',
    operationId: 'askForStockNotice',
    summary: 'Asks for one mail when a sold-out product is back',
    description: 'The answer is the same whether the address was there already. It is kept for 180 days at most.',
    tag: 'Catalogue',
    access: 'anyone',
    audit: { entity: 'products', action: 'products.askForNotice' },
    limit: { name: 'stock-notices', burst: 10, perMinute: 2 },
    params,
    body: noticeSchema,
    bodyExample: { email: 'ada@example.org' },
    answers: { 202: { description: 'The address is kept until then.' } },
    problems: [{ status: 409, code: 'in_stock', when: 'There is nothing to wait for.' }],
    handle: async ({ params: { slug }, body: { email } }) => {
      await askForNotice({ slug, email });
      return { status: 202 };
    },
  }),
];
