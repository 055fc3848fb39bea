import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { RequestContext } from '../shared/request-context.ts';
import type { SharedLimit } from './shared-limit.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The header in which the key of a signed link opens its order; Node gives header names in small letters. */
export const ORDER_KEY = 'order-key';

/**
 * Who may call: anyone; whoever is signed in; they or whoever sends the key of an order; or whoever the permission table lets do this. Every
 * route says which.
 */
export type Access = 'anyone' | 'signed-in' | 'signed-in-or-key' | { resource: string; action: string };

export type AnswerDescription = {
  description: string;
  /** Unset where the answer has no body, or a file's. */
  schema?: z.ZodType;
  /** Of an answer that is a file. */
  contentType?: string;
  example?: unknown;
  /** What a caller gets who asks for it by Accept: media types with a word on each. */
  others?: Record<string, string>;
  headers?: Record<string, string>;
};

/** A header that a route reads, by its name in small letters; what it holds is checked by the route itself. */
export type HeaderDescription = { description: string; required?: boolean };

/** An expected failure of a route: its status and stable code, and when it happens. */
export type ProblemDescription = { status: number; code: string; when: string };

export type RouteInput<P, Q, B> = {
  ctx: RequestContext;
  params: P;
  query: Q;
  body: B;
  headers: IncomingHttpHeaders;
  /** The body byte for byte, for signatures over it; empty where there is none. */
  rawBody: Buffer;
  /** The body of a route that takes a file, unread. */
  file: AsyncIterable<Uint8Array>;
  /** The path and query as the caller sent them, for links to the next page. */
  url: string;
};

export type Answer = {
  /** 200 where unset. */
  status?: number;
  body?: unknown;
  /** Instead of a body: bytes that go out as they are. */
  file?: { body: Buffer; contentType: string };
  headers?: Record<string, string | string[]>;
  /** In the place of a body: text that is sent on as it comes, however much there is. */
  stream?: { type: string; chunks: AsyncIterable<string> };
};

/** A route as data: what is checked on the way in, what goes out, and the OpenAPI document all come from it. */
export type ApiRoute = {
  method: Method;
  /** In the form of OpenAPI, below the API's base: `/products/{slug}`. */
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  access: Access;
  /** How often one caller may do this, across all instances; plain reads are limited in the process. */
  limit?: SharedLimit;
  params?: z.ZodObject;
  query?: z.ZodObject;
  headers?: Record<string, HeaderDescription>;
  body?: z.ZodType;
  bodyExample?: unknown;
  /** Instead of a body: one file, whose bytes the handler reads and bounds itself. `image/*` stands for every kind of image. */
  file?: { contentType: string; description: string };
  answers: Record<number, AnswerDescription>;
  problems?: ProblemDescription[];
  /** How a refused call is named in the trail; needed by every route but the public reads, unless `access` names it. */
  audit?: { entity: string; action: string };
  /** Cache-Control of an answer; `private, no-store` where unset. */
  cacheControl?: string;
  /** Makes sure, by what was sent, of who sent it, before any of it is read as input. Throws where it is somebody else. */
  assertSender?(sent: {
    params: Readonly<Record<string, unknown>>;
    headers: IncomingHttpHeaders;
    rawBody: Buffer;
  }): void;
  handle(input: RouteInput<unknown, unknown, unknown>): Promise<Answer>;
};

type Read<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;

type TypedRoute<
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
> = Omit<ApiRoute, 'params' | 'query' | 'body' | 'handle'> & {
  params?: P;
  query?: Q;
  body?: B;
  handle(input: RouteInput<Read<P>, Read<Q>, Read<B>>): Promise<Answer>;
};

/** Describes one route; the handler's input has the types of its schemas. */
export function defineRoute<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(route: TypedRoute<P, Q, B>): ApiRoute {
  return route as unknown as ApiRoute;
}

/** The problem answer of every route (RFC 9457). */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'A name of the kind of problem; the same for the same `code`.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string().meta({ description: 'Stable; what programs decide by.' }),
    detail: z.string().meta({ description: 'For people, in plain words.' }),
    requestId: z.string().meta({ description: 'Names this request in our logs and trail.' }),
    errors: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'What is wrong with which parameter or field.' }),
    lines: z
      .array(z.strictObject({ productId: z.string(), sku: z.string(), requested: z.int(), available: z.int() }))
      .optional()
      .meta({ description: 'With `out_of_stock`: the lines that are short, and what is left.' }),
    changes: z
      .array(z.strictObject({ productId: z.string(), sku: z.string(), was: z.int(), now: z.int() }))
      .optional()
      .meta({ description: 'With `price_changed`: the prices that are others by now, in minor units.' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof problemSchema>;

/** A whole number in a query, where everything is text. The document shows it as the integer it means. */
export function integerParameter({ min, max, fallback }: { min: number; max: number; fallback: number }) {
  return z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/, 'This must be a whole number.')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .default(fallback)
    .meta({ wire: { type: 'integer', minimum: min, maximum: max, default: fallback } });
}
