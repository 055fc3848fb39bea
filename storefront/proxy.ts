import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from './lib/http/content-security-policy.ts';
import { handOver } from './lib/http/hand-over.ts';
import { problemResponse } from './lib/http/problem-response.ts';
import { LARGEST_BODY } from './lib/limits.ts';
import { readSettings, type Settings } from './lib/settings.ts';

const SERVER_PATH = /^\/(api|auth|media)(\/|$)/;
const A_YEAR_S = 31_536_000;

/** Every request but for static files: either the server's, sent on to it, or a page, given its policy and nonce. */
export async function proxy(request: NextRequest): Promise<Response> {
  const settings = readSettings();
  const { pathname, search } = request.nextUrl;
  if (!SERVER_PATH.test(pathname)) return showPage(request, settings);
  const requestId = request.headers.get('x-request-id') ?? '';
  const tooMuch = refuseBody(request, requestId);
  if (tooMuch) return tooMuch;
  try {
    return await handOver(request, pathname + search, settings);
  } catch (error) {
    console.error(`Request ${requestId}: the server did not answer ${request.method} ${pathname} (${String(error)}).`);
    return wantsPage(request)
      ? showPage(request, settings, '/unavailable')
      : problemResponse(503, 'unavailable', 'The server does not answer just now.', requestId);
  }
}

/** Next cuts a body that is longer than its limit and says nothing, so what may be cut is refused here. */
function refuseBody(request: NextRequest, requestId: string): Response | undefined {
  if (!request.body) return undefined;
  const length = request.headers.get('content-length');
  if (length === null) return problemResponse(411, 'length_required', 'Say how long the body is.', requestId);
  if (Number(length) <= LARGEST_BODY) return undefined;
  return problemResponse(413, 'too_large', `The body may have ${LARGEST_BODY} bytes at most.`, requestId);
}

function showPage(request: NextRequest, settings: Settings, insteadOf?: string): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const https = settings.shopUrl.startsWith('https:');
  const policy = contentSecurityPolicy({
    nonce,
    imageBaseUrl: settings.imageBaseUrl,
    https,
    development: process.env.NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy); // Next takes the nonce for its own scripts from here.
  headers.set('x-nonce', nonce);
  headers.set('x-counterfoil-path', request.nextUrl.pathname + request.nextUrl.search);
  const response = insteadOf
    ? NextResponse.rewrite(new URL(insteadOf, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set('x-request-id', request.headers.get('x-request-id') ?? '');
  if (https) response.headers.set('strict-transport-security', `max-age=${A_YEAR_S}; includeSubDomains`);
  return response;
}

function wantsPage(request: NextRequest): boolean {
  return request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');
}

export const config = { matcher: ['/((?!_next/static/|icon\\.svg).*)'] };
