import type { Request, RequestHandler } from 'express';
import { LOG_READER, recordRefusal } from '../../modules/audit/index.ts';
import { type Bearer, bearerOfServiceToken, isSecretOfOurs } from '../../modules/identity/index.ts';
import { isSameSecret } from '../../platform/same-secret.ts';
import { type SharedLimit, takeTurn } from '../../platform/shared-limit.ts';
import { callerOf, networkOf } from '../../shared/caller.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { looksLikeJwt, type ReadAccessToken } from '../sign-in/access-tokens.ts';
import { isBelow } from './request-context.ts';

declare global {
  namespace Express {
    interface Request {
      /** True where a token proved who asks; then no cookie was looked at. */
      byToken?: boolean;
    }
  }
}

type Options = {
  auditLogToken?: string | undefined;
  /** Reads access tokens of the identity provider; without it none are taken. */
  readAccessToken?: ReadAccessToken;
  /** Calls that one token has, at all instances together. */
  calls: Omit<SharedLimit, 'name'>;
};

/** Of one address. A program whose token has expired asks a few times; whoever guesses asks without end, and each try costs the database work. */
export const WRONG_TOKENS: SharedLimit = { name: 'wrong tokens', burst: 30, perMinute: 10 };

/**
 * Lets programs in that send `Authorization: Bearer …`, to the API and the audit log; the panel is for people. A service token is a program,
 * an access token of the identity provider the person who was given it. What the token may do is in the actor's roles and scopes. A token counts
 * instead of any cookie that comes with it; one that opens nothing is refused with 401, on record. Both kinds of calls are limited at all
 * instances together: `rate_limited` (429). Wrong tokens from its address keep no right one out.
 */
export function authenticateBearer({ auditLogToken, readAccessToken, calls }: Options): RequestHandler {
  const ofOneToken: SharedLimit = { name: 'calls by token', ...calls };
  const readsTheTrail = (req: Request, token: string) =>
    auditLogToken !== undefined && isBelow(req.path, '/api/v1/audit') && isSameSecret(token, auditLogToken);

  const bearerOf = async (token: string): Promise<Bearer> => {
    if (isSecretOfOurs(token)) return bearerOfServiceToken(token);
    return readAccessToken && looksLikeJwt(token) ? readAccessToken(token) : { actor: null };
  };

  return async function checkToken(req, res, next) {
    const token = tokenFor(req);
    if (token === null) return next();
    delete req.signInState;
    const { actor, fault }: Bearer = readsTheTrail(req, token) ? { actor: LOG_READER } : await bearerOf(token);
    const opens = actor !== null && !fault;
    const tooMany = opens
      ? await overLimit(ofOneToken, callerOf({ ...req.ctx, actor }))
      : await overLimit(WRONG_TOKENS, networkOf(req.ctx.ip));
    if (opens && !tooMany) {
      req.byToken = true;
      req.ctx = { ...req.ctx, actor };
      return next();
    }
    const refusal = tooMany ?? fault ?? notUnderstood();
    await recordRefusal(
      { ...req.ctx, actor: actor ?? req.ctx.actor },
      {
        ...(looksLikeJwt(token)
          ? { entity: 'users', action: 'users.useToken' }
          : { entity: 'serviceTokens', action: 'serviceTokens.use' }),
        entityId: actor?.id ?? null,
        cause: refusal.code,
        detail: { path: req.path.slice(0, 200) },
      },
    );
    if (refusal.status === 401) res.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
    next(refusal);
  };
}

/** Takes a turn; answers the refusal where there is none left. */
async function overLimit(limit: SharedLimit, caller: string): Promise<AppError | null> {
  try {
    await takeTurn(limit, caller);
    return null;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}

/** The token that is to count here; null where there is none. The audit log has one of its own besides (AUDIT_LOG_TOKEN). */
function tokenFor(req: Request): string | null {
  const token = /^Bearer\b *(.*)$/i.exec(req.get('authorization') ?? '')?.[1]?.trim();
  if (token === undefined) return null;
  if (isBelow(req.path, '/api')) return token;
  return isBelow(req.path, '/audit') && isSecretOfOurs(token) ? token : null;
}

const notUnderstood = () => new AppError('token_unknown', 401, 'This token is not one of ours.');
