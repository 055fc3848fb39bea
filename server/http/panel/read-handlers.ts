import { badRequest, forbidden } from '../../shared/errors.ts';
import { maskedFields, rowFilter, visibleFields } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { PlainRecord } from './bson-values.ts';
import { type FilterValue, holdsText, prefixTerm, type Where } from './filter-terms.ts';
import { texts } from './panel.texts.ts';
import { type PanelRequest, panelRequest, panelTarget } from './panel-request.ts';
import { type PresentedRecord, presentRecords } from './present-record.ts';
import type { RegisteredResource, Registry } from './registry.ts';
import { COUNT_LIMIT, isFreeText, type Query } from './resource.ts';

const PER_PAGE = 25;
const MOST_PER_PAGE = 200;
const PICKER_SIZE = 20;

export type ListAnswer = {
  records: PresentedRecord[];
  meta: {
    /** How many there are; `capped` means "at least that many, not counted further". */
    total: number;
    capped: boolean;
    page: number;
    perPage: number;
    sortBy: string;
    direction: 'asc' | 'desc';
    more: boolean;
  };
};

/** One page of a list, searched, filtered and sorted as the address says. */
export async function list(registry: Registry): Promise<ListAnswer> {
  const { ctx, query } = panelRequest();
  const { resource } = panelTarget();
  const { query: asked, order } = await listAsked(resource, query, ctx);
  const { sortBy, direction } = order;
  const page = positive(query.get('page'), 1, Number.MAX_SAFE_INTEGER / MOST_PER_PAGE);
  const perPage = positive(query.get('perPage'), PER_PAGE, MOST_PER_PAGE);

  const limit = perPage + 1;
  const found = await resource.adapter.page(asked, { ...order, limit, offset: (page - 1) * perPage });
  const records = found.slice(0, perPage);
  const counted = await resource.adapter.countOf(asked);
  return {
    records: await presentRecords(registry, resource, records, ctx, 'list'),
    meta: {
      total: Math.min(counted, COUNT_LIMIT - 1),
      capped: counted >= COUNT_LIMIT,
      page,
      perPage,
      sortBy,
      direction,
      more: found.length > perPage,
    },
  };
}

type ListQuery = { query: Query; order: { sortBy: string; direction: 'asc' | 'desc' } };

/** Which records an address asks for, and in which order. Throws `bad_filter`, `bad_sort`, `forbidden`. */
export async function listAsked(
  resource: RegisteredResource,
  query: URLSearchParams,
  ctx: RequestContext,
): Promise<ListQuery> {
  const asked = await listQuery(resource, query, ctx);
  const sortBy = sortField(resource, query.get('sortBy'), ctx);
  const direction = query.get('direction') ?? (query.get('sortBy') ? 'asc' : resource.sort.direction);
  if (direction !== 'asc' && direction !== 'desc') throw badRequest('bad_sort', texts.badSort(direction));
  return { query: asked, order: { sortBy, direction } };
}

/** What a picker finds for the typed text: ids and titles. */
export async function search(registry: Registry): Promise<{ records: PresentedRecord[] }> {
  const { ctx, query } = panelRequest();
  const { resource } = panelTarget();
  const asked = await listQuery(resource, query, ctx);
  const found = await resource.adapter.page(asked, {
    ...sortForPicker(resource, query),
    limit: PICKER_SIZE,
    offset: 0,
  });
  const presented = await presentRecords(registry, { ...resource, list: [] }, found, ctx, 'list');
  return { records: presented.map(onlyTitle) };
}

/** A record with everything its reader may see. */
export async function show(registry: Registry, record: PlainRecord): Promise<PresentedRecord> {
  const { ctx } = panelRequest();
  const [presented] = await presentRecords(registry, panelTarget().resource, [record], ctx, 'show');
  return presented as PresentedRecord;
}

/** A search that names no text shows the list's own order; one that does is sorted by what it searched. */
function sortForPicker(resource: RegisteredResource, query: URLSearchParams) {
  return query.get('q') ? { sortBy: undefined } : { sortBy: resource.sort.by, direction: resource.sort.direction };
}

function onlyTitle(record: PresentedRecord): PresentedRecord {
  const params = { _id: record.id };
  return { ...record, params, values: params, recordActions: [], bulkActions: [], populated: {} };
}

/** The records an address asks for, limited to those its reader may see. */
async function listQuery(resource: RegisteredResource, query: URLSearchParams, ctx: RequestContext): Promise<Query> {
  const { action } = panelTarget();
  const rows = rowFilter(ctx.actor, resource.entity, action);
  if (rows === null) throw forbidden(action, resource.entity, []);
  const terms: Where[] = [rows];
  let collation = false;
  for (const [name, value] of filtersOf(query)) {
    const filter = await filterFor(resource, name, value, ctx);
    terms.push(filter.where);
    collation ||= filter.collation ?? false;
  }
  const text = query.get('q')?.trim();
  if (text) {
    const filter = searchFor(resource, text, ctx);
    terms.push(filter.where);
    collation ||= filter.collation ?? false;
  }
  return { where: resource.adapter.scoped(terms), collation };
}

const TELLING = new Set(['choice', 'choices', 'yesNo', 'reference', 'day', 'moment', 'number', 'money', 'quantity']);

