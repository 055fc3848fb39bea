/** The expected failures of the product. Each has a stable `code` (kept in the audit trail as the cause) and an HTTP status. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  /** Messages per field, in words for the person who typed them. */
  readonly fields: Record<string, string> | undefined;
  /** Facts a program may use, such as what is left in stock. Never personal data. */
  readonly meta: Record<string, unknown> | undefined;

  constructor(
    code: string,
    status: number,
    message: string,
    more: { fields?: Record<string, string>; meta?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.fields = more.fields;
    this.meta = more.meta;
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;

export const badRequest = (code: string, message: string, meta?: Record<string, unknown>) =>
  new AppError(code, 400, message, meta ? { meta } : {});

export const unauthenticated = () => new AppError('unauthenticated', 401, 'Sign in first.');

export const forbidden = (action: string, entity: string, whoMay: readonly string[]) =>
  new AppError(
    'forbidden',
    403,
    whoMay.length > 0
      ? `You may not ${action} ${entity}. These roles may: ${whoMay.join(', ')}.`
      : `Nobody may ${action} ${entity}.`,
    { meta: { action, entity, whoMay } },
  );

/** Their roles would do; how they signed in does not. */
export const secondFactorRequired = () =>
  new AppError(
    'second_factor_required',
    403,
    'Rights of staff need a sign-in with a second factor, and this one was without. Sign in again with one; an app asks for it by acr_values.',
  );

export const insufficientScope = (scope: string) =>
  new AppError('insufficient_scope', 403, `This token was not given the scope ${scope}.`, { meta: { scope } });

export const notFound = (entity: string, id: string) =>
  new AppError('not_found', 404, `There is no ${entity} ${id}.`, { meta: { entity, id } });

export const invalid = (fields: Record<string, string>, message = 'Some fields need another value.') =>
  new AppError('invalid', 422, message, { fields });

export type StaleDetail = {
  expected: number;
  actual: number;
  /** The record as it is stored now. */
  theirs: Record<string, unknown>;
  /** Who saved it last and when, where known. */
  by?: { name: string; at: Date };
};

export const stale = (detail: StaleDetail) =>
  new AppError('stale', 409, 'Someone else saved this record after you opened it.', { meta: { ...detail } });

export type Shortage = { productId: string; sku: string; requested: number; available: number };

export const outOfStock = (lines: Shortage[]) =>
  new AppError(
    'out_of_stock',
    409,
    `Not enough in stock: ${lines.map((l) => `${l.sku} (${l.available} available, ${l.requested} asked)`).join(', ')}.`,
    { meta: { lines } },
  );

/** `to` as what would be done to it: a delivery that is done can't be filled any more. */
export const illegalMove = (what: string, from: string, to: string, detail = moveInWords(what, from, to)) =>
  new AppError('illegal_move', 409, detail, { meta: { what, from, to } });

function moveInWords(what: string, from: string, to: string): string {
  const [is, done] = [from.replaceAll('_', ' '), to.replaceAll('_', ' ')];
  return is === done ? `${what} is ${is} already.` : `${what} is ${is} and can’t be ${done} any more.`;
}

export const duplicate = (field: string, value: string) =>
  new AppError('duplicate', 409, `"${value}" is already taken.`, {
    fields: { [field]: `"${value}" is already taken.` },
  });

export const stillReferenced = (by: string) =>
  new AppError('still_referenced', 409, `This can't be deleted because ${by}.`, { meta: { by } });

export const tooManyCalls = (retryAfterSeconds: number) =>
  new AppError('rate_limited', 429, `Too many calls. Go on in ${retryAfterSeconds} seconds.`, {
    meta: { retryAfterSeconds },
  });

export const tooLarge = (message: string) => new AppError('too_large', 413, message);

export const unavailable = (code: string, message: string) => new AppError(code, 503, message);
