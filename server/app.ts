import { createRequire } from 'node:module';
import compression from 'compression';
import express, { type Express, type RequestHandler, Router } from 'express';
import { apiRoutes } from './composition-root.ts';
import { mountAdminPanel } from './http/admin-panel.ts';
import { healthRoutes } from './http/health.routes.ts';
import { mediaRoutes } from './http/media.routes.ts';
import { authenticate } from './http/middleware/authenticate.ts';
import { authenticateBearer } from './http/middleware/authenticate-bearer.ts';
import { notFoundHere, problemHandler } from './http/middleware/problem.ts';
import { rateLimit } from './http/middleware/rate-limit.ts';
import { requestContext } from './http/middleware/request-context.ts';
import { requireSecondFactor } from './http/middleware/require-role.ts';
import { requireSameOrigin } from './http/middleware/same-origin.ts';
import { securityHeaders } from './http/middleware/security-headers.ts';
import { panelUploadRouter } from './http/picture-upload.routes.ts';
import { publicApi } from './http/public-api.ts';
import { returnPhotoRouter } from './http/return-photos.routes.ts';
import { accessTokens } from './http/sign-in/access-tokens.ts';
import { mountSignIn } from './http/sign-in.ts';
import { auditLogRouter } from './modules/audit/index.ts';
import { providerEventsRouter } from './modules/identity/index.ts';
import type { Config } from './platform/config.ts';
import { databaseAnswers } from './platform/database.ts';
import { pingObjectStore } from './platform/object-store.ts';
import { assertCan } from './shared/permissions.policy.ts';

export type AppOptions = {
  config: Config;
  isStopping?: () => boolean;
};

/** A page of the shop shows many pictures, and a reader of the log takes many tiles. */
const FILES_PER_CALL = 5;

/** The order in which a request passes; see docs/architecture.md. */
export async function createApp({ config, isStopping = () => false }: AppOptions): Promise<Express> {
  const app = express();
  const calls = config.CALLS_PER_MINUTE;
  const contextOf = (req: express.Request) => req.ctx;
  const limited = (name: string, perMinute: number) => rateLimit({ name, perMinute }, contextOf);
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('query parser', 'simple');

  app.use(healthRoutes({ checks: { database: databaseAnswers, objectStore: pingObjectStore }, isStopping }));
  app.use(requestContext({ hopSecret: config.HOP_SECRET, trustProxy: config.TRUST_PROXY }));
  app.use(securityHeaders(config));
  app.use('/media', limited('media', calls * FILES_PER_CALL), mediaRoutes());
  app.use(compression());

  mountSignIn(app, config);
  const { OIDC_ISSUER: issuer, OIDC_API_AUDIENCE: audience, OIDC_AMR_CLAIM: amrClaim } = config;
  const readAccessToken = accessTokens({ issuer, audience, amrClaim });
  app.use(
    authenticateBearer({
      auditLogToken: config.AUDIT_LOG_TOKEN,
      readAccessToken,
      calls: { burst: Math.ceil(calls / 10), perMinute: calls },
    }),
  );
  app.use(authenticate);
  // Before whatever puts a refusal on record: each of those is a write.
  app.use('/audit/log', limited('log', calls * FILES_PER_CALL));
  app.use('/webhooks', limited('webhooks', calls));
  app.use('/api', limited('api', calls));
  app.use('/admin', limited('panel', calls));
  app.use('/admin', requireSecondFactor({ required: config.production }));
  app.use(requireSameOrigin({ serverUrl: config.PUBLIC_URL, storefrontUrl: config.STOREFRONT_URL }));

  app.use(
    '/audit/log',
    auditLogRouter({ contextOf, ...(config.AUDIT_LOG_TOKEN ? { token: config.AUDIT_LOG_TOKEN } : {}) }),
  );
  app.use(
    '/webhooks/identity-provider',
    providerEventsRouter({ token: config.IDENTITY_EVENTS_TOKEN, doors: doorsByClient(config), contextOf }),
  );
  const checkAnswers = config.NODE_ENV === 'test';
  app.use('/api', publicApi({ routes: apiRoutes, version, contextOf, checkAnswers }));
  const panelApi = Router()
    .use('/media', panelUploadRouter({ authorize: mayUpload, contextOf }))
    .use('/return-photos', returnPhotoRouter(contextOf));
  await mountAdminPanel(app, { config, authenticate, api: panelApi });

  app.get('/', (_req, res) => res.redirect('/admin'));
  app.use(notFoundHere);
  app.use(problemHandler(contextOf));
  return app;
}

const doorsByClient = (config: Config): Record<string, string> => ({
  [config.OIDC_PANEL_CLIENT_ID]: 'panel',
  [config.OIDC_SHOP_CLIENT_ID]: 'shop',
});

const mayUpload: RequestHandler = (req, _res, next) => {
  assertCan(req.ctx, 'products', 'edit');
  next();
};
