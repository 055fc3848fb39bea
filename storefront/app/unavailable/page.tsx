import { ApiUnavailable } from '../../lib/api/errors.ts';
import { shopMetadata, shopPage } from '../../lib/shop-page.tsx';

async function away(): Promise<never> {
  throw new ApiUnavailable('The server is away.');
}

// Shown by proxy.ts in place of a server's page (sign-in) that cannot be had.
export const generateMetadata = shopMetadata(away);
export default shopPage(away);
