import { flat } from 'adminjs';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { recordRefusal } from '../../modules/audit/index.ts';
import { fileRequest } from '../../modules/operations/index.ts';
import { ApprovalNeeded } from '../../platform/four-eyes.ts';
import { logger } from '../../platform/logger.ts';
import { AppError, badRequest, isAppError, tooLarge } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { texts } from './panel.texts.ts';
import type { PanelRequest } from './panel-request.ts';
import { toRecordError } from './record-errors.ts';
import { permissionOf } from './registry.ts';

export type WithPanel = Request & { panel?: PanelRequest; ctx?: RequestContext };

/**
 * The one place that sees every refused and failed request to the panel, wherever it ended: it puts the attempt on record, and only then
 * answers. An attempt that can't be recorded is answered 503.
 */
export function refusalHandler(
  renderPage: (request: WithPanel, failure: AppError) => Promise<string>,
): ErrorRequestHandler {
  return (error, request: WithPanel, response, next) => {
    answerRefusal(error, request, response, renderPage).catch(next);
  };
}

async function answerRefusal(
  error: unknown,
  request: WithPanel,
  response: Response,
  renderPage: (request: WithPanel, failure: AppError) => Promise<string>,
): Promise<void> {
  const filed = await fileIfNeeded(error, request);
  if (typeof filed === 'string') return answerFiled(filed, response);
  const failure = await onRecord(toFailure(filed), request);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.status(failure.status);
  if (isApi(request)) response.json(answerFor(failure, request));
  else response.type('html').send(await renderPage(request, failure));
}

/** An action that somebody else has to approve is no refusal: it becomes a request, whose id this answers. Otherwise what is to be answered. */
async function fileIfNeeded(error: unknown, request: WithPanel): Promise<unknown> {
  const ctx = request.panel?.ctx;
  if (!(error instanceof ApprovalNeeded) || !ctx) return error;
  return fileRequest(ctx, error.action).catch((fault: unknown) => fault);
}

function answerFiled(id: string, response: Response): void {
  const redirectUrl = `/admin/resources/approvals/records/${id}/show`;
  response.status(202).json({ notice: { type: 'success', message: 'waits' }, waits: id, redirectUrl });
}

async function onRecord(failure: AppError, request: WithPanel): Promise<AppError> {
  const ctx = request.panel?.ctx ?? request.ctx;
  if (failure.status >= 500)
    logger.error({ err: failure.cause ?? failure, requestId: ctx?.requestId }, 'a panel request failed');
  if (!ctx || request.panel?.recorded) return failure;
  try {
    await recordRefusal(ctx, {
      ...subjectOf(request),
      cause: failure.code,
      outcome: failure.status >= 500 ? 'failed' : 'refused',
    });
    return failure;
  } catch (unrecorded) {
    return isAppError(unrecorded) ? unrecorded : failure;
  }
}

/** What the attempt was about, as far as its address told. */
function subjectOf(request: WithPanel): {
  entity: string;
  entityId?: string;
  action: string;
  detail?: Record<string, unknown>;
} {
  const target = request.panel?.target;
  if (!target) return { entity: 'panel', action: 'panel.open', detail: { path: pathOf(request).slice(0, 200) } };
  const { resource, action, recordId, recordIds } = target;
  return {
    entity: resource.entity,
    action: `${resource.entity}.${permissionOf(resource, action)}`,
    ...(recordId ? { entityId: recordId } : {}),
    ...(recordIds.length > 0 ? { detail: { records: recordIds.slice(0, 100) } } : {}),
  };
}

const pathOf = (request: WithPanel): string => request.panel?.path ?? request.path;
export const isApi = (request: WithPanel): boolean => pathOf(request).startsWith('/api/');

