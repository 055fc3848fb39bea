import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import type { ApiRoute } from '../../platform/api-route.ts';
import { fieldMessages, parseInput, unknownKeys } from '../../platform/validation.ts';
import { AppError } from '../../shared/errors.ts';

declare global {
  namespace Express {
    interface Request {
      /** What a JSON body was before it was read. */
      rawBody?: Buffer;
    }
  }
}

const NO_INPUT = Object.freeze({});

/** Reads the body of JSON routes, at most 100 KB of it. */
export const readJsonBody: RequestHandler = express.json({
  limit: '100kb',
  type: 'application/json',
  verify: (req, _res, body) => {
    (req as Request).rawBody = body;
  },
});

/** What a route's schemas make of a request. Throws `unknown_parameter`, `invalid_parameter`, `not_found`, `unsupported_media_type`, `invalid`. */
export function checkedInput(route: ApiRoute, req: Request): { params: unknown; query: unknown; body: unknown } {
  return {
    params: route.params ? pathParameters(route.params, req.params) : NO_INPUT,
    query: queryParameters(route.query, req.query),
    body: inputBody(route, req),
  };
}

function inputBody(route: ApiRoute, req: Request): unknown {
  if (route.file && !req.is(route.file.contentType)) {
    throw new AppError('unsupported_media_type', 415, `Send the file as ${route.file.contentType}.`);
  }
  return route.body ? jsonBody(route.body, req) : NO_INPUT;
}

/** A path whose parts cannot be is an address where nothing is. */
function pathParameters(schema: z.ZodObject, params: unknown): unknown {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw new AppError('not_found', 404, 'There is nothing at this address.');
  return parsed.data;
}

function queryParameters(schema: z.ZodObject | undefined, query: Record<string, unknown>): unknown {
  if (!schema) {
    const names = Object.keys(query);
    if (names.length > 0) throw unknownParameter(names);
    return NO_INPUT;
  }
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const unknown = unknownKeys(parsed.error);
  if (unknown.length > 0) throw unknownParameter(unknown);
  throw new AppError('invalid_parameter', 400, 'A parameter has a value it cannot have.', {
    fields: fieldMessages(parsed.error),
  });
}

const unknownParameter = (names: string[]) =>
  new AppError('unknown_parameter', 400, 'A parameter is not one of those that this address knows.', {
    fields: Object.fromEntries(names.slice(0, 20).map((name) => [name, 'There is no such parameter.'])),
  });

function jsonBody(schema: z.ZodType, req: Request): unknown {
  if (!req.is('application/json')) {
    throw new AppError('unsupported_media_type', 415, 'Send the body as application/json.');
  }
  return parseInput(schema, req.body);
}
