import { type ApiRoute, defineRoute } from '../../platform/api-route.ts';
import { listCategories, listProducts, showProduct } from './catalogue.controller.ts';
import {
  categoryList,
  exampleCategory,
  exampleProduct,
  listProductsQuery,
  product,
  productList,
  productParams,
} from './catalogue.schemas.ts';

/** Shared caches may keep an answer for the second that availability may lag, and ask again by its ETag after that. */
const CATALOGUE_CACHE = 'public, max-age=1, must-revalidate';

const noSuchProduct = { status: 404, code: 'not_found', when: 'No product on sale has this slug.' };
const noSuchCategory = { status: 404, code: 'not_found', when: 'There is no such category.' };
const badCursor = { status: 404, code: 'bad_cursor', when: 'The cursor is of another list or sort.' };

/** What anyone may read of the catalogue. */
export const catalogueRoutes: ApiRoute[] = [
  defineRoute({
    method: 'get',
    path: '/products',
    operationId: 'listProducts',
    summary: 'Products on sale, page by page',
    tag: 'Catalogue',
    access: 'anyone',
    query: listProductsQuery,
    answers: {
      200: {
        description: 'One page.',
        schema: productList,
        example: { items: [exampleProduct], next: null, total: 1 },
        headers: { Link: 'The address of the next page, with rel="next".' },
      },
    },
    problems: [noSuchCategory, badCursor],
    cacheControl: CATALOGUE_CACHE,
    handle: listProducts,
  }),
  defineRoute({
    method: 'get',
    path: '/products/{slug}',
    operationId: 'getProduct',
    summary: 'One product on sale',
    tag: 'Catalogue',
    access: 'anyone',
    params: productParams,
    answers: { 200: { description: 'The product.', schema: product, example: exampleProduct } },
    problems: [noSuchProduct],
    cacheControl: CATALOGUE_CACHE,
    handle: showProduct,
  }),
  defineRoute({
    method: 'get',
    path: '/categories',
    operationId: 'listCategories',
    summary: 'All categories, each with how many products it holds',
    tag: 'Catalogue',
    access: 'anyone',
    answers: {
      200: { description: 'All of them, by name.', schema: categoryList, example: { items: [exampleCategory] } },
    },
    cacheControl: CATALOGUE_CACHE,
    handle: listCategories,
  }),
];
