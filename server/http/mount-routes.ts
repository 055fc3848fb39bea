import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type express from 'express';
import type { Request, Response, Router } from 'express';
import { recordRefusal } from '../modules/audit/index.ts';
import { type Answer, type ApiRoute, type Method, ORDER_KEY } from '../platform/api-route.ts';
import { takeTurn } from '../platform/shared-limit.ts';
import { callerOf } from '../shared/caller.ts';
import { AppError, unauthenticated } from '../shared/errors.ts';
import { assertCan, assertScope, canSometimes } from '../shared/permissions.policy.ts';
import type { RequestContext } from '../shared/request-context.ts';
import { sendJson } from './middleware/conditional.ts';
import { type ContextOf, expectedError } from './middleware/problem.ts';
import { checkedInput, readJsonBody } from './middleware/validate.ts';

export type MountOptions = {
  contextOf: ContextOf;
  /** Compares every answer with the route's description and fails where they differ; on in tests, too slow for the shop. */
  checkAnswers?: boolean;
};

const NO_BODY = Buffer.alloc(0);
const NOT_KEPT = 'private, no-store';
const MAY_CHANGE: readonly Method[] = ['post', 'put', 'patch', 'delete'];

/** Mounts described routes: authorize → limit → validate → handle → present. OPTIONS and wrong methods are answered from the same list. */
export function mountRoutes(router: Router, routes: readonly ApiRoute[], options: MountOptions): void {
  for (const route of routes) {
    const named = trailName(route);
    const handler = async (req: Request, res: Response): Promise<void> => {
      const ctx = options.contextOf(req);
      try {
        await answer(route, ctx, req, res, options);
      } catch (error) {
        if (named) await onRecord(ctx, named, req, error);
        throw error;
      }
    };
    const path = expressPath(route.path);
    if (route.body) router[route.method](path, readJsonBody, handler);
    else router[route.method](path, handler);
  }
  for (const [path, methods] of methodsByPath(routes)) router.all(path, otherMethods(methods));
}

async function answer(
  route: ApiRoute,
  ctx: RequestContext,
  req: Request,
  res: Response,
  { checkAnswers }: MountOptions,
): Promise<void> {
  authorize(route, ctx, req);
  if (route.limit) await takeTurn(route.limit, callerOf(ctx));
  const { headers, originalUrl: url, rawBody = NO_BODY } = req;
  route.assertSender?.({ params: req.params, headers, rawBody });
  const result = await route.handle({ ctx, ...checkedInput(route, req), headers, rawBody, file: req, url });
  if (checkAnswers && !result.stream) assertAsDescribed(route, result);
  for (const [name, value] of Object.entries(result.headers ?? {})) res.setHeader(name, value);
  const status = result.status ?? 200;
  const cacheControl = route.cacheControl ?? NOT_KEPT;
  if (result.stream && req.method !== 'HEAD') {
    res.setHeader('Content-Type', result.stream.type);
    res.setHeader('Cache-Control', cacheControl);
    await sendStream(res, result.stream.chunks);
    return;
  }
  if (result.file) {
    const { body, contentType } = result.file;
    res.status(status).set({
      'Cache-Control': cacheControl,
      'Content-Type': contentType,
      'Content-Length': String(body.length),
      'X-Content-Type-Options': 'nosniff',
    });
    res.end(body);
    return;
  }
  if (result.body !== undefined) {
    sendJson(req, res, { status, body: result.body, cacheControl });
    return;
  }
  res.setHeader('Cache-Control', cacheControl);
  res.statusCode = status;
  res.end();
}

/** Sends as fast as the caller reads. One who goes away before the end is no failure of ours. */
async function sendStream(res: Response, chunks: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), res);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function authorize(route: ApiRoute, ctx: RequestContext, req: Request): void {
  const { access } = route;
  const scope = trailName(route)?.action;
  if (scope) assertScope(ctx, scope);
  if (access === 'anyone') return;
  // Which order a key opens is judged by the handler, which has it.
  if (access === 'signed-in-or-key' && req.headers[ORDER_KEY] !== undefined) return;
  if (ctx.actor.id === null) throw unauthenticated();
  // What is one's own is a person's: a program has no orders and no cart.
  if (typeof access === 'string' && ctx.actor.kind === 'token') throw personRequired();
  // A right that hangs on the record is judged by the use case, which has it.
  if (typeof access === 'object' && !canSometimes(ctx.actor, access.resource, access.action))
    assertCan(ctx, access.resource, access.action);
}

const personRequired = () =>
  new AppError('person_required', 403, 'This address is about the person who is signed in; a service token is none.');

/** How the route is called in the trail; null for public reads, of which nobody keeps a record. */
function trailName(route: ApiRoute): { entity: string; action: string } | null {
  if (route.audit) return route.audit;
  if (typeof route.access === 'object') {
    const { resource, action } = route.access;
    return { entity: resource, action: `${resource}.${action}` };
  }
  if (route.access === 'anyone' && !MAY_CHANGE.includes(route.method)) return null;
  throw new Error(`The route ${route.operationId} does not say how the trail calls it: give it "audit"`);
}

async function onRecord(
  ctx: RequestContext,
  named: { entity: string; action: string },
  req: Request,
  error: unknown,
): Promise<void> {
  const { code, status } = expectedError(error);
  const { id } = req.params;
  await recordRefusal(ctx, {
    ...named,
    entityId: typeof id === 'string' ? id : null,
    cause: code,
    outcome: status >= 500 ? 'failed' : 'refused',
  });
}

function assertAsDescribed(route: ApiRoute, { status = 200, body, file }: Answer): void {
  const described = route.answers[status];
  if (described?.contentType !== file?.contentType)
    throw new Error(`${route.operationId} answered another kind of file`);
  if (!described) throw new Error(`${route.operationId} answered ${status}, which it does not describe`);
  if (!described.schema) {
    if (body !== undefined) throw new Error(`${route.operationId} answered ${status} with a body it does not describe`);
    return;
  }
  const parsed = described.schema.safeParse(body === undefined ? undefined : JSON.parse(JSON.stringify(body)));
  if (!parsed.success) throw new Error(`${route.operationId} answered other than described: ${parsed.error.message}`);
}

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

function methodsByPath(routes: readonly ApiRoute[]): Map<string, string[]> {
  const byPath = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = byPath.get(expressPath(path)) ?? ['OPTIONS'];
    byPath.set(expressPath(path), [...known, ...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])]);
  }
  return byPath;
}

/** Says which methods an address knows: to who asks (204), and to who uses another (405). */
export function otherMethods(methods: readonly string[]): express.RequestHandler {
  const allow = [...methods].sort().join(', ');
  return function answerOtherMethods(req, res, next) {
    res.setHeader('Allow', allow);
    if (req.method === 'OPTIONS') {
      res.statusCode = 204;
      res.end();
      return;
    }
    next(new AppError('method_not_allowed', 405, `This address knows ${allow}.`));
  };
}
