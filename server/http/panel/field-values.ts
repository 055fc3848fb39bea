import mongoose from 'mongoose';
import { durationInWords, readDuration } from '../../shared/duration.ts';
import { AppError, invalid } from '../../shared/errors.ts';
import { parseDecimal, toDecimalText } from '../../shared/money.ts';
import { isUom, UOMS } from '../../shared/quantity.ts';
import type { PlainRecord } from './bson-values.ts';
import { texts } from './panel.texts.ts';
import type { FieldDefinition } from './resource-definition.ts';
import { dayStart } from './zoned-day.ts';

/*
 * The panel speaks of money and quantities the way people do, in decimals ("2.55", "0.3"), on the way out and on the way in;
 * inside they are integers. This is the only place where the one becomes the other.
 */
const MONEY_DECIMALS = 2;
/** 2,000 basis points are 20 %. */
const PERCENT_DECIMALS = 2;

/** Values as the panel's pages get them. */
export function toShown(fields: Record<string, FieldDefinition>, values: PlainRecord): PlainRecord {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shownValue(fields[name] ?? {}, value, values)]),
  );
}

function shownValue(field: FieldDefinition, value: unknown, record: PlainRecord): unknown {
  if (field.format === 'duration' && value !== undefined) return durationInWords(value as number | null);
  if (value === null || value === undefined) return value;
  if (field.format === 'percent') return typeof value === 'number' ? shortDecimals(value, PERCENT_DECIMALS) : value;
  if (field.format === 'money') return typeof value === 'number' ? toDecimalText(value, MONEY_DECIMALS) : value;
  if (field.format === 'quantity') {
    return typeof value === 'number' ? shortDecimals(value, decimalsOf(field, record)) : value;
  }
  if (!field.parts) return value;
  const parts = field.parts;
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? toShown(parts, item) : item));
  return isObject(value) ? toShown(parts, value) : value;
}

function shortDecimals(value: number, decimals: number): string {
  const text = toDecimalText(value, decimals);
  return decimals > 0 ? text.replace(/\.?0+$/, '') : text;
}

function decimalsOf(field: FieldDefinition, record: PlainRecord): number {
  const unit = String(record[field.unitField ?? 'uom'] ?? 'piece');
  return isUom(unit) ? UOMS[unit] : 0;
}

export type ReadOptions = {
  timeZone: string;
  /** The record a form belongs to: a quantity is read in its unit. */
  record?: PlainRecord;
};

/** Reads what a form sent, by the fields' formats. Throws `invalid` with a message for each field that can't be read. */
export function readForm(
  fields: Record<string, FieldDefinition>,
  typed: PlainRecord,
  options: ReadOptions,
): PlainRecord {
  const values: PlainRecord = {};
  const faults: Record<string, string> = {};
  const record = { ...options.record, ...typed };
  for (const [name, raw] of Object.entries(typed)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) {
      faults[name] = texts.notAField;
      continue;
    }
    try {
      values[name] = readValue(field, raw, record, options);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      Object.assign(faults, nestedFaults(name, error));
    }
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.required === true && isEmpty(values[name]) && !faults[name] && Object.hasOwn(typed, name))
      faults[name] = texts.required;
  }
  if (Object.keys(faults).length > 0) throw invalid(faults);
  return values;
}

function nestedFaults(name: string, error: AppError): Record<string, string> {
  if (!error.fields) return { [name]: error.message };
  return Object.fromEntries(
    Object.entries(error.fields).map(([path, fault]) => [path ? `${name}.${path}` : name, fault]),
  );
}

const fault = (message: string): AppError => invalid({ '': message });

