import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Weak, since compression on the way may change the bytes but not what they say. */
export const etagOf = (body: string | Buffer): string => `W/"${hash('sha1', body, 'base64url')}"`;

/** Whether the caller has this version already (RFC 9110, 13.1.2). */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const bare = etag.replace(/^W\//, '');
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === bare);
}

/**
 * What anybody's cache may keep, for somebody who sent a cookie: a session in use is renewed with the answer, and with it a shared cache would
 * keep their session for the next one who asks.
 */
const forOne = (cacheControl: string): string => cacheControl.replace(/\bpublic\b/, 'private');

/** Ends an answer with JSON; a read that the caller has already with 304. Node leaves the body out of answers to HEAD. */
export function sendJson(
  req: IncomingMessage,
  res: ServerResponse,
  { status, body, cacheControl }: { status: number; body: unknown; cacheControl: string },
): void {
  res.setHeader('Cache-Control', req.headers.cookie === undefined ? cacheControl : forOne(cacheControl));
  const text = JSON.stringify(body);
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  if (isRead && status === 200) {
    const etag = etagOf(text);
    res.setHeader('ETag', etag);
    if (isFresh(req.headers['if-none-match'], etag)) {
      res.statusCode = 304;
      res.end();
      return;
    }
  }
  res.statusCode = status;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}
