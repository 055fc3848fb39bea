import type { Request, RequestHandler } from 'express';
import { recordRefusal } from '../../modules/audit/index.ts';
import { AppError } from '../../shared/errors.ts';

export type OwnOrigins = {
  /** The server's own address: the panel's pages. */
  serverUrl: string;
  /** The storefront's address: pages whose requests come over its hop. */
  storefrontUrl: string;
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

const foreignOrigin = () =>
  new AppError(
    'foreign_origin',
    403,
    'This request did not come from a page of ours, so it was not carried out. A program sends “Authorization: Bearer TOKEN” instead of a cookie.',
  );

/**
 * Keeps other sites from making a browser write (CSRF): an unsafe request must come from a page of the same origin. Browsers say so in
 * Sec-Fetch-Site, older ones in Origin. Without either it is no browser's page: then it must carry no cookie, or prove itself by the
 * storefront's secret. Whoever came in by a token is exempt: no browser sends one by itself, and no cookie of theirs was looked at.
 */
export function requireSameOrigin(own: OwnOrigins): RequestHandler {
  return async function checkOrigin(req, _res, next) {
    if (SAFE_METHODS.has(req.method) || req.byToken || comesFromUs(req, own)) return next();
    await recordRefusal(req.ctx, {
      entity: 'requests',
      action: `requests.${req.method.toLowerCase()}`,
      cause: 'foreign_origin',
      detail: { path: req.path.slice(0, 200) },
    });
    next(foreignOrigin());
  };
}

/** Whether a request may change something on behalf of the person whose cookie it carries. */
export function comesFromUs(req: Request, { serverUrl, storefrontUrl }: OwnOrigins): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = req.get('origin');
  if (origin !== undefined) return origin === new URL(req.fromStorefront ? storefrontUrl : serverUrl).origin;
  return req.fromStorefront || req.get('cookie') === undefined;
}

/** True where a browser says that another site caused this request; false where it says nothing. */
export function comesFromElsewhere(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}
