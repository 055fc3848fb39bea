import mongoose from 'mongoose';
import { duplicateField, isDuplicateKey } from '../../platform/database-errors.ts';
import { duplicate, invalid, isAppError } from '../../shared/errors.ts';
import { texts } from './panel.texts.ts';

type FieldFault = {
  kind?: string;
  name?: string;
  message: string;
  properties?: Record<string, unknown>;
  path?: string;
};

/**
 * Turns what Mongoose and MongoDB throw about a record into one of our errors, in words for the person who typed it;
 * anything else is returned as it came.
 */
export function toRecordError(error: unknown): unknown {
  if (isAppError(error)) return error;
  if (error instanceof mongoose.Error.ValidationError) {
    const faults = Object.entries(error.errors as Record<string, FieldFault>);
    return invalid(Object.fromEntries(faults.map(([path, fault]) => [path, inWords(fault)])));
  }
  if (error instanceof mongoose.Error.CastError) return invalid({ [error.path]: inWords(error) });
  if (error instanceof mongoose.Error.StrictModeError) return invalid({ [error.path]: texts.notAField });
  if (isDuplicateKey(error)) return duplicate(...duplicateField(error));
  return error;
}

const CAST_WORDS: Record<string, string> = {
  Number: texts.notNumber,
  Int32: texts.notWhole,
  Double: texts.notNumber,
  Decimal128: texts.notNumber,
  Date: texts.notDate,
  date: texts.notDate,
  Boolean: texts.notYesNo,
  ObjectId: texts.notReference,
};

function inWords(fault: FieldFault): string {
  const properties = fault.properties ?? {};
  switch (fault.kind) {
    case 'required':
      return texts.required;
    case 'enum':
      return texts.notListed((properties['enumValues'] as string[] | undefined) ?? []);
    case 'min':
      return texts.tooSmall(properties['min']);
    case 'max':
      return texts.tooLarge(properties['max']);
    case 'minlength':
      return texts.tooShort(properties['minlength']);
    case 'maxlength':
      return texts.tooLong(properties['maxlength']);
    case 'regexp':
      return texts.malformed;
    default:
      break;
  }
  if (fault.name === 'CastError') return CAST_WORDS[fault.kind ?? ''] ?? texts.malformed;
  return fault.message;
}
