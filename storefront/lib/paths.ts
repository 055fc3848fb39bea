const keyQuery = (key: string): string => (key ? `?key=${encodeURIComponent(key)}` : '');

/** The storefront's addresses, in one place. */
export const paths = {
  home: '/',
  search: '/search',
  newest: '/search?sort=newest',
  category: (slug: string) => `/category/${encodeURIComponent(slug)}`,
  product: (slug: string) => `/product/${encodeURIComponent(slug)}`,
  /** Its page at the form for those who wait, with what became of it. */
  notice: (slug: string, said: string) =>
    `/product/${encodeURIComponent(slug)}?notice=${encodeURIComponent(said)}#notice`,
  askForNotice: (slug: string) => `/product/${encodeURIComponent(slug)}/notice`,
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
  orderForm: (name: string, form: 'address' | 'cancel' | 'pay' | 'return', key = '') =>
    `/orders/${encodeURIComponent(name)}/${form}${keyQuery(key)}`,
  returnPhoto: (name: string, photo: string, key = '') =>
    `/orders/${encodeURIComponent(name)}/photos/${photo}${keyQuery(key)}`,
  /** An order's page at the form by which it is paid. */
  payOrder: (name: string, key = '') => `/orders/${encodeURIComponent(name)}${keyQuery(key)}#pay`,
  findOrder: '/orders/find',
  lookUpOrder: '/orders/find/look-up',
  account: '/account',
  signIn: (returnTo: string) => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
  signOut: '/auth/logout',
} as const;
