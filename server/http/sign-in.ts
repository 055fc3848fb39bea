import { createHmac, randomBytes } from 'node:crypto';
import type { Express, Request, RequestHandler, Response } from 'express';
import openid, { type ConfigParams, type SessionStore } from 'express-openid-connect';
import { recordSignIn } from '../modules/audit/index.ts';
import { endSessionsOfProvider, loadActor, type SessionData } from '../modules/identity/index.ts';
import type { Config } from '../platform/config.ts';
import { isBelow } from './middleware/request-context.ts';
import { comesFromElsewhere, comesFromUs } from './middleware/same-origin.ts';
import { admit, claimsOf } from './sign-in/admit.ts';
import { type Door, doorsOf } from './sign-in/doors.ts';
import { answerFailure, backAsBefore } from './sign-in/failure.ts';
import { limitSignIns } from './sign-in/limit.ts';
import { sendNotice } from './sign-in/notice.ts';
import { safeReturnTo } from './sign-in/return-to.ts';
import { hasSecondFactor, MFA_ACR } from './sign-in/second-factor.ts';
import { sessionStore } from './sign-in/session-store.ts';
import { texts } from './sign-in/sign-in.texts.ts';

/** A step-up is asked for anew unless the last proof is younger than this. */
const STEP_UP_FRESH_SECONDS = 60;

/**
 * Mounts sign-in: two OpenID clients, one for the panel and one for the shop, each with sessions and a cookie of its own. Requests below
 * leave with `req.signInState`, from which `authenticate` finds the person. Needs `requestContext` before it.
 */
export function mountSignIn(app: Express, config: Config): void {
  for (const door of doorsOf(config)) mountDoor(app, door, config);
}

function mountDoor(app: Express, door: Door, config: Config): void {
  const session = openid.auth(openidConfig(door, config));
  const { authPath } = door;

  app.get(
    ['login', 'step-up', 'callback'].map((step) => `${authPath}/${step}`),
    limitSignIns(door),
  );
  app.use(function openSession(req, res, next) {
    if (!door.paths.some((path) => isBelow(req.path, path))) return next();
    // Public reads pay nothing for sign-in.
    if (!isBelow(req.path, authPath) && !hasCookie(req, door.cookie)) return next();
    session(req, res, (error?: unknown) => {
      if (error) return void answerFailure(error, door, req, res).catch(next);
      stateOf(req, door);
      next();
    });
  });

  app.get(`${authPath}/login`, (req, res) => {
    const authorizationParams = {
      ...(door.wantsSecondFactor ? { acr_values: MFA_ACR } : {}),
      ...(req.query['switch'] ? { prompt: 'login' } : {}),
    };
    return res.oidc.login({ returnTo: backTo(req, door), authorizationParams });
  });
  app.get(`${authPath}/step-up`, (req, res) =>
    res.oidc.login({
      returnTo: backTo(req, door),
      authorizationParams: { acr_values: MFA_ACR, max_age: STEP_UP_FRESH_SECONDS },
    }),
  );
  app.get(`${authPath}/callback`, (req, res) => {
    beginAnew(req, door);
    return res.oidc.callback({ redirectUri: door.redirectUri });
  });
  app.get(
    `${authPath}/logout`,
    signOut(door, (req) => !comesFromElsewhere(req)),
  );
  app.post(
    `${authPath}/logout`,
    signOut(door, (req) => comesFromUs(req, door.own)),
  );
  app.get(`${authPath}/signed-out`, (_req, res) =>
    sendNotice(res, 200, { ...texts.signedOut, link: { href: `${authPath}/login`, label: texts.again } }),
  );
}

const backTo = (req: Request, door: Door): string =>
  new URL(safeReturnTo(req.query['returnTo'], door), door.baseUrl).href;

