import express, { type Router } from 'express';
import type { ApiRoute } from '../platform/api-route.ts';
import { sendJson } from './middleware/conditional.ts';
import { notFoundHere } from './middleware/problem.ts';
import { type MountOptions, mountRoutes, otherMethods } from './mount-routes.ts';
import { openApiDocument } from './openapi.ts';

export type PublicApiOptions = MountOptions & {
  /** What each module offers. */
  routes: readonly ApiRoute[];
  version: string;
};

/** The public API, to be mounted at `/api`: `/v1/…` and its description at `/openapi.json`. Errors go on to the problem handler. */
export function publicApi({ routes, version, ...mount }: PublicApiOptions): Router {
  const document = openApiDocument(
    {
      title: 'Counterfoil',
      version,
      basePath: '/api/v1',
      description:
        'The shop’s public API. Money is a whole number of minor units with its currency, quantities are whole numbers of the unit’s ' +
        'smallest step. Failures are problems as of RFC 9457 with a stable `code`. Lists are paged by cursors; ' +
        'the `Link` header holds the next page.',
    },
    routes,
  );

  const api = express.Router({ caseSensitive: true });
  const v1 = express.Router({ caseSensitive: true });
  mountRoutes(v1, routes, mount);
  api.use('/v1', v1);

  api.get('/openapi.json', (req, res) => {
    sendJson(req, res, { status: 200, body: document, cacheControl: 'public, max-age=300' });
  });
  api.all('/openapi.json', otherMethods(['GET', 'HEAD', 'OPTIONS']));
  api.use(notFoundHere);
  return api;
}
