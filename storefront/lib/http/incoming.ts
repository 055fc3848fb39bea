import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { rememberAnswer } from './answer.ts';
import { clientAddress } from './client-address.ts';

const OURS = /^(x-counterfoil-|x-forwarded-|x-real-ip$|forwarded$|x-request-id$|x-nonce$)/;
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Replaces every header that says who is asking by what the connection itself shows. Next fills in X-Forwarded-For
 * only where it is missing and hides the socket, so a client could otherwise choose its own address.
 */
export function restateOrigin(headers: IncomingHttpHeaders, peer: string | undefined, trustedProxies: number): string {
  const { 'x-forwarded-for': forwardedFor, 'x-forwarded-proto': proto, 'x-request-id': givenId } = headers;
  for (const name of Object.keys(headers)) {
    if (OURS.test(name)) delete headers[name];
  }
  const behindProxy = trustedProxies > 0;
  const requestId = behindProxy && typeof givenId === 'string' && REQUEST_ID.test(givenId) ? givenId : randomUUID();
  headers['x-forwarded-for'] = clientAddress(String(forwardedFor ?? ''), peer, trustedProxies);
  if (behindProxy && proto !== undefined) headers['x-forwarded-proto'] = proto;
  headers['x-request-id'] = requestId;
  return requestId;
}

/** An address whose percent signs mean nothing, made one that can be read: Next answers 500 to it, where nothing is but 404. */
export function readableUrl(url: string): string {
  const [path = '', ...search] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...search].join('?');
  }
}

/** Puts every request of this process right before Next sees it. */
export function watchIncoming(trustedProxies: number): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    request.url = readableUrl(request.url ?? '/');
    rememberAnswer(restateOrigin(request.headers, request.socket.remoteAddress, trustedProxies), response);
  });
}
