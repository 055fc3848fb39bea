// Every application on localhost shares one cookie jar, and the panel's cookie is none of the shop's business.
const PANEL = /^(__Host-|__Secure-)?cf_panel/;
const SHOP = /^(__Host-|__Secure-)?cf_shop$/;

const pairs = (header: string | null): string[] =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter(Boolean);

const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? '';

/** The Cookie header reduced to the shop's session. */
export function shopSession(header: string | null): string {
  return pairs(header)
    .filter((pair) => SHOP.test(nameOf(pair)))
    .join('; ');
}

/** The Cookie header without the panel's cookies: sign-in keeps short-lived ones of its own beside the session. */
export function withoutPanel(header: string | null): string {
  return pairs(header)
    .filter((pair) => !PANEL.test(nameOf(pair)))
    .join('; ');
}

export type ParsedCookie = {
  name: string;
  value: string;
  path?: string;
  httpOnly: boolean;
  secure: boolean;
  sameSite?: 'lax' | 'strict' | 'none';
  maxAge?: number;
  expires?: Date;
};

/** One Set-Cookie header as data; undefined when it has no name. */
export function parseSetCookie(header: string): ParsedCookie | undefined {
  const [pair = '', ...attributes] = header.split(';');
  const at = pair.indexOf('=');
  if (at < 1) return undefined;
  const cookie: ParsedCookie = {
    name: pair.slice(0, at).trim(),
    value: pair.slice(at + 1).trim(),
    httpOnly: false,
    secure: false,
  };
  for (const attribute of attributes) {
    const [key = '', ...rest] = attribute.trim().split('=');
    applyAttribute(cookie, key.toLowerCase(), rest.join('='));
  }
  return cookie;
}

function applyAttribute(cookie: ParsedCookie, key: string, value: string): void {
  if (key === 'path') cookie.path = value;
  else if (key === 'httponly') cookie.httpOnly = true;
  else if (key === 'secure') cookie.secure = true;
  else if (key === 'max-age' && /^-?\d+$/.test(value)) cookie.maxAge = Number(value);
  else if (key === 'expires' && !Number.isNaN(Date.parse(value))) cookie.expires = new Date(value);
  else if (key === 'samesite' && /^(lax|strict|none)$/i.test(value)) {
    cookie.sameSite = value.toLowerCase() as 'lax' | 'strict' | 'none';
  }
}
