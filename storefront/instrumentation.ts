/** Runs once before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { readSettings } = await import('./lib/settings.ts');
  const { watchIncoming } = await import('./lib/http/incoming.ts');
  const settings = readSettings();
  if (settings.hopSecret === '') {
    if (settings.shopUrl.startsWith('https:')) {
      throw new Error('HOP_SECRET is missing: set the same secret for storefront and server.');
    }
    console.warn('HOP_SECRET is not set: the server will see every shopper under the address of the storefront.');
  }
  watchIncoming(settings.trustedProxies);
}
