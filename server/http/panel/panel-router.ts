import { randomBytes } from 'node:crypto';
import { buildRoutes } from '@adminjs/express';
import type AdminJS from 'adminjs';
import { Router as AdminRouter } from 'adminjs';
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { AppError, forbidden, unauthenticated } from '../../shared/errors.ts';
import { canSometimes, whoMay } from '../../shared/permissions.policy.ts';
import { isStaff, type RequestContext, ROLES } from '../../shared/request-context.ts';
import type { PanelAssets } from './assets.ts';
import { exportList, type FieldLabel } from './export-list.ts';
import { openUnmasked } from './open-unmasked.ts';
import { assertSameOrigin, isUnsafe } from './origin.ts';
import { isApi, refusalHandler, type WithPanel, watchAnswers } from './outcome.ts';
import { contentSecurityPolicy, renderPlainPage, renderShell } from './page-shell.ts';
import { type AdminUser, pageStates, RESTORE_LISTS } from './page-state.ts';
import { texts } from './panel.texts.ts';
import { type PanelRequest, runPanelRequest } from './panel-request.ts';
import { namedAction, permissionOf, type Registry } from './registry.ts';
import { addressOf, findTarget } from './target.ts';
import { formBody } from './uploads.ts';

export type PanelRouterOptions = {
  admin: AdminJS;
  registry: Registry;
  assets: PanelAssets;
  /** Signs a request in: sets `request.ctx`. */
  authenticate: RequestHandler;
  /** Further routes below `/admin/api` that stand behind the panel's sign-in and origin check. */
  api?: Router | undefined;
  fieldLabel: FieldLabel;
  settings: { timeZone: string; currency: string; language: string; imageBase: string | null };
  imageHosts: readonly string[];
  rootPath: string;
  signInPath: string;
  /** The server's address as browsers know it. */
  publicOrigin: string | null;
};

const STAFF = ROLES.filter((role) => isStaff([role]));

/**
 * The panel's router, in the order in which a request passes it: assets, who it is, may they enter, where it came from, what it asks for,
 * what is unmasked for it, its body, AdminJS's routes, and the one outcome step at the end.
 */
export function panelRouter(options: PanelRouterOptions): Router {
  const { admin, registry, assets, authenticate, rootPath, signInPath, api } = options;
  const states = pageStates(admin, registry);
  const router = Router();
  router.use(assets.router);
  router.get('/login', backToSignIn(rootPath, signInPath));
  router.use(authenticate);
  router.use(enter(options));
  router.use(watchAnswers);
  router.use(findWhatIsAsked(options));
  router.use(onlyForApi(openUnmasked));
  if (api) router.use('/api', recordedByItself(api));
  router.use(onlyExports(exportList(registry, options.fieldLabel)));
  router.use(onlyFor('POST', formBody()));
  router.use(onlyPages(servePage(options, states)));
  buildRoutes({ admin, routes: apiRoutes(), router: router as unknown as express.Router });
  router.use((_request, _response, next) => next(new AppError('not_found', 404, texts.noSuchPage)));
  router.use(refusalHandler((request, failure) => failurePage(options, states, request, failure)));
  return router;
}

/**
 * AdminJS's pages recognise the end of a session by being redirected to its sign-in path and getting an answer there, which the identity
 * provider's pages would not give to another origin's script.
 */
const backToSignIn =
  (rootPath: string, signInPath: string): RequestHandler =>
  (request, response) => {
    if (request.get('sec-fetch-mode') === 'navigate' || request.accepts(['json', 'html']) === 'html') {
      response.redirect(`${signInPath}?returnTo=${encodeURIComponent(rootPath)}`);
    } else response.json({ notice: { type: 'error', message: texts.signedOut } });
  };

/** Lets staff in and makes the request's own state, which everything below finds again whatever AdminJS does to the request object. */
const enter =
  ({ registry, imageHosts, rootPath, signInPath, publicOrigin }: PanelRouterOptions): RequestHandler =>
  (request: WithPanel, response, next) => {
    const ctx = contextOf(request);
    const nonce = randomBytes(16).toString('base64');
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(nonce, imageHosts),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'X-Frame-Options': 'DENY',
    });
    const query = new URL(request.originalUrl, 'http://panel').searchParams;
    const panel: PanelRequest = { ctx, registry, method: request.method, path: request.path, query, nonce };
    request.panel = panel;
    if (ctx.actor.kind !== 'user') {
      refuseGuest(request, response, next, { rootPath, signInPath });
      return;
    }
    const { roles } = ctx.actor;
    // AdminJS's express plugin reads the signed-in person from here.
    Object.assign(request, { session: { adminUser: adminUserOf(ctx) } });
    runPanelRequest(panel, () => {
      if (!isStaff(roles)) next(forbidden('open', 'the panel', STAFF));
      else checked(next, () => isUnsafe(request.method) && assertSameOrigin(request, publicOrigin));
    });
  };

/** What AdminJS knows of the signed-in person. It is written into the page, so it is no more than this. */
const adminUserOf = ({ actor }: RequestContext): AdminUser => ({
  id: actor.id ?? '',
  name: actor.name,
  email: actor.name,
  roles: actor.roles,
});

