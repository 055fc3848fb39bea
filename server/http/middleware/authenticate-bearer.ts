import type { Request, RequestHandler } from 'express';
import { LOG_READER, recordRefusal } from '../../modules/audit/index.ts';
import { type Bearer, bearerOfServiceToken, isSecretOfOurs } from '../../modules/identity/index.ts';
import { isSameSecret } from '../../platform/same-secret.ts';
import { AppError } from '../../shared/errors.ts';
import { isBelow } from './request-context.ts';

declare global {
  namespace Express {
    interface Request {
      /** True where a token proved who asks; then no cookie was looked at. */
      byToken?: boolean;
    }
  }
}

/**
 * Lets programs in that send `Authorization: Bearer …`, to the API and the audit log; the panel is for people. What the token may do is in
 * the actor's roles and scopes. A token counts instead of any cookie that comes with it; one that opens nothing is refused with 401, on record.
 */
export function authenticateBearer({ auditLogToken }: { auditLogToken?: string | undefined } = {}): RequestHandler {
  const readsTheTrail = (req: Request, token: string) =>
    auditLogToken !== undefined && isBelow(req.path, '/api/v1/audit') && isSameSecret(token, auditLogToken);

  return async function checkToken(req, res, next) {
    const token = tokenFor(req);
    if (token === null) return next();
    delete req.signInState;
    const { actor, fault }: Bearer = readsTheTrail(req, token) ? { actor: LOG_READER } : await bearerOf(token);
    if (actor && !fault) {
      req.byToken = true;
      req.ctx = { ...req.ctx, actor };
      return next();
    }
    const refusal = fault ?? notUnderstood();
    await recordRefusal(
      { ...req.ctx, actor: actor ?? req.ctx.actor },
      {
        entity: 'serviceTokens',
        entityId: actor?.id ?? null,
        action: 'serviceTokens.use',
        cause: refusal.code,
        detail: { path: req.path.slice(0, 200) },
      },
    );
    res.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
    next(refusal);
  };
}

/** The token that is to count here; null where there is none. The audit log has one of its own besides (AUDIT_LOG_TOKEN). */
function tokenFor(req: Request): string | null {
  const token = /^Bearer\b *(.*)$/i.exec(req.get('authorization') ?? '')?.[1]?.trim();
  if (token === undefined) return null;
  if (isBelow(req.path, '/api')) return token;
  return isBelow(req.path, '/audit') && isSecretOfOurs(token) ? token : null;
}

async function bearerOf(token: string): Promise<Bearer> {
  return isSecretOfOurs(token) ? bearerOfServiceToken(token) : { actor: null };
}

const notUnderstood = () => new AppError('token_unknown', 401, 'This token is not one of ours.');