function openidConfig(door: Door, config: Config): ConfigParams {
  return {
    baseURL: door.baseUrl,
    issuerBaseURL: config.OIDC_ISSUER,
    clientID: door.clientId,
    clientSecret: door.clientSecret,
    // A cookie signed for one door means nothing at the other.
    secret: createHmac('sha256', config.SESSION_SECRET).update(door.cookie).digest('hex'),
    authRequired: false,
    idpLogout: true,
    enableTelemetry: false,
    legacySameSiteCookie: false,
    routes: {
      login: false,
      logout: false,
      callback: false,
      postLogoutRedirect: door.afterSignOut,
      backchannelLogout: `${door.authPath}/backchannel-logout`,
    },
    authorizationParams: { response_type: 'code', scope: 'openid profile email', redirect_uri: door.redirectUri },
    logoutParams: { client_id: door.clientId },
    transactionCookie: { name: `${door.cookie}_flow`, sameSite: 'Lax' },
    session: {
      name: door.cookie,
      // The library's own type of a session demands tokens that we do not keep.
      store: sessionStore(door.sessionPrefix) as unknown as SessionStore,
      genid: () => `${door.sessionPrefix}${randomBytes(32).toString('hex')}`,
      signSessionStoreCookie: true,
      rolling: true,
      rollingDuration: door.idleSeconds,
      absoluteDuration: door.absoluteSeconds,
      cookie: { httpOnly: true, sameSite: 'Lax' },
    },
    // The library's state is only the way back; this makes it one that nobody can guess.
    getLoginState: (_req, { returnTo }) => ({ returnTo, flow: randomBytes(16).toString('base64url') }),
    afterCallback: (req, _res, session) => admit(req as unknown as Request, door, config.OIDC_ROLES_CLAIM, session),
    backchannelLogout: {
      isLoggedOut: false,
      onLogin: false,
      onLogoutToken: async (token) => {
        const { sid } = token as { sid?: unknown };
        if (typeof sid !== 'string') throw new Error('the provider named no session');
        await endSessionsOfProvider(sid);
      },
    } as ConfigParams['backchannelLogout'],
  };
}

const sessionOf = (req: Request, door: Door): SessionData | undefined =>
  (req as unknown as Record<string, SessionData | undefined>)[door.cookie];

function setSession(req: Request, door: Door, session: undefined): void {
  (req as unknown as Record<string, unknown>)[door.cookie] = session;
}

function stateOf(req: Request, door: Door): void {
  const claims = req.oidc.idTokenClaims;
  if (!claims) return;
  const { auth_time, iat, sub } = claims;
  req.signInState = {
    subject: sub,
    at: new Date((typeof auth_time === 'number' ? auth_time : iat) * 1000),
    secondFactor: hasSecondFactor(claimsOf(claims)),
    end: () => setSession(req, door, undefined),
  };
}

/**
 * Every sign-in gets a new session id, that of the same person too (the library keeps it then): the old session is set aside, and
 * comes back if this sign-in fails.
 */
function beginAnew(req: Request, door: Door): void {
  const session = sessionOf(req, door);
  if (!session) return;
  const before = { ...session };
  for (const key of Object.keys(session)) delete session[key as keyof SessionData];
  backAsBefore.set(req, () => Object.assign(session, before));
}

function signOut(door: Door, isWanted: (req: Request) => boolean): RequestHandler {
  return async function signOutHere(req: Request, res: Response) {
    if (!isWanted(req)) {
      return sendNotice(res, 403, {
        ...texts.foreignSignOut,
        link: { href: door.home, label: texts.foreignSignOut.stay },
      });
    }
    const person = req.signInState && (await loadActor(req.signInState.subject));
    if (person) {
      const { actor } = person;
      await recordSignIn({ ...req.ctx, actor }, { action: 'sign-out', outcome: 'done', entityId: actor.id });
    }
    await res.oidc.logout();
  };
}

function hasCookie(req: Request, name: string): boolean {
  return (req.get('cookie') ?? '').split(';').some((pair) => pair.trim().startsWith(`${name}=`));
}
