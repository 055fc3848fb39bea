import { Property } from '@adminjs/mongoose';
import type { PropertyType } from 'adminjs';
import type { SchemaType } from 'mongoose';

/** What this adapter reads of a Mongoose schema path; Mongoose's own typings leave most of it out. */
export type SchemaPath = SchemaType & {
  enumValues?: string[];
  schema?: { paths: Record<string, SchemaPath> };
  embeddedSchemaType?: SchemaPath;
};

/** Says which panel resource shows the records of a Mongoose model, or null where none does. */
export type ReferenceLookup = (modelName: string) => string | null;

const TYPES: Record<string, PropertyType> = {
  Boolean: 'boolean',
  Number: 'number',
  Int32: 'number',
  Double: 'float',
  Decimal128: 'float',
  Date: 'datetime',
  Embedded: 'mixed',
  DocumentArrayElement: 'mixed',
  Map: 'key-value',
  Mixed: 'key-value',
};

/** One path of a Mongoose schema as AdminJS sees it; mends what the stock class gets wrong on Mongoose 9. */
export class PanelProperty extends Property {
  private readonly referenceOf: ReferenceLookup;
  /** Where the path lies in a sub-document, whose schema knows only the last part of its name. */
  private readonly within: string | undefined;

  constructor(path: SchemaPath, position: number, referenceOf: ReferenceLookup, within?: string) {
    super(path, position);
    this.referenceOf = referenceOf;
    this.within = within;
  }

  /** The schema path of a value, or of one element where the path holds a list. */
  get inner(): SchemaPath {
    const path = this.mongoosePath as SchemaPath;
    return this.isArray() ? (path.embeddedSchemaType ?? path) : path;
  }

  override name(): string {
    return this.within ?? (this.mongoosePath as SchemaPath).path;
  }

  override path(): string {
    return this.name();
  }

  override type(): PropertyType {
    const instance = this.inner.instance;
    if (instance === 'ObjectId') return this.reference() ? 'reference' : 'string';
    return TYPES[instance] ?? 'string';
  }

  override reference(): string | null {
    const ref: unknown = this.inner.options?.ref;
    if (typeof ref === 'string') return this.referenceOf(ref);
    if (typeof ref === 'function' && 'modelName' in ref) return this.referenceOf(String(ref.modelName));
    return null;
  }

  override availableValues(): string[] | null {
    const values = this.inner.enumValues;
    return values && values.length > 0 ? values : null;
  }

  override subProperties(): PanelProperty[] {
    const paths = this.inner.schema?.paths;
    if (!paths) return [];
    return Object.values(paths)
      .filter((path) => !isMapValue(path))
      .map((path, position) => new PanelProperty(path, position, this.referenceOf));
  }

  override isRequired(): boolean {
    return Boolean((this.mongoosePath as SchemaPath).isRequired);
  }

  override isEditable(): boolean {
    return !['_id', '__v', 'revision', 'createdAt', 'updatedAt'].includes(this.name());
  }

  override isId(): boolean {
    return this.name() === '_id';
  }

  override isVisible(): boolean {
    return this.name() !== '__v';
  }
}

/** Mongoose lists the value type of a Map under `name.$*`, which is no field of the record. */
export const isMapValue = (path: SchemaPath): boolean => path.path.includes('$*');
