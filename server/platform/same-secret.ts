import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares by digest and in constant time, so that neither length nor content of the secret leaks. */
export function isSameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
