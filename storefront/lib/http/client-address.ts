const WITHOUT_V4_PREFIX = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/**
 * The shopper's address: of the chain "X-Forwarded-For, peer" the entry that the outermost trusted proxy saw.
 * What stands further left was written by the client and is not believed.
 */
export function clientAddress(
  forwardedFor: string | undefined,
  peer: string | undefined,
  trustedProxies: number,
): string {
  const chain = (forwardedFor ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  chain.push(peer ?? '');
  const seen = chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? '';
  return seen.replace(WITHOUT_V4_PREFIX, '');
}
