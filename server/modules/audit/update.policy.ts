import type { Fields } from './audit-entry.model.ts';

/** An update as MongoDB takes it: operators, plain fields (Mongoose sets them), or the stages of a pipeline. */
export type Update = Fields | Fields[];

/** Stages after which a record holds only what they name. */
const WHOLE_RECORD_STAGES: ReadonlySet<string> = new Set(['$project', '$replaceRoot', '$replaceWith']);

const topLevel = (path: string): string => path.split('.')[0] ?? path;

/** The top-level fields an update writes, whatever operator it uses. */
export function updatedFields(update: Update): string[] {
  return [update].flat().flatMap((stage) =>
    Object.entries(stage).flatMap(([key, value]) => {
      if (key === '$unset' && (typeof value === 'string' || Array.isArray(value))) return [value].flat().map(topLevel);
      if (key === '$rename')
        return Object.entries(value as Record<string, string>)
          .flat()
          .map(topLevel);
      return key.startsWith('$') ? Object.keys(value as Fields).map(topLevel) : [topLevel(key)];
    }),
  );
}

/** True for a pipeline that may take away fields without naming them. */
export const isWholeRecord = (update: Update): boolean =>
  Array.isArray(update) && update.some((stage) => Object.keys(stage).some((key) => WHOLE_RECORD_STAGES.has(key)));

/** Adds one to the revision, unless the update already sets it (a saved document does). */
export function withNextRevision(update: Update): Update {
  if (updatedFields(update).includes('revision')) return update;
  if (Array.isArray(update)) return [...update, { $set: { revision: { $add: [{ $ifNull: ['$revision', 0] }, 1] } } }];
  return { ...update, $inc: { ...(update['$inc'] as Fields), revision: 1 } };
}

/** The id that an upsert names for what it will insert; undefined where MongoDB would make one. */
export function namedInsertId(filter: Fields, update: Update): unknown {
  const exact = exactValue(filter['_id']) ?? onlyOneOf(filter['_id']);
  if (exact !== undefined || Array.isArray(update)) return exact;
  const inside = [update['$setOnInsert'], update['$set'], update].map((part) => (part as Fields | undefined)?.['_id']);
  return inside.find((id) => id !== undefined);
}

/** Gives what an upsert will insert an id of our choice. */
export function withInsertId(update: Update, id: unknown): Update {
  if (Array.isArray(update)) return [...update, { $set: { _id: { $ifNull: ['$_id', id] } } }];
  return { ...update, $setOnInsert: { ...(update['$setOnInsert'] as Fields), _id: id } };
}

/** True for a filter that is nothing but one record's id. */
export const isIdFilter = (filter: Fields): boolean =>
  Object.keys(filter).length === 1 && exactValue(filter['_id']) !== undefined;

/** Ties a filter to the records it was found to match, and keeps it: a positional update needs its array condition. */
export const tiedTo = (filter: Fields, ids: unknown[]): Fields =>
  isIdFilter(filter) ? filter : { $and: [{ _id: { $in: ids } }, filter] };

function exactValue(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith('$'))) return value;
  return keys.length === 1 ? (value as { $eq?: unknown }).$eq : undefined;
}

/** MongoDB takes a list of one for that one. */
function onlyOneOf(value: unknown): unknown {
  const { $in } = (value ?? {}) as { $in?: unknown[] };
  return $in?.length === 1 ? $in[0] : undefined;
}
