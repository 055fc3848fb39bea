import type { Request, Response } from 'express';
import { recordSignIn } from '../../modules/audit/index.ts';
import { logger } from '../../platform/logger.ts';
import { isAppError } from '../../shared/errors.ts';
import { isOnRecord } from './admit.ts';
import type { Door } from './doors.ts';
import { sendNotice } from './notice.ts';
import { texts } from './sign-in.texts.ts';

/** What puts a request's session back as it was before its sign-in began. */
export const backAsBefore = new WeakMap<Request, () => void>();

type Failure = { cause: string; status: number; says: { title: string; text: string } };

/** Answers what went wrong at a door, on record and in plain words. A session that was there before the attempt stays. */
export async function answerFailure(error: unknown, door: Door, req: Request, res: Response): Promise<void> {
  backAsBefore.get(req)?.();
  if (req.path === `${door.authPath}/logout`) {
    // Whoever wants to leave leaves, also while the provider can't be told.
    req.signInState?.end();
    return void res.redirect(door.afterSignOut);
  }
  const failure = isOtherState(req) ? STATE_MISMATCH : failureOf(error);
  // The back button leads to a callback that was used already: for whoever is signed in that is no failure.
  if (failure.cause === 'sign_in_expired' && req.oidc.isAuthenticated())
    return void res.redirect(`${door.baseUrl}${door.home}`);
  if (failure.status >= 500) logger.error({ err: error, requestId: req.ctx.requestId }, 'a sign-in failed');
  if (!isOnRecord(error)) {
    await recordSignIn(req.ctx, {
      action: 'sign-in',
      outcome: failure.status >= 500 ? 'failed' : 'refused',
      cause: failure.cause,
      detail: { door: door.name },
    });
  }
  const another = failure.status === 403;
  sendNotice(res, failure.status, {
    ...failure.says,
    link: {
      href: `${door.authPath}/login${another ? '?switch=1' : ''}`,
      label: another ? texts.asSomeoneElse : texts.again,
    },
  });
}

const STATE_MISMATCH: Failure = { cause: 'state_mismatch', status: 400, says: texts.expired };

/** True where the answer of the provider belongs to another sign-in than the one that this browser began. The library says only "invalid". */
function isOtherState(req: Request): boolean {
  const { openidState } = req as { openidState?: unknown };
  if (openidState === undefined || req.query['error'] !== undefined) return false;
  return Buffer.from(JSON.stringify(openidState)).toString('base64url') !== req.query['state'];
}

const REFUSALS: Record<string, { title: string; text: string }> = {
  inactive: texts.inactive,
  no_staff_role: texts.noRole,
  no_second_factor: texts.noSecondFactor,
};

/** Sorts what the library, the provider or our own rules threw into causes with a stable code. */
function failureOf(error: unknown): Failure {
  if (isAppError(error)) {
    return {
      cause: error.code,
      status: error.status,
      says: REFUSALS[error.code] ?? { ...texts.failed, text: error.message },
    };
  }
  const { error: code, status } = (error ?? {}) as { error?: unknown; status?: unknown };
  const text = `${String(code)} ${messages(error)}`;
  if (/cookie not found/.test(text)) return { cause: 'sign_in_expired', status: 400, says: texts.expired };
  if (/fetch failed|ECONNREFUSED|ENOTFOUND|TIMEOUT/i.test(text)) {
    return { cause: 'provider_unreachable', status: 503, says: texts.unavailable };
  }
  if (code === 'access_denied' || code === 'login_required') {
    return { cause: 'provider_refused', status: 403, says: texts.cancelled };
  }
  if (status === 400) return { cause: 'callback_refused', status: 400, says: texts.expired };
  return { cause: 'sign_in_failed', status: 500, says: texts.failed };
}

/** What an error and those that caused it say. */
function messages(error: unknown): string {
  const { message, cause } = (error ?? {}) as { message?: unknown; cause?: unknown };
  return typeof message === 'string' ? `${message} ${messages(cause)}` : '';
}
