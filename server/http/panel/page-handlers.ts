import type { RequestContext } from '../../shared/request-context.ts';
import { panelRequest } from './panel-request.ts';

/** What the dashboard or a page of its own answers to its component. */
export type PageHandler = (
  ctx: RequestContext,
  query: URLSearchParams,
  body: Record<string, unknown>,
) => Promise<object | undefined>;

/** AdminJS never answers at all where such a handler gives it nothing. */
export const handlerForPages =
  (handler: PageHandler) =>
  async (request: { payload?: Record<string, unknown> }): Promise<object> => {
    const { ctx, query } = panelRequest();
    return (await handler(ctx, query, request.payload ?? {})) ?? {};
  };
