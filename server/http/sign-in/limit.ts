import type { RequestHandler } from 'express';
import { recordSignIn } from '../../modules/audit/index.ts';
import { type SharedLimit, takeTurn } from '../../platform/shared-limit.ts';
import { networkOf } from '../../shared/caller.ts';
import { isAppError } from '../../shared/errors.ts';
import type { Door } from './doors.ts';
import { sendNotice } from './notice.ts';
import { texts } from './sign-in.texts.ts';

/** Of one address, at both doors and on all instances together. An office of many people may share one. */
export const SIGN_INS: SharedLimit = { name: 'sign-in', burst: 120, perMinute: 60 };

/** Keeps one address from beginning and ending sign-ins without end; each of them costs the provider and the database work. On record. */
export function limitSignIns(door: Door): RequestHandler {
  return async function limitThisSignIn(req, res, next) {
    try {
      await takeTurn(SIGN_INS, networkOf(req.ctx.ip));
      next();
    } catch (error) {
      if (!isAppError(error)) throw error;
      const detail = { door: door.name };
      await recordSignIn(req.ctx, { action: 'sign-in', outcome: 'refused', cause: error.code, detail });
      res.set('Retry-After', String(error.meta?.['retryAfterSeconds']));
      sendNotice(res, error.status, {
        ...texts.tooMany,
        link: { href: `${door.authPath}/login`, label: texts.again },
      });
    }
  };
}
