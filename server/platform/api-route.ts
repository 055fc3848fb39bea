import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { RequestContext } from '../shared/request-context.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: anyone; whoever is signed in; or whoever the permission table lets do this. Every route says which. */
export type Access = 'anyone' | 'signed-in' | { resource: string; action: string };

export type AnswerDescription = {
  description: string;
  /** Unset where the answer has no body. */
  schema?: z.ZodType;
  example?: unknown;
  headers?: Record<string, string>;
};

/** An expected failure of a route: its status and stable code, and when it happens. */
export type ProblemDescription = { status: number; code: string; when: string };

export type RouteInput<P, Q, B> = {
  ctx: RequestContext;
  params: P;
  query: Q;
  body: B;
  headers: IncomingHttpHeaders;
  /** The path and query as the caller sent them, for links to the next page. */
  url: string;
};

export type Answer = {
  /** 200 where unset. */
  status?: number;
  body?: unknown;
  headers?: Record<string, string | string[]>;
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
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  bodyExample?: unknown;
  answers: Record<number, AnswerDescription>;
  problems?: ProblemDescription[];
  /** Cache-Control of an answer; `private, no-store` where unset. */
  cacheControl?: string;
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
