import { expect, it } from '@jest/globals';
import { shopCookies, withoutPanel } from './cookies.ts';

it('forwards the shop’s session and cart and nothing else', () => {
  expect(shopCookies('a=1; cf_shop=x=y; cf_panel=2; cf_shop_other=3; cf_cart=z')).toEqual(['cf_shop=x=y', 'cf_cart=z']);
  expect(shopCookies('__Host-cf_shop=secure')).toEqual(['__Host-cf_shop=secure']);
  expect(shopCookies(null)).toEqual([]);
});

it('takes only the panel’s cookies out of what the browser sends to the server', () => {
  expect(withoutPanel('cf_panel=1; cf_shop=2; cf_panel_state=3; __Host-cf_panel=4; x=5')).toBe('cf_shop=2; x=5');
  expect(withoutPanel(null)).toBe('');
});
