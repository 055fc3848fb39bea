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
  order: (name: string, { key = '', ...said }: { key?: string } & Record<string, string> = {}) => {
    const query = new URLSearchParams({ ...said, ...(key ? { key } : {}) }).toString();
    return `/orders/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
  },
  orderForm: (name: string, form: 'address' | 'cancel' | 'return') => `/orders/${encodeURIComponent(name)}/${form}`,
  returnPhoto: (name: string, photo: string, key = '') =>
    `/orders/${encodeURIComponent(name)}/photos/${photo}${key ? `?key=${encodeURIComponent(key)}` : ''}`,
  findOrder: '/orders/find',
  lookUpOrder: '/orders/find/look-up',
  account: '/account',
  signIn: (returnTo: string) => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
  signOut: '/auth/logout',
} as const;
