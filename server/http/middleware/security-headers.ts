import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The headers of every answer. The policy here fits answers that are no pages: nothing may be loaded, framed or run. Pages (the panel, the
 * notices of sign-in) set one of their own with a nonce.
 */
export function securityHeaders({ production }: { production: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    // Pictures are shown by the shop, which is another origin.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'same-origin' },
  });
}
