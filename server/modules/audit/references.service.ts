import type { Schema } from 'mongoose';
import { collections, type RegisteredCollection, whereAny } from '../../platform/model.ts';
import { currentOperation } from './operation.service.ts';

type Reference = { from: RegisteredCollection; path: string };

/** Every path of an audited collection or ledger that names records of this one, from the schemas. */
function referencesTo(entity: string): Reference[] {
  return collections()
    .filter((c) => c.class === 'audited' || c.class === 'ledger')
    .flatMap((from) => pathsWithRef(from.model.schema, entity).map((path) => ({ from, path })));
}

function pathsWithRef(schema: Schema, entity: string): string[] {
  return Object.entries(schema.paths).flatMap(([path, type]) => {
    const inner = type.schema ? pathsWithRef(type.schema, entity).map((below) => `${path}.${below}`) : [];
    const { ref } = type.options as { ref?: unknown };
    const inList = (type as { embeddedSchemaType?: { options?: { ref?: unknown } } }).embeddedSchemaType?.options?.ref;
    return ref === entity || inList === entity ? [path, ...inner] : inner;
  });
}

/** Which of these records others still refer to, each with a word on by what; asked within the current operation. */
export async function stillReferred(entity: string, ids: unknown[]): Promise<Map<string, string>> {
  const session = currentOperation()?.session;
  const found = new Map<string, string>();
  for (const { from, path } of referencesTo(entity)) {
    // Those that refer to each other go together.
    const own = from.collection === entity ? { _id: { $nin: ids } } : {};
    const filter = { ...whereAny(from, path, ids), ...own };
    const named = new Set(ids.map(String));
    for (const id of await from.model.collection.distinct(path, filter as never, session ? { session } : {}))
      if (named.has(String(id))) found.set(String(id), from.collection);
  }
  return found;
}
