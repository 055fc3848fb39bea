import type { Server } from 'node:http';
import { afterAll } from '@jest/globals';
import express, { type Express } from 'express';
import { type ContextOf, problemHandler } from '../http/middleware/problem.ts';
import { publicApi } from '../http/public-api.ts';
import type { ApiRoute } from '../platform/api-route.ts';
import { ROLES } from '../shared/request-context.ts';
import { contextOf as contextFor, guestContext } from './harness.ts';

/** Who a test's request comes from: the role in `x-test-role`, or a guest. */
export const testContextOf: ContextOf = (req) => {
  const role = ROLES.find((known) => known === req.headers['x-test-role']);
  return role
    ? contextFor(role, { source: 'api', requestId: 'test-request' })
    : guestContext({ requestId: 'test-request' });
};

/** Some routes behind the real API's chain; every answer is compared with its description. */
export function apiApp(routes: readonly ApiRoute[]): Express {
  const app = express();
  app.disable('x-powered-by');
  const options = { version: '0.0.0', contextOf: testContextOf, checkAnswers: true };
  app.use('/api', publicApi({ routes, ...options }));
  app.use(problemHandler(testContextOf));
  return app;
}

/** The same on a port of its own until the test file ends. */
export function serveApi(routes: readonly ApiRoute[]): Server {
  const server = apiApp(routes).listen(0);
  afterAll(() => {
    server.close();
  });
  return server;
}
