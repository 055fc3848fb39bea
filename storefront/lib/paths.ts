/** The storefront's addresses, in one place. */
export const paths = {
  home: '/',
  search: '/search',
  newest: '/search?sort=newest',
  category: (slug: string) => `/category/${encodeURIComponent(slug)}`,
  product: (slug: string) => `/product/${encodeURIComponent(slug)}`,
  signIn: (returnTo: string) => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
  signOut: '/auth/logout',
} as const;