/** Anything thrown, as one of our errors. What we did not expect says nothing of itself to the outside. */
function toFailure(error: unknown): AppError {
  const known = toRecordError(error);
  if (isAppError(known)) return known;
  if (error instanceof multer.MulterError) return uploadFailure(error);
  if (!(error instanceof Error)) return unexpected(error);
  if ('type' in error && error.type === 'entity.too.large') return tooLarge(texts.bodyTooLarge);
  if ('type' in error && typeof error.type === 'string' && /^(entity|encoding|charset|request)\./.test(error.type)) {
    return badRequest('bad_body', texts.bodyBroken);
  }
  if (error instanceof URIError) return new AppError('not_found', 404, texts.noSuchPage);
  return ofAdminJs(error) ?? unexpected(error);
}

function uploadFailure(error: multer.MulterError): AppError {
  if (error.code === 'LIMIT_FILE_SIZE' || error.code === 'LIMIT_FILE_COUNT' || error.code === 'LIMIT_FIELD_VALUE') {
    return tooLarge(texts.bodyTooLarge);
  }
  return badRequest('upload_broken', texts.uploadBroken);
}

const ADMINJS_CODES: Record<number, string> = { 400: 'invalid', 403: 'forbidden', 404: 'not_found' };

/** AdminJS's own errors, which carry a status code; their messages name internals, so they are not passed on. */
function ofAdminJs(error: Error): AppError | null {
  if (!('statusCode' in error) || typeof error.statusCode !== 'number') return null;
  const code = ADMINJS_CODES[error.statusCode];
  if (!code) return null;
  return new AppError(code, error.statusCode, error.statusCode === 404 ? texts.noSuchPage : texts.malformed, {
    cause: error,
  });
}

const unexpected = (cause: unknown): AppError => new AppError('internal', 500, texts.unexpected, { cause });

/** The answer in the shape AdminJS's pages read: what was typed stays in the form, with the faults beside it. */
function answerFor(failure: AppError, request: WithPanel): Record<string, unknown> {
  const { typed = {}, conflict, target, ctx } = request.panel ?? {};
  const errors = Object.fromEntries(
    Object.entries(failure.fields ?? {}).map(([field, message]) => [field, { message, type: failure.code }]),
  );
  const baseError = { message: failure.message, type: failure.code };
  const record = { id: target?.recordId ?? undefined, title: '', params: flat.flatten(typed), values: typed };
  return {
    notice: { type: 'error', message: failure.message },
    error: {
      code: failure.code,
      message: failure.message,
      fields: failure.fields ?? {},
      ...(failure.meta && failure.code !== 'stale' ? { meta: failure.meta } : {}),
      requestId: ctx?.requestId ?? request.ctx?.requestId,
    },
    record: { ...record, populated: {}, errors, baseError, recordActions: [], bulkActions: [] },
    records: [],
    meta: { total: 0, page: 1, perPage: 0, sortBy: '', direction: 'asc' },
    ...(conflict ? { conflict } : {}),
  };
}

/**
 * A handler of someone else's may answer "200, but with an error notice", as AdminJS does for errors of its own. Such an answer gets the
 * status it deserves and is recorded like any other refusal.
 */
export const watchAnswers: RequestHandler = (request: WithPanel, response, next) => {
  const send = response.send.bind(response);
  let taken = false;
  response.send = (body: unknown) => {
    // Express sends an object by calling itself again with its text.
    if (taken || typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return send(body);
    taken = true;
    const failure = isApi(request) && response.statusCode < 400 ? hiddenFailure(body) : null;
    if (!failure) return send(body);
    onRecord(failure, request)
      .then((recorded) => response.status(recorded.status))
      .finally(() => send(body))
      .catch(next);
    return response;
  };
  next();
};

type NoticeBody = {
  result?: unknown;
  notice?: { type?: string; message?: string };
  record?: { baseError?: { type?: string } | null };
};

function hiddenFailure(body: NoticeBody): AppError | null {
  // Of a selection some may be refused and others done; that is on record record by record.
  if (body.notice?.type !== 'error' || body.result) return null;
  const type = body.record?.baseError?.type ?? '';
  if (/forbidden/i.test(type)) return new AppError('forbidden', 403, body.notice.message ?? '');
  if (/notfound/i.test(type)) return new AppError('not_found', 404, body.notice.message ?? '');
  return new AppError('invalid', 422, body.notice.message ?? '');
}
