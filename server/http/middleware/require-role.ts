import type { Request, RequestHandler } from 'express';
import { recordRefusal } from '../../modules/audit/index.ts';
import { AppError, forbidden, unauthenticated } from '../../shared/errors.ts';
import type { Role } from '../../shared/request-context.ts';
import { sendNotice } from '../sign-in/notice.ts';
import { texts } from '../sign-in/sign-in.texts.ts';

/** Where the panel's sign-in and its step-up begin. */
const PANEL_SIGN_IN = '/admin/auth/login';
const PANEL_STEP_UP = '/admin/auth/step-up';

/** Lets these roles pass. Others are put on record and get 401 or 403: a page where a person opened one, else a problem for a program. */
export function requireRole(...roles: Role[]): RequestHandler {
  return async function checkRole(req, res, next) {
    const { actor } = req.ctx;
    if (actor.roles.some((role) => roles.includes(role))) return next();
    const signedIn = actor.kind !== 'guest';
    const refusal = signedIn ? forbidden('open', 'this page', roles) : unauthenticated();
    await recordRefusal(req.ctx, {
      entity: 'requests',
      action: 'requests.open',
      cause: refusal.code,
      detail: pathOf(req),
    });
    if (!isPage(req)) return next(refusal);
    if (!signedIn) return res.redirect(withReturn(PANEL_SIGN_IN, req));
    sendNotice(res, 403, { ...texts.noRole, detail: refusal.message, link: switchPerson(req) });
  };
}

/** Where the shop asks staff for a second factor, sends those who have not proved one to do so. Guests pass: the door behind sees to them. */
export function requireSecondFactor({ required }: { required: boolean }): RequestHandler {
  return async function checkSecondFactor(req, res, next) {
    if (!required || req.ctx.actor.kind !== 'user' || req.ctx.signedIn?.secondFactor) return next();
    if (isPage(req)) return res.redirect(withReturn(PANEL_STEP_UP, req));
    await recordRefusal(req.ctx, {
      entity: 'requests',
      action: 'requests.open',
      cause: 'second_factor_required',
      detail: pathOf(req),
    });
    next(new AppError('second_factor_required', 403, texts.secondFactorRequired, { meta: { stepUp: PANEL_STEP_UP } }));
  };
}

/** True where a person opened a page in a browser, as opposed to a script or program that asked for data. */
function isPage(req: Request): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  const mode = req.get('sec-fetch-mode');
  if (mode !== undefined) return mode === 'navigate';
  return req.get('x-requested-with') === undefined && (req.get('accept') ?? '').includes('text/html');
}

const withReturn = (path: string, req: Request): string => `${path}?returnTo=${encodeURIComponent(req.originalUrl)}`;
const pathOf = (req: Request) => ({ path: req.originalUrl.split('?')[0]?.slice(0, 200) });

function switchPerson(req: Request) {
  return {
    href: `${PANEL_SIGN_IN}?switch=1&returnTo=${encodeURIComponent(req.originalUrl)}`,
    label: texts.asSomeoneElse,
  };
}
