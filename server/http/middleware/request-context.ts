import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { ids } from '../../platform/ids.ts';
import type { RequestContext, Source } from '../../shared/request-context.ts';

declare global {
  namespace Express {
    interface Request {
      /** Who asks and from where; a guest until `authenticate` has found more. */
      ctx: RequestContext;
      /** True where the storefront forwarded this request and proved it by the shared secret. */
      fromStorefront: boolean;
    }
  }
}

export type RequestContextOptions = {
  hopSecret: string;
  /** Number of proxies in front: only behind one is a request id taken over from outside. */
  trustProxy: number;
};

const HOP = 'x-counterfoil-hop';
const HOP_CLIENT_IP = 'x-counterfoil-client-ip';
const HOP_USER_AGENT = 'x-counterfoil-user-agent';
const REQUEST_ID = 'x-request-id';
const REQUEST_ID_FORM = /^[A-Za-z0-9._-]{8,64}$/;
const LONGEST_USER_AGENT = 300;

/** Makes the request's context, first of all: what the storefront says about its shoppers counts only under the shared secret. */
export function requestContext({ hopSecret, trustProxy }: RequestContextOptions): RequestHandler {
  const isHop = secretCheck(hopSecret);
  return function makeContext(req, res, next) {
    req.fromStorefront = isHop(req.get(HOP));
    // Nothing behind this may log the secret or trust the headers once more.
    delete req.headers[HOP];
    const givenId = req.fromStorefront || trustProxy > 0 ? req.get(REQUEST_ID) : undefined;
    const requestId = givenId && REQUEST_ID_FORM.test(givenId) ? givenId : ids.random();
    req.ctx = {
      actor: { kind: 'guest', id: null, name: 'guest', roles: [] },
      ip: clientIp(req),
      userAgent: (said(req, HOP_USER_AGENT) ?? req.get('user-agent') ?? '').slice(0, LONGEST_USER_AGENT),
      requestId,
      source: sourceOf(req),
    };
    res.setHeader('X-Request-Id', requestId);
    next();
  };
}

function sourceOf(req: Request): Source {
  if (isBelow(req.path, '/admin')) return 'panel';
  return req.fromStorefront || isBelow(req.path, '/auth') ? 'shop' : 'api';
}

/** True for the path itself and everything under it: `/admin`, `/admin/x`, not `/administrator`. Express ignores case, so this does. */
export function isBelow(path: string, parent: string): boolean {
  const lower = path.toLowerCase();
  return lower === parent || lower.startsWith(`${parent}/`);
}

function clientIp(req: Request): string {
  const forwarded = said(req, HOP_CLIENT_IP) ?? '';
  const ip = isIP(forwarded) ? forwarded : (req.ip ?? '');
  return ip.startsWith('::ffff:') ? ip.slice('::ffff:'.length) : ip;
}

const said = (req: Request, header: string): string | undefined => (req.fromStorefront ? req.get(header) : undefined);

/** Compares by digest and in constant time, so that neither length nor content of the secret leaks. */
function secretCheck(secret: string): (given: string | undefined) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(secret);
  return (given) => given !== undefined && timingSafeEqual(digest(given), wanted);
}
