import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { asAppError } from '../../modules/audit/index.ts';
import type { Problem } from '../../platform/api-route.ts';
import { logger } from '../../platform/logger.ts';
import { AppError, isAppError, type Shortage } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';

/** How a request's context is found; it was made at the edge. */
export type ContextOf = (req: Request) => RequestContext;

/** The one place where errors become answers: problem+json (RFC 9457), without a word about the inside. */
export function problemHandler(contextOf: ContextOf): ErrorRequestHandler {
  return function answerWithProblem(error, req, res, next) {
    const expected = expectedError(error);
    const requestId = requestIdOf(req, contextOf);
    if (expected.status >= 500) logger.error({ err: error, requestId, code: expected.code }, 'a request failed');
    if (res.headersSent) {
      next(error);
      return;
    }
    const retryAfter = expected.meta?.['retryAfterSeconds'] ?? (expected.status === 503 ? 5 : undefined);
    if (typeof retryAfter === 'number') res.setHeader('Retry-After', retryAfter);
    const text = JSON.stringify(problemOf(expected, requestId));
    res.removeHeader('ETag');
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(text));
    res.statusCode = expected.status;
    res.end(text);
  };
}

/** The end of a router: there is nothing at this address. */
export const notFoundHere: RequestHandler = (_req, _res, next) => {
  next(new AppError('not_found', 404, 'There is nothing at this address.'));
};

/** The error that the caller gets to know: an expected one as it is, what the framework says about the request, else "internal". */
export function expectedError(error: unknown): AppError {
  const known = asAppError(error);
  if (isAppError(known)) return known;
  return requestError(error) ?? new AppError('internal', 500, 'Something went wrong on our side. It has been noted.');
}

function problemOf(error: AppError, requestId: string): Problem {
  const lines = error.code === 'out_of_stock' ? (error.meta?.['lines'] as Shortage[] | undefined) : undefined;
  const changes = error.code === 'price_changed' ? (error.meta?.['changes'] as Problem['changes']) : undefined;
  return {
    type: `urn:counterfoil:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.fields ? { errors: error.fields } : {}),
    ...(lines ? { lines } : {}),
    ...(changes ? { changes } : {}),
  };
}

/** What Express and its body parser have against a request; their own texts are for programmers. */
function requestError(error: unknown): AppError | null {
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  switch (type) {
    case 'entity.parse.failed':
      return new AppError('bad_json', 400, 'The body is no JSON.');
    case 'entity.too.large':
      return new AppError('too_large', 413, 'The body is too large.');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new AppError('unsupported_media_type', 415, 'The body is encoded in a way that is not understood.');
    case 'request.aborted':
    case 'request.size.invalid':
      return new AppError('bad_request', 400, 'The body is not as long as was said.');
  }
  if (error instanceof URIError) return new AppError('bad_address', 400, 'The address holds a broken percent sign.');
  if (status === 400) return new AppError('bad_request', 400, 'The request could not be understood.');
  return null;
}

function requestIdOf(req: Request, contextOf: ContextOf): string {
  try {
    return contextOf(req).requestId;
  } catch {
    return '';
  }
}
