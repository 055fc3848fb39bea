import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { orderingSettings } from './ordering.settings.ts';

const WHAT_FOR = 'counterfoil guest order link v1';

/** The key that opens one order without signing in: a signature over its id, so that nothing about it is stored. */
export function guestOrderKey(orderId: string): string {
  const { linkSecret } = orderingSettings();
  if (linkSecret === '') throw new Error('signed links need a secret; configureOrdering sets it');
  const signingKey = Buffer.from(hkdfSync('sha256', linkSecret, '', WHAT_FOR, 32));
  return createHmac('sha256', signingKey).update(orderId).digest('base64url');
}

/** Whether a key opens this order. Compared in constant time. */
export function opensOrder(orderId: string, key: string): boolean {
  const given = Buffer.from(key);
  const wanted = Buffer.from(guestOrderKey(orderId));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The address, on the storefront, at which whoever has the mail sees their order without signing in. */
export function guestOrderLink(order: { id: string; name: string }): string {
  const link = new URL(`/orders/${encodeURIComponent(order.name)}`, orderingSettings().storefrontUrl);
  link.searchParams.set('key', guestOrderKey(order.id));
  return link.toString();
}
