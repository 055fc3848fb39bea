import type { ProductQuery } from './api/types.ts';
import { parseAmount } from './money.ts';
import { shop } from './shop.ts';

export type SearchParams = Record<string, string | string[] | undefined>;
export type Sort = NonNullable<ProductQuery['sort']>;

/** What an address of the catalogue asks for, with prices as typed so that the form can show them again. */
export type CatalogueQuery = {
  q: string;
  category: string;
  min: string;
  max: string;
  sort: Sort | '';
  cursor: string;
  page: number;
};

type Prices = Pick<CatalogueQuery, 'min' | 'max'>;

export const SORTS: readonly Sort[] = ['newest', 'name', '-name', 'price', '-price'];
const NO_LIMIT = 99_999_999;
const LONGEST_QUERY = 200;
const CONTROL_CHARACTERS = /\p{Cc}/gu;

/** Reads the address; what makes no sense is left out, so that an old or cut link still shows something. */
export function parseCatalogueQuery(params: SearchParams): CatalogueQuery {
  const one = (name: string): string => {
    const value = params[name];
    return ((Array.isArray(value) ? value[0] : value) ?? '').replace(CONTROL_CHARACTERS, '').trim();
  };
  const page = Number(one('page'));
  return {
    q: one('q').slice(0, LONGEST_QUERY),
    category: one('category'),
    min: one('min'),
    max: one('max'),
    sort: SORTS.find((sort) => sort === one('sort')) ?? '',
    cursor: one('cursor'),
    page: one('cursor') !== '' && Number.isInteger(page) && page > 1 ? page : 1,
  };
}

/** "100-500" in minor units; undefined when no price is asked for. Prices the wrong way round are turned. */
export function priceRange({ min, max }: Prices, currency: string): string | undefined {
  const low = parseAmount(min, currency);
  const high = parseAmount(max, currency);
  if (low === undefined && high === undefined) return undefined;
  const ends = [low ?? 0, high ?? NO_LIMIT].sort((a, b) => a - b);
  return ends.join('-');
}

/** Whether a price was typed that is none. */
export function hasBadPrice({ min, max }: Prices, currency: string): boolean {
  return [min, max].some((text) => text !== '' && parseAmount(text, currency) === undefined);
}

/** The question to the server. */
export function toProductQuery(query: CatalogueQuery, currency: string): ProductQuery {
  return {
    q: query.q || undefined,
    category: query.category || undefined,
    price: priceRange(query, currency),
    sort: query.sort || undefined,
    cursor: query.cursor || undefined,
    limit: shop.pageSize,
  };
}

/** An address of the catalogue: the query with some of it changed, empty parts left out. */
export function catalogueHref(path: string, query: CatalogueQuery, change: Partial<CatalogueQuery> = {}): string {
  const { page, ...rest } = { ...query, ...change };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    if (value !== '') params.set(name, value);
  }
  if (page > 1 && rest.cursor !== '') params.set('page', String(page));
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
