import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Settings } from '../settings.ts';
import { withoutPanel } from './cookies.ts';
import { callerFrom, hopHeaders } from './hop.ts';

// What belongs to one connection, not to the message (RFC 9110, 7.6.1).
const CONNECTION_ONLY = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
const NOT_THE_BROWSERS = /^(host$|expect$|forwarded$|x-forwarded-|x-middleware-|x-invoke-|x-nextjs-)/;
const BODILESS = new Set([204, 205, 304]);
const STALLED_AFTER_MS = 30_000;

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/**
 * Sends a browser's request on to the server and the answer back, both as they are but for who is said to ask.
 * By node:http and not by fetch, which unpacks answers and speaks of itself in the headers. Throws when the server is away.
 */
export async function handOver(request: Request, path: string, settings: Settings): Promise<Response> {
  const answer = await ask(request, new URL(path, settings.apiUrl), headersForServer(request.headers, settings));
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    if (!CONNECTION_ONLY.includes(name)) for (const value of values ?? []) headers.append(name, value);
  }
  const location = headers.get('location');
  if (location) headers.set('location', new URL(location, request.url).href); // Next demands a full address.
  const status = answer.statusCode ?? 502;
  if (request.method === 'HEAD' || BODILESS.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(answer) as unknown as BodyInit, { status, headers });
}

function ask(request: Request, target: URL, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
  const https = target.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (https ? httpsRequest : httpRequest)(target, {
      agent: https ? agents.https : agents.http,
      method: request.method,
      headers,
      signal: request.signal,
    });
    outgoing.setTimeout(STALLED_AFTER_MS, () => outgoing.destroy(new Error('The server stalled.')));
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    if (request.body) pipeline(Readable.fromWeb(request.body as ReadableStream), outgoing).catch(reject);
    else outgoing.end();
  });
}

function headersForServer(from: Headers, settings: Settings): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of from) {
    if (!CONNECTION_ONLY.includes(name) && !NOT_THE_BROWSERS.test(name)) headers[name] = value;
  }
  const cookie = withoutPanel(from.get('cookie'));
  if (cookie) headers.cookie = cookie;
  else delete headers.cookie;
  const caller = callerFrom(from);
  const shop = new URL(settings.shopUrl);
  return {
    ...headers,
    // Next packs whatever it sends, also what is packed already.
    'accept-encoding': 'identity',
    'x-forwarded-for': caller.clientIp,
    'x-forwarded-proto': shop.protocol.slice(0, -1),
    'x-forwarded-host': shop.host,
    ...hopHeaders(caller, settings.hopSecret),
  };
}
