import type { RequestContext } from '../../shared/request-context.ts';
import type { PlainRecord } from './bson-values.ts';
import type { Where } from './filter-terms.ts';
import type { Registry } from './registry.ts';
import type { AnyModel, Scope } from './resource.ts';

/** How a value is shown, typed and read. Derived from the schema where a resource does not say otherwise. */
export type FieldFormat =
  | 'text'
  | 'longText'
  /** Long text whose columns were drawn with characters, such as a mail's. */
  | 'letter'
  | 'email'
  | 'phone'
  | 'country'
  | 'number'
  | 'money'
  | 'quantity'
  | 'yesNo'
  | 'day'
  | 'moment'
  | 'choice'
  | 'choices'
  | 'scopes'
  | 'reference'
  | 'attributes'
  | 'pictures'
  | 'lines'
  | 'rows'
  | 'percent'
  | 'duration'
  | 'group'
  | 'person'
  | 'changes'
  | 'list'
  | 'step';

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet';

type RecordLink = { resource: string; idFrom: string; when?: Record<string, string> };

export type FieldDefinition = {
  format?: FieldFormat;
  /** Colours of a choice's values. */
  tones?: Record<string, Tone>;
  /** Fields of the record with which the colours say nothing any more: a cancelled order waits for nobody. */
  calmWhen?: Record<string, string>;
  /** The values of a choice, where the schema does not list them. */
  values?: readonly string[];
  /** Only these of the values are offered, depending on what another input of the form says. */
  valuesBy?: { field: string; values: Record<string, readonly string[]> };
  /** The values are the names of all resources, whichever there are. */
  valuesAre?: 'entities';
  /** How filters compare: the whole text (ids, addresses), or how a code begins, in its own upper and lower case. */
  match?: 'exact' | 'code';
  /** The record's field that holds the unit of a quantity. */
  unitField?: string;
  /** The resource that a reference opens, where it is not the one that shows the model. */
  reference?: string;
  /** Set when the record is made, by those who may carry out this action; never by the edit form. */
  setBy?: string;
  /** Shown, never typed. */
  readOnly?: boolean;
  /** `new` = only while the record is made. */
  required?: boolean | 'new';
  /** Not a path of the schema: `present` supplies it. */
  virtual?: boolean;
  /** What a filter asks of the database, per value: for a virtual field, or where another one has the index. */
  query?: (value: string) => Where | Promise<Where>;
  /** The columns of `lines`, the parts of a `group`. */
  parts?: Record<string, FieldDefinition>;
  sortable?: boolean;
  /** In lists, what is shown where this has no value: a field, or a part of one as `guest.name`. */
  otherwise?: string;
  /** Has a help text in the catalogue. */
  help?: boolean;
  /** Named components that take the place of the panel's own; see the component list in resources/components. */
  components?: { show?: string; edit?: string; list?: string; filter?: string };
  /** Opens another record: the one whose id stands in `idFrom` beside the value; of several, the first one whose `when` holds. */
  link?: RecordLink | readonly RecordLink[];
  /** Upper bound of typed characters. */
  maxLength?: number;
  /** A part that is carried along with its row, never shown. */
  hidden?: boolean;
  /** Rows can be changed, not added or taken away. */
  fixedRows?: boolean;
  /** A long text may be filled from a file that the person chooses. */
  fromFile?: boolean;
};

export type Section = { title: string; fields: readonly string[] };

/** One input of a named action's little form. */
export type ActionField = FieldDefinition & {
  initial?: (record: PlainRecord) => unknown | Promise<unknown>;
  /** Asked only while another input of the form has this value. */
  only?: Record<string, string>;
  /** Asked only of those who may do this, as `resource.action` of the permission table; the use case refuses the others itself. */
  permission?: string;
};

/** What came with the call: the version its page showed, and a key that is the same when one click arrives twice. */
export type ActionCall = { revision?: number; requestKey?: string };

export type ActionOutcome = { message?: string; options?: Record<string, unknown>; redirectTo?: string } | undefined;

/** What an action that can't be taken back would do. */
export type ActionPreview = {
  goes: string[];
  stays: string[];
  /** To be typed into the input `confirmation`. */
  word: string;
  /** Why it can't be carried out now. */
  blocked?: string;
};

