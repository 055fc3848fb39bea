import { Resource } from '@adminjs/mongoose';
import { type ActionContext, BaseRecord, type BaseResource, type Filter } from 'adminjs';
import mongoose, { type Model } from 'mongoose';
import { badRequest, invalid, isAppError, notFound, stale } from '../../shared/errors.ts';
import { type PlainRecord, toPlain } from './bson-values.ts';
import { type FilterValue, filterTerm, TEXT_COLLATION, type Where } from './filter-terms.ts';
import { texts } from './panel.texts.ts';
import { isMapValue, PanelProperty, type ReferenceLookup, type SchemaPath } from './property.ts';
import { toRecordError } from './record-errors.ts';
import { setValues } from './write-values.ts';

// biome-ignore lint/suspicious/noExplicitAny: models of every shape
export type AnyModel = Model<any, any, any, any, any, any>;

/** Which records the lists of a resource show; some ask otherwise beside certain filters. */
export type Scope = Where | ((filters: readonly Where[]) => Where);

export type AdapterOptions = {
  /** The name in the panel's addresses; two resources may show the same model. */
  id?: string;
  /** Which of the model's records the lists of this resource show. */
  scope?: Scope;
  /** The field (or fields) a record is called by. */
  titleFields?: readonly string[];
  timeZone?: string;
  /** Fields whose filters are typed as money. */
  moneyFields?: readonly string[];
  referenceOf?: ReferenceLookup;
};

const plainRecords = new WeakMap<BaseRecord, PlainRecord>();

/** The record as it was read. AdminJS keeps it flattened, which loses empty lists and names with dots. */
export const plainOf = (record: BaseRecord | null | undefined): PlainRecord =>
  (record && plainRecords.get(record)) ?? { ...record?.params };

export type Query = { where: Where; collation?: boolean };
type Order = { sortBy?: string | undefined; direction?: 'asc' | 'desc' | undefined };
export type PageOptions = Order & { limit: number; offset: number };

/** Lists are counted no further than this: beyond it people read "1,000+". */
export const COUNT_LIMIT = 1001;
const QUERY_TIME_MS = 5000;
const MAX_TIME_EXPIRED = 50;

/** The adapter between AdminJS and a Mongoose model: the stock one, with the methods replaced that fail on Mongoose 9 or at size. */
export class PanelResource extends Resource {
  readonly options: AdapterOptions;
  private readonly knownProperties: PanelProperty[];

  constructor(model: AnyModel, options: AdapterOptions = {}) {
    super(model);
    this.options = options;
    const paths = Object.values(model.schema.paths) as SchemaPath[];
    this.knownProperties = paths
      .filter((path) => !isMapValue(path))
      .map((path, position) => new PanelProperty(path, position, options.referenceOf ?? ((name) => name)));
  }

  static override isAdapterFor(candidate: unknown): boolean {
    return typeof candidate === 'function' && candidate.prototype instanceof mongoose.Model;
  }

  override id(): string {
    return this.options.id ?? super.id();
  }

  override properties(): PanelProperty[] {
    return this.knownProperties;
  }

  override property(path: string): PanelProperty {
    // AdminJS reads null as "no such property"; its typings do not say so.
    return this.lookUp(path) as PanelProperty;
  }

  private lookUp(path: string): PanelProperty | null {
    const direct = this.knownProperties.find((property) => property.name() === path);
    if (direct) return direct;
    const schemaPath = this.MongooseModel.schema.path(path) as SchemaPath | undefined;
    if (!schemaPath || path.includes('$')) return null;
    return new PanelProperty(schemaPath, 0, this.options.referenceOf ?? ((name) => name), path);
  }

