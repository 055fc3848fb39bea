import mongoose from 'mongoose';
import { type AppError, badRequest } from '../../shared/errors.ts';
import { parseMoney } from '../../shared/money.ts';
import { texts } from './panel.texts.ts';
import type { PanelProperty } from './property.ts';
import { dayEnd, dayStart } from './zoned-day.ts';

export type Where = Record<string, unknown>;
export type FilterValue = string | { from?: string; to?: string };

/** How texts compare in searches and sorts: upper and lower case alike, as the indexes for prefix search are built. */
export const TEXT_COLLATION = { locale: 'en', strength: 2 } as const;

/** The highest code point a text index knows: the end of a prefix range. */
const LAST = '\uffff';

export type FilterOptions = { timeZone: string; money?: boolean };

/** One filter of a list as a MongoDB condition. Whatever can't be understood is refused in words, never dropped. */
export function filterTerm(property: PanelProperty, value: FilterValue, options: FilterOptions): Where {
  const path = property.name();
  if (typeof value !== 'string') return { [path]: rangeOf(property, value, options) };
  const text = value.trim();
  const listed = property.availableValues();
  if (listed) {
    if (!listed.includes(text)) throw bad(property, texts.notListed(listed));
    return { [path]: text };
  }
  switch (property.inner.instance) {
    case 'Boolean':
      if (text !== 'true' && text !== 'false') throw bad(property, texts.notYesNo);
      return { [path]: text === 'true' };
    case 'ObjectId':
      if (!mongoose.isObjectIdOrHexString(text)) throw bad(property, texts.notReference);
      return { [path]: new mongoose.Types.ObjectId(text) };
    case 'Number':
    case 'Int32':
    case 'Double':
    case 'Decimal128':
      return { [path]: numberOf(property, text, options) };
    case 'Date':
      return { [path]: rangeOf(property, { from: text, to: text }, options) };
    default:
      if (!holdsText(property)) throw badRequest('bad_filter', texts.unknownFilter(path), { field: path });
      return prefixTerm(path, text);
  }
}

/** False for parts of a record that are records themselves, such as an address: they have no beginning to look for. */
export function holdsText({ inner }: PanelProperty): boolean {
  const { instance, embeddedSchemaType } = inner as { instance: string; embeddedSchemaType?: { instance: string } };
  return (instance === 'Array' ? embeddedSchemaType?.instance : instance) === 'String';
}

/** Finds texts that begin with what was typed, by a range that an index answers. */
export const prefixTerm = (path: string, text: string): Where => ({ [path]: { $gte: text, $lt: text + LAST } });

function rangeOf(property: PanelProperty, range: { from?: string; to?: string }, options: FilterOptions): Where {
  const { from, to } = range;
  if (property.inner.instance === 'Date') {
    return {
      ...(from ? { $gte: instantOf(property, from, (day) => dayStart(day, options.timeZone)) } : {}),
      ...(to ? upTo(property, to, options) : {}),
    };
  }
  if (property.type() !== 'number' && property.type() !== 'float') throw bad(property, texts.malformed);
  return {
    ...(from ? { $gte: numberOf(property, from, options) } : {}),
    ...(to ? { $lte: numberOf(property, to, options) } : {}),
  };
}

function upTo(property: PanelProperty, to: string, options: FilterOptions): Where {
  const end = dayEnd(to, options.timeZone);
  return end ? { $lt: end } : { $lte: instantOf(property, to, () => null) };
}

function instantOf(property: PanelProperty, text: string, ofDay: (day: string) => Date | null): Date {
  const day = ofDay(text);
  if (day) return day;
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text) : null;
  if (!instant || Number.isNaN(instant.getTime())) throw bad(property, texts.notDate);
  return instant;
}

function numberOf(property: PanelProperty, text: string, options: FilterOptions): unknown {
  if (options.money) return moneyOf(property, text);
  const plain = text.replaceAll(',', '');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) throw bad(property, texts.notNumber);
  if (property.inner.instance === 'Decimal128') return mongoose.Types.Decimal128.fromString(plain);
  return Number(plain);
}

function moneyOf(property: PanelProperty, text: string): number {
  try {
    return parseMoney(text);
  } catch {
    throw bad(property, texts.notNumber);
  }
}

const bad = (property: PanelProperty, why: string): AppError =>
  badRequest('bad_filter', texts.badFilter(property.name(), why), { field: property.name() });
