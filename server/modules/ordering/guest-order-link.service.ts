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

/** Stands for the key in mails as they are stored and shown to staff: neither records nor trail hold what opens an order. */
const KEY_LEFT_OUT = 'added-when-it-is-sent';

/**
 * The address, on the storefront, at which whoever has the mail sees their order without signing in. Its key is put in when the mail goes out;
 * see `withOrderKey`.
 */
export function guestOrderLink(name: string): string {
  const link = new URL(`/orders/${encodeURIComponent(name)}`, orderingSettings().storefrontUrl);
  link.searchParams.set('key', KEY_LEFT_OUT);
  return link.toString();
}

/** A mail's text about an order with the key in its links, for the mail server alone. */
export const withOrderKey = (text: string, orderId: string | null): string =>
  orderId === null ? text : text.replaceAll(`key=${KEY_LEFT_OUT}`, `key=${guestOrderKey(orderId)}`);
