import mongoose from 'mongoose';
import { duplicateField, isDuplicateKey } from '../../platform/database-errors.ts';
import { AppError, duplicate, invalid, isAppError, unavailable } from '../../shared/errors.ts';

/** A programming error: something wrote an audited collection without saying who and why. */
export class WriteOutsideOperation extends Error {
  constructor(entity: string, how: string) {
    super(`${how} on ${entity} outside an audited operation: wrap it in runOperation(ctx, …)`);
    this.name = 'WriteOutsideOperation';
  }
}

/** A programming error: stock figures are written by inventory's ledger alone. */
export class LedgerFieldWrite extends Error {
  constructor(entity: string, fields: string[]) {
    super(`${entity}.${fields.join(', ')} belong to the stock ledger: book a movement instead`);
    this.name = 'LedgerFieldWrite';
  }
}

/** The refused attempt could not be put on record, so the answer may not be given (design: §4). */
export const auditUnavailable = (cause: unknown) =>
  new AppError('audit_unavailable', 503, 'The audit trail cannot be written right now. Try again in a moment.', {
    cause,
  });

/** Turns what Mongoose and MongoDB throw for bad input into the product's own errors; anything else comes back unchanged. */
export function asAppError(error: unknown): unknown {
  if (isAppError(error)) return error;
  if (error instanceof mongoose.Error.ValidationError) {
    return invalid(Object.fromEntries(Object.entries(error.errors).map(([path, e]) => [path, fieldMessage(e)])));
  }
  if (error instanceof mongoose.Error.CastError) return invalid({ [error.path]: fieldMessage(error) });
  if (isDuplicateKey(error)) return duplicate(...duplicateField(error));
  if (error instanceof mongoose.mongo.MongoServerError) {
    if (error.code === 121) return invalid({ document: 'MongoDB refused the document: it does not fit its schema.' });
    if (error.hasErrorLabel('TransientTransactionError')) return busy();
  }
  return error;
}

export const busy = () =>
  unavailable('busy', 'Others are changing the same records right now. Nothing was saved; try again in a moment.');

function fieldMessage(error: mongoose.Error.ValidatorError | mongoose.Error.CastError): string {
  if (error instanceof mongoose.Error.CastError)
    return `"${String(error.value)}" is not a valid ${error.kind.toLowerCase()}.`;
  if (error.kind === 'required') return 'This field is required.';
  if (error.kind === 'enum') return `"${String(error.value)}" is not one of the allowed values.`;
  return error.message;
}
