import express, { type Request, Router } from 'express';
import { isSameSecret } from '../../platform/same-secret.ts';
import { AppError, isAppError, unauthenticated } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { recordRefusal } from '../audit/index.ts';
import { type ProviderDoors, recordProviderEvents } from './record-provider-events.use-case.ts';

export type ProviderEventsOptions = {
  /** What the provider sends as `Authorization`, with or without `Bearer` before it; without a token nothing is taken in. */
  token: string | undefined;
  doors: ProviderDoors;
  contextOf: (req: Request) => RequestContext;
};

const NAMED = { entity: 'users', action: 'users.reportSignIn' } as const;

/** Where the identity provider reports failed sign-ins: a webhook in the shape of Auth0's log stream. Answers 204. */
export function providerEventsRouter({ token, doors, contextOf }: ProviderEventsOptions): Router {
  const router = Router();
  router.post('/', async (req, _res, next) => {
    if (token === undefined) return next(notSet());
    if (!isSameSecret(tokenOf(req), token)) return next(await onRecord(contextOf(req), unauthenticated()));
    next();
  });
  router.post('/', express.text({ type: () => true, limit: '1mb' }), async (req, res) => {
    const ctx = contextOf(req);
    try {
      await recordProviderEvents(ctx, typeof req.body === 'string' ? req.body : '', doors);
    } catch (error) {
      throw isAppError(error) && error.status < 500 ? await onRecord(ctx, error) : error;
    }
    res.status(204).end();
  });
  return router;
}

async function onRecord(ctx: RequestContext, refusal: AppError): Promise<AppError> {
  await recordRefusal(ctx, { ...NAMED, cause: refusal.code });
  return refusal;
}

const notSet = () =>
  new AppError(
    'not_found',
    404,
    'Failed sign-ins are not taken in here: the setting IDENTITY_EVENTS_TOKEN is missing.',
  );

const tokenOf = (req: Request): string => (req.get('authorization') ?? '').replace(/^bearer /i, '');
