/** The storefront's addresses, in one place. */
export const paths = {
  home: '/',
  search: '/search',
  newest: '/search?sort=newest',
  category: (slug: string) => `/category/${encodeURIComponent(slug)}`,
  product: (slug: string) => `/product/${encodeURIComponent(slug)}`,
  cart: '/cart',
  cartLines: '/cart/lines',
  checkout: '/checkout',
  placeOrder: '/checkout/place',
  confirmation: '/checkout/done',
  orders: '/orders',
  order: (name: string) => `/orders/${encodeURIComponent(name)}`,
  signIn: (returnTo: string) => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
  signOut: '/auth/logout',
} as const;
