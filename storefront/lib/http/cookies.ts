// Every application on localhost shares one cookie jar, and the panel's cookie is none of the shop's business.
const PANEL = /^(__Host-|__Secure-)?cf_panel/;
const SHOP = /^(__Host-|__Secure-)?cf_(shop|cart)$/;

const pairs = (header: string | null): string[] =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter(Boolean);

const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? '';

/** What of the Cookie header the API needs: the shop's session and a guest's cart, as name=value each. */
export function shopCookies(header: string | null): string[] {
  return pairs(header).filter((pair) => SHOP.test(nameOf(pair)));
}

/** The Cookie header without the panel's cookies: sign-in keeps short-lived ones of its own beside the session. */
export function withoutPanel(header: string | null): string {
  return pairs(header)
    .filter((pair) => !PANEL.test(nameOf(pair)))
    .join('; ');
}