  /** A filter as AdminJS hands it over, as a query. Refuses what it can't understand. */
  query(filter: Filter | null): Query {
    const terms: Where[] = [];
    let collation = false;
    for (const element of Object.values(filter?.filters ?? {})) {
      const property = this.lookUp(element.path);
      if (!property) throw badRequest('bad_filter', texts.unknownFilter(element.path), { field: element.path });
      if (isBlank(element.value)) continue;
      terms.push(this.term(property, element.value));
      collation ||= isFreeText(property);
    }
    return { where: this.scoped(terms), collation };
  }

  /** The records of this resource's lists that meet all these conditions. */
  scoped(terms: readonly Where[]): Where {
    const { scope = {} } = this.options;
    const own = typeof scope === 'function' ? scope(terms) : scope;
    return allOf([own, ...terms].filter((term) => Object.keys(term).length > 0));
  }

  term(property: PanelProperty, value: FilterValue): Where {
    return filterTerm(property, value, {
      timeZone: this.options.timeZone ?? 'UTC',
      money: this.options.moneyFields?.includes(property.name()) ?? false,
    });
  }

  override async count(filter?: Filter | null): Promise<number> {
    return this.countOf(this.query(filter ?? null));
  }

  async countOf(query: Query): Promise<number> {
    const counting = this.MongooseModel.countDocuments(query.where).limit(COUNT_LIMIT).maxTimeMS(QUERY_TIME_MS);
    if (query.collation) counting.collation(TEXT_COLLATION);
    return inTime(counting.exec());
  }

  override async find(
    filter: Filter,
    options: { limit?: number; offset?: number; sort?: { sortBy?: string; direction?: 'asc' | 'desc' } },
  ): Promise<BaseRecord[]> {
    const records = await this.page(this.query(filter), {
      limit: options.limit ?? 20,
      offset: options.offset ?? 0,
      sortBy: options.sort?.sortBy,
      direction: options.sort?.direction,
    });
    return records.map((record) => this.recordOf(record));
  }

  /** One page of a list; equal values keep their order because `_id` decides between them. */
  async page(query: Query, options: PageOptions): Promise<PlainRecord[]> {
    const finding = this.MongooseModel.find(query.where)
      .sort(this.sortOf(options))
      .skip(options.offset)
      .limit(options.limit)
      .maxTimeMS(QUERY_TIME_MS)
      .lean();
    if (query.collation) finding.collation(TEXT_COLLATION);
    const documents = await inTime(finding.exec());
    return documents.map(toPlain);
  }

  /** How many there are, counted to the end. */
  async countAll(query: Query): Promise<number> {
    const counting = this.MongooseModel.countDocuments(query.where).maxTimeMS(4 * QUERY_TIME_MS);
    if (query.collation) counting.collation(TEXT_COLLATION);
    return inTime(counting.exec());
  }

  /** Every record of a list in its order, `batch` of them in memory at a time. */
  all(query: Query, order: Order, batch: number): AsyncGenerator<PlainRecord> {
    const finding = this.MongooseModel.find(query.where).sort(this.sortOf(order)).allowDiskUse(true).lean();
    if (query.collation) finding.collation(TEXT_COLLATION);
    return (async function* () {
      for await (const document of finding.cursor({ batchSize: batch })) yield toPlain(document);
    })();
  }

  private sortOf({ sortBy, direction }: Order): Record<string, 1 | -1> {
    const order = direction === 'desc' ? -1 : 1;
    if (!sortBy || sortBy === '_id') return { _id: order };
    const property = this.lookUp(sortBy);
    if (!property?.isSortable()) throw badRequest('bad_sort', texts.badSort(sortBy), { field: sortBy });
    return { [sortBy]: order, _id: order };
  }

  override async findOne(id: string): Promise<BaseRecord> {
    return this.recordOf(await this.read(id));
  }

  /** The record as stored, plain; throws `not_found` for an unknown or malformed id. */
  async read(id: string): Promise<PlainRecord> {
    const document = await this.MongooseModel.findById(this.idOf(id)).lean().exec();
    if (!document) throw notFound(this.id(), id);
    return toPlain(document);
  }