function readValue(field: FieldDefinition, raw: unknown, record: PlainRecord, options: ReadOptions): unknown {
  const value = typeof raw === 'string' ? raw.trim() : raw;
  if (value === '' || value === null || value === undefined) return field.format === 'yesNo' ? false : null;
  switch (field.format) {
    case 'money':
      return decimal(value, MONEY_DECIMALS, texts.notMoney);
    case 'quantity':
      return decimal(value, decimalsOf(field, record), texts.tooManyDecimals(decimalsOf(field, record)));
    case 'percent':
      return decimal(value, PERCENT_DECIMALS, texts.notPercent);
    case 'duration':
      return durationFrom(value);
    case 'number':
      return numberFrom(value);
    case 'yesNo':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      throw fault(texts.notYesNo);
    case 'choice':
      return oneOf(field, value);
    case 'choices':
    case 'scopes':
      return listFrom(value).map((item) => oneOf(field, item));
    case 'reference':
      if (!mongoose.isObjectIdOrHexString(value)) throw fault(texts.notReference);
      return String(value);
    case 'day':
    case 'moment':
      return dateFrom(value, options);
    case 'attributes':
      return attributesFrom(value);
    case 'lines':
    case 'rows':
      return listFrom(value).map((item) => partsFrom(field, item, options));
    case 'pictures':
      return listFrom(value).map((item) => partsFrom(field, isObject(item) ? onlyParts(field, item) : item, options));
    case 'group':
      return partsFrom(field, value, options);
    case 'list':
      return listFrom(typed(value)).filter((item) => item !== '' && item !== null);
    default:
      if (typeof value === 'object') throw fault(texts.malformed);
      return String(value);
  }
}

function decimal(value: unknown, decimals: number, message: string): number {
  const amount = parseDecimal(String(value).replace(/[£$€\s]/g, ''), decimals);
  if (amount === null) throw fault(message);
  return amount;
}

function durationFrom(value: unknown): number | null {
  const minutes = readDuration(String(value));
  if (minutes === undefined) throw fault(texts.notDuration);
  return minutes;
}

/** A list of texts is typed in one line, with commas between. */
const typed = (value: unknown): unknown =>
  typeof value === 'string' ? value.split(/[,;\n]/).map((item) => item.trim()) : value;

function numberFrom(value: unknown): number {
  const text = String(value).replaceAll(',', '');
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw fault(texts.notNumber);
  return Number(text);
}

function oneOf(field: FieldDefinition, value: unknown): string {
  const text = String(value);
  if (field.values && !field.values.includes(text)) throw fault(texts.notListed(field.values));
  return text;
}

function dateFrom(value: unknown, options: ReadOptions): Date {
  const text = String(value);
  const date = dayStart(text, options.timeZone) ?? (/^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text) : null);
  if (!date || Number.isNaN(date.getTime())) throw fault(texts.notDate);
  return date;
}

/** Free attributes come as an object or as rows of name and value; names that MongoDB reads as operators or paths are refused. */
function attributesFrom(value: unknown): PlainRecord {
  const rows = Array.isArray(value)
    ? value.filter(isObject).map((row) => [String(row['name'] ?? '').trim(), row['value']] as const)
    : Object.entries(isObject(value) ? value : {});
  const attributes: PlainRecord = {};
  for (const [name, item] of rows) {
    if (name === '' && (item === '' || item === undefined)) continue;
    if (!/^[^$.][^.]{0,59}$/.test(name) || name in Object.prototype) throw fault(texts.badAttributeName);
    if (typeof item === 'object' && item !== null) throw fault(texts.malformed);
    attributes[name] = typeof item === 'string' ? item.trim() : item;
  }
  return attributes;
}

function partsFrom(field: FieldDefinition, value: unknown, options: ReadOptions): PlainRecord {
  if (!isObject(value)) throw fault(texts.malformed);
  return readForm(field.parts ?? {}, value, options);
}

/** A picture comes back with its sizes and addresses, which are no input. */
const onlyParts = (field: FieldDefinition, item: PlainRecord): PlainRecord =>
  Object.fromEntries(Object.entries(item).filter(([name]) => Object.hasOwn(field.parts ?? {}, name)));

function listFrom(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value) && Object.keys(value).length === 0) return [];
  throw fault(texts.malformed);
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

const isObject = (value: unknown): value is PlainRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