export type NamedAction = {
  /** The name in the permission table, where it is another. */
  permission?: string;
  /** Offered only for records of which this is true; the use case refuses the others itself. */
  when?: (record: PlainRecord) => boolean;
  form?: Record<string, ActionField>;
  tone?: 'primary' | 'danger';
  icon?: string;
  /** Offered, in a strip above the record, only while something in it is masked for its reader, or is unmasked for a while. */
  shownWhile?: 'masked' | 'unmasked';
  /** Offered behind "More", never beside what is done every day. */
  rare?: boolean;
  /** Carried out by the record's own page, never offered as a button. */
  quiet?: boolean;
  /** What is told before it is carried out, beside its form. */
  preview?: (ctx: RequestContext, id: string) => Promise<ActionPreview>;
  /** Something to be read about the record: its address answers this, and it can't be carried out. */
  read?: (ctx: RequestContext, id: string, help: ReadHelp) => Promise<PlainRecord>;
  /** Carries out the use case, which is an operation of its own. `input` holds what the form asks for, parsed. */
  run?: (ctx: RequestContext, id: string, input: PlainRecord, call: ActionCall) => Promise<ActionOutcome | unknown>;
  /** Also offered for a selection; then it is run for each record. `sideBySide` where it looks at no other record than its own. */
  bulk?: boolean | 'sideBySide';
};

/** What such a reading may ask of the panel. */
export type ReadHelp = { query: URLSearchParams; registry: Registry };

export type SearchDefinition = {
  /** Fields found by how they begin. */
  prefix?: readonly string[];
  /** Fields found only when typed in full, such as numbers and addresses. */
  exact?: readonly string[];
  /** What is typed in such a form is looked for in this field alone, as a whole: an e-mail address, a telephone number. */
  only?: Readonly<Record<string, RegExp>>;
  /** Any other way in which the search box finds records, as a query. */
  query?: (text: string) => Where | null;
};

type Reference = {
  model: () => AnyModel;
  field: string;
  /** The message's key in the catalogue of errors: "3 products are filed under it". */
  says: (count: number, capped: boolean) => string;
};

/** What a resource may ask of the panel while it prepares records for show. */
export type PresentHelp = {
  registry: Registry;
  currency: string;
  timeZone: string;
  /** The titles of an entity's records by id, as far as the reader may see them. */
  titles: (entity: string, ids: string[]) => Promise<Map<string, string>>;
};

/** Changes a record on behalf of the form; `revision` is the version the form is based on. */
type UpdateUseCase = (ctx: RequestContext, id: string, values: PlainRecord, revision: number) => Promise<unknown>;

export type ResourceDefinition = {
  /** The name in addresses: `/admin/resources/<id>`. */
  id: string;
  /** The name in the permission table and in the trail. */
  entity: string;
  model: AnyModel;
  /** The heading it stands under in the navigation. */
  group: string;
  icon: string;
  /** Fields that make up a record's title, and how. Gets only values that the reader may see. */
  titleFields: readonly string[];
  title: (values: PlainRecord) => string;
  fields: Record<string, FieldDefinition>;
  /** Columns of the list. */
  list: readonly string[];
  filters: readonly string[];
  search?: SearchDefinition;
  show: readonly Section[];
  /** Inputs of the new and edit forms. */
  form: readonly Section[];
  sort: { by: string; direction: 'asc' | 'desc' };
  scope?: Scope;
  /** A filter by a choice whose values stand above the list as tabs. */
  tabs?: string;
  /** A page of its own on which new records are made, for those who may carry out this action. */
  newPage?: { page: string; permission: string };
  /** What the navigation opens of it, where that is not all: `filters.about=events`, or `/records/<id>/show` where there is one record. */
  landing?: string;
  /** Opening, listing and searching it leaves access entries. */
  personal: boolean;
  /** Which of the built-in ways to write it has. */
  writes: { new: boolean; edit: boolean; delete: boolean };
  defaults: PlainRecord;
  /** Fields of the record that hold whole sub-lists and are left out of list answers. */
  heavy: readonly string[];
  /** `shownOnce` is told to whoever made the record in this one answer, and kept nowhere. */
  create?: (ctx: RequestContext, values: PlainRecord) => Promise<{ id: string; shownOnce?: string }>;
  update?: UpdateUseCase;
  remove?: (ctx: RequestContext, id: string) => Promise<unknown>;
  referencedBy: readonly Reference[];
  actions: Record<string, NamedAction>;
  /** Adds what is shown but not stored; for a list it is asked once for all rows. */
  present?: (
    records: PlainRecord[],
    ctx: RequestContext,
    where: 'list' | 'show',
    help: PresentHelp,
  ) => Promise<PlainRecord[]>;
};