function contextOf(request: WithPanel): RequestContext {
  if (!request.ctx) throw new Error('The panel needs a middleware before it that sets request.ctx');
  return { ...request.ctx, source: 'panel' };
}

function refuseGuest(
  request: WithPanel,
  response: Response,
  next: NextFunction,
  { rootPath, signInPath }: { rootPath: string; signInPath: string },
): void {
  if (!isApi(request)) response.redirect(`${signInPath}?returnTo=${encodeURIComponent(request.originalUrl)}`);
  // The panel's own pages ask for the plain answer; AdminJS's hooks understand only the redirect.
  else if (request.get('x-counterfoil') || isUnsafe(request.method)) next(unauthenticated());
  else response.redirect(`${rootPath}/login`);
}

function checked(next: NextFunction, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    next(error);
    return;
  }
  next();
}

/** Finds resource and action of the address and asks the permission table, before anything is read or any file is written. */
const findWhatIsAsked =
  ({ registry, publicOrigin }: PanelRouterOptions): RequestHandler =>
  (request: WithPanel, _response, next) =>
    checked(next, () => {
      const panel = request.panel as PanelRequest;
      const address = addressOf(request.path);
      if (!address) return;
      if (address.text && !panel.query.has('q')) panel.query.set('q', address.text);
      panel.target = findTarget(registry, address, panel.query);
      const { resource, action } = panel.target;
      const permission = permissionOf(resource, action);
      if (!canSometimes(panel.ctx.actor, resource.entity, permission)) {
        throw forbidden(permission, resource.entity, whoMay(resource.entity, permission));
      }
      // AdminJS's pages call actions without a page of their own by GET.
      if (isApi(request) && (namedAction(resource, action) || action === 'export'))
        assertSameOrigin(request, publicOrigin);
    });

/** Routes of other modules put their refusals on record themselves; ours must not do it again. */
function recordedByItself(api: Router): Router {
  const passed: ErrorRequestHandler = (error, request: WithPanel, _response, next) => {
    if (request.panel) request.panel.recorded = true;
    next(error);
  };
  return Router().use(api, passed);
}

const onlyFor = (method: string, handlers: RequestHandler[]): RequestHandler[] =>
  handlers.map((handler) => (request, response, next) => {
    if (request.method === method) handler(request, response, next);
    else next();
  });

/** Pages hold no records; what they show they ask for. */
const onlyForApi =
  (work: () => Promise<void>): RequestHandler =>
  async (request: WithPanel, _response, next) => {
    if (isApi(request)) await work();
    next();
  };

const onlyExports =
  (handler: RequestHandler): RequestHandler =>
  (request: WithPanel, response, next) => {
    const isExport = request.panel?.target?.action === 'export' && isApi(request) && request.method === 'GET';
    return isExport ? handler(request, response, next) : next();
  };

const onlyPages =
  (handler: RequestHandler): RequestHandler =>
  (request: WithPanel, response, next) => {
    if (isApi(request) || request.method !== 'GET') next();
    else handler(request, response, next);
  };

const apiRoutes = () => AdminRouter.routes.filter((route) => route.path.startsWith('/api/'));

type States = ReturnType<typeof pageStates>;

/** Every page is the same document; which one it is the address tells the application in it. */
const servePage =
  (options: PanelRouterOptions, states: States): RequestHandler =>
  (request: WithPanel, response, next) => {
    if (!isPage(options.admin, request.path)) {
      next();
      return;
    }
    shell(options, states, request).then((html) => response.type('html').send(html), next);
  };

function isPage(admin: AdminJS, path: string): boolean {
  if (path === '/' || path === '') return true;
  if (addressOf(path) !== null) return true;
  const page = /^\/pages\/([^/]+)$/.exec(path)?.[1];
  return page !== undefined && Object.hasOwn(admin.options.pages ?? {}, page);
}

async function shell({ assets, settings }: PanelRouterOptions, states: States, request: WithPanel): Promise<string> {
  const panel = request.panel as PanelRequest;
  const { rights, ...state } = await states(adminUserOf(panel.ctx));
  return renderShell(state, {
    settings: { ...settings, rights },
    restore: RESTORE_LISTS,
    title: texts.product,
    language: settings.language,
    nonce: panel.nonce,
    assets: assets.urls,
    noScript: texts.needsScript,
  });
}

/**
 * A page that can't be shown: staff get the panel with the refusal's status (it says itself what is not there or not allowed); others get
 * a plain page.
 */
async function failurePage(
  options: PanelRouterOptions,
  states: States,
  request: WithPanel,
  failure: AppError,
): Promise<string> {
  if (isStaff(request.panel?.ctx.actor.roles ?? []) && failure.status < 500) return shell(options, states, request);
  return renderPlainPage({
    title: failure.status >= 500 ? texts.brokenTitle : texts.closedTitle,
    message: failure.message,
    language: options.settings.language,
    style: options.assets.urls.style,
    link: { href: `${options.rootPath}/auth/logout`, label: texts.signInAsOther },
  });
}
