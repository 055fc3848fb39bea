import type { ClientSession, Model } from 'mongoose';
import { AuditLog, type Fields } from './audit-entry.model.ts';
import { type Change, changeBetween } from './change.policy.ts';
import { type Derived, misderived, touchesDerived } from './derived-fields.policy.ts';

// biome-ignore lint/suspicious/noExplicitAny: records of every audited model
export type AnyModel = Model<any>;

export type AuditedModelInfo = {
  /** The collection's name, as entries name it. */
  entity: string;
  ownedByLedger: ReadonlySet<string>;
  derived?: Derived | undefined;
  /** Set as soon as the model is made. */
  model?: AnyModel;
};

export type Touched = { entity: string; id: unknown; change: Change; revision: number };

type Record_ = {
  info: AuditedModelInfo;
  id: unknown;
  before: Fields | null;
  isNewId: boolean;
  /** As its last write left it, where that write brought the stored record back. */
  stored?: Fields;
  /** A document of it is being saved; its write comes next. */
  saving?: boolean;
};

/** The records an operation has touched, each with what it was when first seen, and what became of them at its end. */
export class TouchedRecords {
  readonly #session: ClientSession;
  readonly #records = new Map<string, Record_>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(session: ClientSession) {
    this.#session = session;
  }

  /** Reads of one transaction must not run side by side: bulkSave starts all its hooks at once. */
  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work, work);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  /** Notes a record that does not exist yet; `isNewId` where its id was made just now, so that no earlier record can have had it. */
  created(info: AuditedModelInfo, id: unknown, { isNewId }: { isNewId: boolean }): void {
    this.#note(info, id, null, isNewId);
  }

  /** Notes a record that was read in this operation before anything wrote it. */
  noted(info: AuditedModelInfo, record: Fields): void {
    this.#note(info, record['_id'], record);
  }

  /** Notes the records that match (`limit` 1 for the calls that write only one); `fresh` where none of them was touched before. */
  async matching(
    info: AuditedModelInfo,
    filter: Record<string, unknown>,
    options: { limit?: number; sort?: Record<string, 1 | -1>; collation?: { locale: string } } = {},
  ): Promise<{ found: Fields[]; fresh: boolean }> {
    const found = await this.#oneByOne(() =>
      modelOf(info)
        .collection.find(filter, { ...options, session: this.#session })
        .toArray(),
    );
    const fresh = found.every((record) => !this.has(info, record._id));
    for (const record of found) {
      this.#note(info, record._id, record);
      this.#forget(info, record._id);
    }
    return { found, fresh };
  }

  /** Notes that a document is about to be saved: the next write of its record is the save's own. */
  saving(info: AuditedModelInfo, id: unknown): void {
    this.#forget(info, id);
    const touched = this.#records.get(keyOf(info, id));
    if (touched) touched.saving = true;
  }

  /** Whether a write by this id is that of a document being saved. */
  isSaving(info: AuditedModelInfo, id: unknown): boolean {
    return this.#records.get(keyOf(info, id))?.saving ?? false;
  }

  /** Notes what a save left in the database, so that it need not be read back. Any later write makes this void. */
  saved(info: AuditedModelInfo, id: unknown, stored: Fields | null): void {
    this.#forget(info, id);
    const touched = this.#records.get(keyOf(info, id));
    if (touched && stored) touched.stored = stored;
  }

  #forget(info: AuditedModelInfo, id: unknown): void {
    const touched = this.#records.get(keyOf(info, id));
    delete touched?.stored;
    delete touched?.saving;
  }

  /** Forgets how the records of a collection were left: they are being written in a way that does not name them one by one. */
  forgetStored(info: AuditedModelInfo): void {
    for (const touched of this.#records.values()) if (touched.info === info) this.#forget(info, touched.id);
  }

  /** The revision a record's next write gives it. */
  nextRevision(info: AuditedModelInfo, id: unknown): number {
    const before = this.#records.get(keyOf(info, id))?.before;
    return Number(before?.['revision'] ?? 0) + 1;
  }

  has(info: AuditedModelInfo, id: unknown): boolean {
    return this.#records.has(keyOf(info, id));
  }

  #note(info: AuditedModelInfo, id: unknown, before: Fields | null, isNewId = false): void {
    const key = keyOf(info, id);
    if (!this.#records.has(key)) this.#records.set(key, { info, id, before, isNewId });
  }

  /** Reads every touched record back as stored, sets each revision and what is derived right, and answers those that changed. */
  async settle(): Promise<Touched[]> {
    const byModel = new Map<AnyModel, Record_[]>();
    for (const record of this.#records.values()) {
      const list = byModel.get(modelOf(record.info));
      if (list) list.push(record);
      else byModel.set(modelOf(record.info), [record]);
    }
    const changes: Touched[] = [];
    for (const [model, records] of byModel) changes.push(...(await this.#settleModel(model, records)));
    return changes;
  }

  async #settleModel(model: AnyModel, records: Record_[]): Promise<Touched[]> {
    const session = this.#session;
    const stored = new Map<string, Fields>();
    for (const { id, stored: known } of records) if (known) stored.set(String(id), known);
    const unread = records.filter((record) => !record.stored).map((record) => record.id);
    if (unread.length > 0) {
      const found = await model.collection.find({ _id: { $in: unread as never[] } }, { session }).toArray();
      for (const after of found) stored.set(String(after._id), after);
    }
    const reborn = records.filter((r) => r.before === null && !r.isNewId && stored.has(String(r.id)));
    const lastRevisions = reborn.length > 0 ? await this.#lastRevisions(reborn) : new Map<string, number>();

    const changes: Touched[] = [];
    const corrections: { updateOne: { filter: Fields; update: Fields } }[] = [];
    for (const { info, id, before } of records) {
      const read = stored.get(String(id)) ?? null;
      const written = changeBetween(before, read, info.ownedByLedger);
      const derived = derivedAnew(info, read, written);
      const after = derived ? { ...read, ...derived } : read;
      const change = derived ? changeBetween(before, after, info.ownedByLedger) : written;
      const last = before === null ? (lastRevisions.get(String(id)) ?? 0) : Number(before['revision'] ?? 0);
      const revision = change ? last + 1 : last;
      if (derived || (after && after['revision'] !== revision)) {
        corrections.push({ updateOne: { filter: { _id: id }, update: { $set: { ...derived, revision } } } });
      }
      if (change) changes.push({ entity: info.entity, id, change, revision });
    }
    if (corrections.length > 0) await model.collection.bulkWrite(corrections as never[], { session });
    return changes;
  }

  /** An id that was deleted and is used again goes on from its last revision. */
  async #lastRevisions(records: Record_[]): Promise<Map<string, number>> {
    const last = new Map<string, number>();
    const entity = records[0]?.info.entity;
    const filter = { entity, entityId: { $in: records.map((r) => String(r.id)) }, revision: { $exists: true } };
    const projection = { _id: 0, entityId: 1, revision: 1 } as const;
    for await (const entry of AuditLog.collection.find(filter, { session: this.#session, projection })) {
      const id = String(entry.entityId);
      last.set(id, Math.max(last.get(id) ?? 0, entry.revision ?? 0));
    }
    return last;
  }
}

/** Derived fields that a change left behind, with the values they should have; null where none is. */
function derivedAnew({ derived }: AuditedModelInfo, read: Fields | null, change: Change | null): Fields | null {
  if (!derived || !read || !change || !touchesDerived(derived, change)) return null;
  const wrong = misderived(derived, read);
  return Object.keys(wrong).length > 0 ? wrong : null;
}

const keyOf = (info: AuditedModelInfo, id: unknown): string => `${info.entity}:${String(id)}`;

/** A record's id as its collection stores it, whatever form the caller gave it in. Throws a CastError. */
export const recordId = (info: AuditedModelInfo, id: unknown): unknown => modelOf(info).schema.path('_id').cast(id);

export function modelOf(info: AuditedModelInfo): AnyModel {
  if (!info.model) throw new Error(`${info.entity} was written before its model was made`);
  return info.model;
}
