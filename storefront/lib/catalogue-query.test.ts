import { expect, it } from '@jest/globals';
import { catalogueHref, hasBadPrice, parseCatalogueQuery, priceRange, toProductQuery } from './catalogue-query.ts';

it('makes the server’s question of an address', () => {
  const query = parseCatalogueQuery({
    q: ' lantern ',
    min: '1',
    max: '£5.50',
    sort: '-price',
    cursor: 'abc',
    page: '3',
  });
  expect(query.page).toBe(3);
  expect(toProductQuery(query, 'GBP')).toEqual({
    q: 'lantern',
    category: undefined,
    price: '100-550',
    sort: '-price',
    cursor: 'abc',
    limit: 24,
  });
});

it('leaves out what makes no sense, so that a cut link still shows something', () => {
  const query = parseCatalogueQuery({ sort: 'cheapest', page: '7', min: 'few', q: ['one', 'two'] });
  expect(query).toMatchObject({ q: 'one', sort: '', page: 1 });
  expect(priceRange(query, 'GBP')).toBeUndefined();
  expect(hasBadPrice(query, 'GBP')).toBe(true);
});

it('turns prices that are the wrong way round, and opens a range that has one end', () => {
  expect(priceRange({ min: '5', max: '1' }, 'GBP')).toBe('100-500');
  expect(priceRange({ min: '', max: '1' }, 'GBP')).toBe('0-100');
  expect(priceRange({ min: '5', max: '' }, 'GBP')).toBe('500-99999999');
});

it('writes addresses with what is set, and the page only beside its cursor', () => {
  const query = parseCatalogueQuery({ q: 'red heart', sort: 'price', cursor: 'abc', page: '2' });
  expect(catalogueHref('/search', query)).toBe('/search?q=red+heart&sort=price&cursor=abc&page=2');
  expect(catalogueHref('/search', query, { cursor: '', page: 1 })).toBe('/search?q=red+heart&sort=price');
  expect(catalogueHref('/category/bags', parseCatalogueQuery({}))).toBe('/category/bags');
});

it('understands every address that it writes', () => {
  const query = parseCatalogueQuery({ q: 'a&b=c', category: 'bags', min: '1.50', max: '3', cursor: 'x', page: '4' });
  const href = catalogueHref('/search', query);
  const params = Object.fromEntries(new URL(href, 'http://shop').searchParams);
  expect(parseCatalogueQuery(params)).toEqual(query);
});
