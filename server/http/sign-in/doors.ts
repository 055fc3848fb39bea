import type { Config } from '../../platform/config.ts';
import { isStaff, type Role } from '../../shared/request-context.ts';
import type { OwnOrigins } from '../middleware/same-origin.ts';

/** One way in: the panel or the shop. Each is an OpenID client of its own, with a cookie that the other never reads. */
export type Door = {
  name: 'panel' | 'shop';
  baseUrl: string;
  authPath: string;
  /** What its cookie is read for. */
  paths: readonly string[];
  home: string;
  /** Ways back after sign-in lie below this path. */
  within: string;
  redirectUri: string;
  afterSignOut: string;
  clientId: string;
  clientSecret: string;
  cookie: string;
  sessionPrefix: string;
  idleSeconds: number;
  absoluteSeconds: number;
  wantsSecondFactor: boolean;
  admits: (roles: readonly Role[]) => boolean;
  own: OwnOrigins;
};

const HOUR = 3600;
const DAY = 24 * HOUR;
const SHOP_IDLE_SECONDS = 7 * DAY;
const SHOP_ABSOLUTE_SECONDS = 30 * DAY;

export function doorsOf(config: Config): [panel: Door, shop: Door] {
  const serverUrl = new URL(config.PUBLIC_URL).origin;
  const storefrontUrl = new URL(config.STOREFRONT_URL).origin;
  const own = { serverUrl, storefrontUrl };
  return [
    {
      name: 'panel',
      baseUrl: serverUrl,
      authPath: '/admin/auth',
      paths: ['/admin', '/audit'],
      home: '/admin',
      within: '/admin',
      redirectUri: `${serverUrl}/admin/auth/callback`,
      afterSignOut: `${serverUrl}/admin/auth/signed-out`,
      clientId: config.OIDC_PANEL_CLIENT_ID,
      clientSecret: config.OIDC_PANEL_CLIENT_SECRET,
      cookie: cookieName('cf_panel', serverUrl),
      sessionPrefix: 'panel-',
      idleSeconds: config.SESSION_IDLE_MINUTES * 60,
      absoluteSeconds: config.SESSION_ABSOLUTE_HOURS * HOUR,
      // On a developer's machine a visitor reaches the dashboard in two clicks.
      wantsSecondFactor: config.production,
      admits: isStaff,
      own,
    },
    {
      name: 'shop',
      // Shoppers meet these paths on the storefront's origin, which hands them on to the server.
      baseUrl: storefrontUrl,
      authPath: '/auth',
      paths: ['/auth', '/api'],
      home: '/',
      within: '/',
      redirectUri: `${storefrontUrl}/auth/callback`,
      afterSignOut: `${storefrontUrl}/`,
      clientId: config.OIDC_SHOP_CLIENT_ID,
      clientSecret: config.OIDC_SHOP_CLIENT_SECRET,
      cookie: cookieName('cf_shop', storefrontUrl),
      sessionPrefix: 'shop-',
      idleSeconds: SHOP_IDLE_SECONDS,
      absoluteSeconds: SHOP_ABSOLUTE_SECONDS,
      wantsSecondFactor: false,
      admits: () => true,
      own,
    },
  ];
}

/** Under https the browser itself makes sure that no neighbouring host set the cookie. */
const cookieName = (name: string, url: string): string => (url.startsWith('https:') ? `__Host-${name}` : name);
