import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Response } from 'express';
import { recordAccess } from '../../modules/audit/index.ts';
import { clock } from '../../platform/clock.ts';
import { type SharedLimit, takeTurn } from '../../platform/shared-limit.ts';
import { callerOf } from '../../shared/caller.ts';
import { visibleFields } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { PlainRecord } from './bson-values.ts';
import { csvHeader, csvRow } from './csv.ts';
import { panelRequest, panelTarget } from './panel-request.ts';
import { type FileRecord, recordsForFile } from './present-record.ts';
import { askedFor, listAsked } from './read-handlers.ts';
import { fieldOf, type RegisteredResource, type Registry } from './registry.ts';
import type { FieldDefinition, FieldFormat } from './resource-definition.ts';

/** How a field is called in the header, and a part of one as `address.city`. */
export type FieldLabel = (resourceId: string, name: string) => string;

/** Of one person: a morning's worth of lists at once, then one every ten seconds. */
const EXPORTS: SharedLimit = { name: 'exports', burst: 20, perMinute: 6 };
const BATCH = 200;

/**
 * Sends the list that an address asks for as a file, every record of it: as its reader sees it, streamed a batch at a time. That it was taken
 * is on record first, with the filter and how many records there were.
 */
export const exportList =
  (registry: Registry, label: FieldLabel): RequestHandler =>
  async (_request, response) => {
    const panel = panelRequest();
    const { ctx, query } = panel;
    const { resource } = panelTarget();
    const asked = await listAsked(resource, query, ctx);
    const all = resource.adapter.all(asked.query, asked.order, BATCH);
    const records = await resource.adapter.countAll(asked.query);
    await takeTurn(EXPORTS, callerOf(ctx));
    const filter = { ...askedFor(panel, resource), records };
    await recordAccess(ctx, { entity: resource.entity, action: 'export', filter });
    await sendFile(
      response,
      `${resource.id}-${clock.now().toISOString().slice(0, 10)}.csv`,
      linesOf(registry, resource, all, label, ctx),
    );
  };

/** What can't be read at all is answered as such: nothing is sent before the first batch is there. */
async function sendFile(response: Response, name: string, lines: AsyncGenerator<string>): Promise<void> {
  const first = await lines.next();
  response.set({
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
  const all = async function* () {
    if (!first.done) yield first.value;
    yield* lines;
  };
  try {
    await pipeline(Readable.from(all()), response);
  } catch (error) {
    // One who goes away before the end is no failure of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* linesOf(
  registry: Registry,
  resource: RegisteredResource,
  all: AsyncIterable<PlainRecord>,
  label: FieldLabel,
  ctx: RequestContext,
): AsyncGenerator<string> {
  const columns = columnsOf(resource, label, ctx);
  let lines = csvHeader(columns.map(({ header }) => header));
  for await (const records of batchesOf(all)) {
    for (const record of await recordsForFile(registry, resource, records, ctx))
      lines += csvRow(columns.map((column) => cellOf(column, record, registry.timeZone)));
    yield lines;
    lines = '';
  }
  if (lines !== '') yield lines;
}

async function* batchesOf<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type Column = { header: string; name: string; part?: string; field: FieldDefinition };

/** Tables within a record, pictures and buttons have no place in a row. */
const NO_COLUMN: ReadonlySet<FieldFormat> = new Set(['lines', 'rows', 'pictures', 'step']);

/** What the list shows, then what else a record's page shows; a group of fields is a column a part. */
function columnsOf(resource: RegisteredResource, label: FieldLabel, ctx: RequestContext): Column[] {
  const visible = visibleFields(ctx.actor, resource.entity);
  const inPages = resource.show.flatMap(({ fields }) => fields);
  const names = [...new Set([...resource.list, ...inPages])].filter((name) => {
    const { format, virtual } = fieldOf(resource, name);
    if (!(name in resource.fields) || (format && NO_COLUMN.has(format))) return false;
    return virtual || visible === 'all' || visible.has(name.split('.')[0] ?? name);
  });
  return names.flatMap((name): Column[] => {
    const field = fieldOf(resource, name);
    const header = label(resource.id, name);
    if (field.format !== 'group' || !field.parts) return [{ header, name, field }];
    const parts = Object.entries(field.parts).filter(([, { format }]) => !format || !NO_COLUMN.has(format));
    return parts.map(([part, is]) => ({
      header: `${header}: ${label(resource.id, `${name}.${part}`)}`,
      name,
      part,
      field: is,
    }));
  });
}

function cellOf({ name, part, field }: Column, { values, titles }: FileRecord, timeZone: string): string {
  const value = part === undefined ? values[name] : (values[name] as PlainRecord | null | undefined)?.[part];
  if (value === null || value === undefined) return '';
  if (field.format === 'reference') return titles(name, String(value)) ?? String(value);
  if (field.format === 'day') return dayOf(String(value), timeZone);
  if (field.format === 'person') return String((value as PlainRecord)['name'] ?? '');
  if (field.format === 'changes') return (value as ShownChange[]).map(changeInWords).join('; ');
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

type ShownChange = { label: string; before: string; after: string };
const changeInWords = ({ label, before, after }: ShownChange): string => `${label}: ${before} → ${after}`;

/** The calendar day in the shop's time zone, as `2011-12-09`. */
function dayOf(moment: string, timeZone: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(date);
}