/** The filters of a list as the trail keeps them. Typed texts may be names and addresses, so only their being there is kept. */
export function askedFor({ query }: PanelRequest, resource: RegisteredResource): Record<string, unknown> {
  const asked: Record<string, unknown> = {};
  for (const [name, value] of filtersOf(query)) {
    asked[name.replaceAll('.', ' ')] = TELLING.has(resource.fields[name]?.format ?? 'text') ? value : 'given';
  }
  if (query.get('q')) asked['search'] = 'given';
  if (resource.id !== resource.entity) asked['shown as'] = resource.id;
  return asked;
}

/** `filters.price~~from=2` and `filters.status=draft` of an address. */
function filtersOf(query: URLSearchParams): Map<string, FilterValue> {
  const filters = new Map<string, FilterValue>();
  for (const [key, value] of query) {
    if (!key.startsWith('filters.') || value.trim() === '') continue;
    const [name = '', bound] = key.slice('filters.'.length).split('~~');
    if (bound === undefined) filters.set(name, value);
    else if (bound === 'from' || bound === 'to') {
      const known = filters.get(name);
      filters.set(name, { ...(typeof known === 'object' ? known : {}), [bound]: value });
    } else throw badRequest('bad_filter', texts.unknownFilter(key), { field: key });
  }
  return filters;
}

async function filterFor(
  resource: RegisteredResource,
  name: string,
  value: FilterValue,
  ctx: RequestContext,
): Promise<Query> {
  const field = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined;
  if (field?.virtual && field.query && typeof value === 'string')
    return { where: await virtualTerm(field, name, value) };
  const property = resource.adapter.property(name);
  if (!property || field?.virtual || !isSeen(resource, name, ctx)) {
    throw badRequest('bad_filter', texts.unknownFilter(name), { field: name });
  }
  if (field?.query && typeof value === 'string') {
    // What can't be understood is refused as it is for any other filter.
    resource.adapter.term(property, value);
    return { where: await field.query(value.trim()) };
  }
  if (field?.match === 'exact' && typeof value === 'string') return { where: { [name]: value.trim() } };
  if (field?.match === 'code' && typeof value === 'string') return { where: prefixTerm(name, value.trim()) };
  // A masked value is found by typing it in full, never by trying how it begins.
  if (isMasked(resource, name, ctx)) {
    if (typeof value !== 'string' || !holdsText(property)) {
      throw badRequest('bad_filter', texts.unknownFilter(name), { field: name });
    }
    return { where: { [name]: value }, collation: isFreeText(property) };
  }
  return { where: resource.adapter.term(property, value), collation: isFreeText(property) };
}

async function virtualTerm(
  field: { values?: readonly string[]; query?: (value: string) => Where | Promise<Where> },
  name: string,
  value: string,
): Promise<Where> {
  if (field.values && !field.values.includes(value)) {
    throw badRequest('bad_filter', texts.badFilter(name, texts.notListed(field.values)), { field: name });
  }
  return (await field.query?.(value)) ?? {};
}

/** The search box: any of the resource's searched fields that its reader may search. */
function searchFor(resource: RegisteredResource, text: string, ctx: RequestContext): Query {
  const { prefix = [], exact = [], only = {}, query } = resource.search ?? {};
  for (const [name, form] of Object.entries(only)) {
    if (form.test(text) && isSeen(resource, name, ctx)) return { where: { [name]: text } };
  }
  const terms: Where[] = [];
  for (const name of prefix) {
    if (!isSeen(resource, name, ctx)) continue;
    terms.push(isMasked(resource, name, ctx) ? { [name]: text } : prefixTerm(name, text));
  }
  for (const name of exact) {
    if (isSeen(resource, name, ctx)) terms.push({ [name]: asStored(text) });
  }
  const own = query?.(text);
  if (own) terms.push(own);
  if (/^[0-9a-f]{24}$/i.test(text)) terms.push({ _id: text });
  if (terms.length === 0) throw badRequest('bad_filter', texts.noSearch);
  return { where: terms.length === 1 ? (terms[0] as Where) : { $or: terms }, collation: prefix.length > 0 };
}

/** E-mail addresses are stored in small letters; whoever copies one from a letter may have it in others. */
const asStored = (text: string): Where[string] => (text.includes('@') ? { $in: [text, text.toLowerCase()] } : text);

function isSeen(resource: RegisteredResource, name: string, ctx: RequestContext): boolean {
  const visible = visibleFields(ctx.actor, resource.entity);
  return visible === 'all' || visible.has(name.split('.')[0] ?? name);
}

const isMasked = (resource: RegisteredResource, name: string, ctx: RequestContext): boolean =>
  maskedFields(ctx.actor, resource.entity).has(name.split('.')[0] ?? name);

function sortField(resource: RegisteredResource, asked: string | null, ctx: RequestContext): string {
  const name = asked ?? resource.sort.by;
  const sortable = isSeen(resource, name, ctx) && !isMasked(resource, name, ctx) && !resource.fields[name]?.virtual;
  // The standing order of a list is ours; only what a reader asks for can be wrong.
  if (asked && !sortable) throw badRequest('bad_sort', texts.badSort(name), { field: name });
  return name;
}

function positive(text: string | null, otherwise: number, most: number): number {
  if (text === null || text === '') return otherwise;
  if (!/^\d{1,15}$/.test(text) || Number(text) < 1) throw badRequest('bad_page', texts.badPage);
  return Math.min(Number(text), most);
}