  /** Records by id. AdminJS asks for those that another resource's records refer to as well; their titles come from `presentRecords`. */
  override async findMany(ids: readonly string[], context?: ActionContext): Promise<BaseRecord[]> {
    if (context?.resource && context.resource !== this) return [];
    const known = ids.flatMap((id) => this.castId(id) ?? []);
    const finding = this.MongooseModel.find({ _id: { $in: known } }).lean();
    return (await finding.exec()).map((document) => this.recordOf(toPlain(document)));
  }

  recordOf(values: PlainRecord): BaseRecord {
    const record = new BaseRecord(
      values as ConstructorParameters<typeof BaseRecord>[0],
      this as unknown as BaseResource,
    );
    plainRecords.set(record, values);
    return record;
  }

  override build(params: PlainRecord): BaseRecord {
    return this.recordOf(params);
  }

  /** Creates a record; runs inside the caller's operation. Throws `invalid` and `duplicate`. */
  override async create(params: PlainRecord): Promise<PlainRecord> {
    const document = new this.MongooseModel();
    return this.save(document, params);
  }

  /**
   * Changes a record; runs inside the caller's operation. Where the model counts revisions the form's own must be given and be the
   * latest: throws `revision_missing` or `stale`, and `not_found`, `invalid`, `duplicate`.
   */
  override async update(id: string, params: PlainRecord): Promise<PlainRecord> {
    const document = await this.MongooseModel.findById(this.idOf(id)).exec();
    if (!document) throw notFound(this.id(), id);
    if (this.MongooseModel.schema.path('revision')) assertLatest(document, params['revision']);
    return this.save(document, params);
  }

  private async save(document: mongoose.Document, params: PlainRecord): Promise<PlainRecord> {
    const { _id, __v, revision, createdAt, updatedAt, ...values } = params;
    try {
      setValues(document, this.knownProperties, values);
      await document.save();
    } catch (error) {
      throw toRecordError(error);
    }
    return toPlain(document.toObject({ flattenMaps: true, virtuals: false }));
  }

  /** Deletes a record; runs inside the caller's operation. */
  override async delete(id: string): Promise<void> {
    const document = await this.MongooseModel.findById(this.idOf(id)).exec();
    if (!document) throw notFound(this.id(), id);
    await document.deleteOne();
  }

  private idOf(id: string): unknown {
    const cast = this.castId(id);
    if (cast === null) throw notFound(this.id(), id);
    return cast;
  }

  private castId(id: string): unknown {
    const path = this.MongooseModel.schema.path('_id');
    if (path.instance === 'ObjectId' && !mongoose.isObjectIdOrHexString(id)) return null;
    try {
      return path.cast(id);
    } catch {
      return null;
    }
  }
}

function assertLatest(document: mongoose.Document, given: unknown): void {
  const expected = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof expected !== 'number') throw invalid({ revision: texts.revisionMissing }, texts.revisionMissing);
  const actual = Number(document.get('revision'));
  if (expected !== actual) throw stale({ expected, actual, theirs: toPlain(document.toObject({ flattenMaps: true })) });
}

const isBlank = (value: FilterValue): boolean =>
  typeof value === 'string' ? value.trim() === '' : !value?.from && !value?.to;

/** Free text is compared with the collation of the indexes; listed values are not. */
export const isFreeText = (property: PanelProperty): boolean =>
  property.type() === 'string' && property.inner.instance === 'String' && property.availableValues() === null;

export const allOf = (terms: Where[]): Where =>
  terms.length === 0 ? {} : terms.length === 1 ? (terms[0] as Where) : { $and: terms };

async function inTime<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (isAppError(error)) throw error;
    if (error instanceof mongoose.mongo.MongoServerError && error.code === MAX_TIME_EXPIRED) {
      throw badRequest('too_slow', texts.narrow);
    }
    throw error;
  }
}
