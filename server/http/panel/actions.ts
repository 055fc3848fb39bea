import type { ActionContext, ActionRequest } from 'adminjs';
import { badRequest } from '../../shared/errors.ts';
import type { PlainRecord } from './bson-values.ts';
import { texts } from './panel.texts.ts';
import { type PanelRequest, panelRequest, panelTarget } from './panel-request.ts';
import { type PresentedRecord, plainValues, presentRecords } from './present-record.ts';
import { list, search, show } from './read-handlers.ts';
import { inputsOf, namedAction, type RegisteredResource, type Registry } from './registry.ts';
import { plainOf } from './resource.ts';
import {
  type BulkResult,
  createRecord,
  deleteRecord,
  deleteRecords,
  type Form,
  runNamedAction,
  runNamedActionOnAll,
  updateRecord,
} from './write-handlers.ts';
import { unflatten } from './write-values.ts';

type Notice = { type: 'success' | 'error'; message: string; options?: Record<string, unknown> };
type ActionAnswer = {
  record?: PresentedRecord;
  records?: PresentedRecord[];
  notice?: Notice;
  redirectUrl?: string;
  result?: BulkResult;
  [more: string]: unknown;
};

export type PanelHandler = (request: ActionRequest, context: ActionContext) => Promise<ActionAnswer>;

/** What each built-in action answers. Reading is by GET, writing by POST; any other way is refused. */
export function handlerFor(registry: Registry, resource: RegisteredResource, action: string): PanelHandler {
  switch (action) {
    case 'list':
      return async () => list(registry);
    case 'search':
      return async () => search(registry);
    case 'export':
      // Reading it sends a file, before AdminJS comes to it.
      return async () => {
        throw badRequest('wrong_method', texts.useOtherWay('export'));
      };
    case 'show':
      return async (_request, context) => ({ record: await show(registry, valuesOf(context)) });
    case 'new':
      return async (request) => created(registry, resource, request);
    case 'edit':
      return async (request, context) => edited(registry, resource, request, context);
    case 'delete':
      return async (request, context) => deleted(registry, resource, request, context);
    case 'bulkDelete':
      return async (request, context) => bulkDeleted(registry, request, context);
    default:
      return async (request, context) => named(registry, resource, action, request, context);
  }
}

const isPost = (request: ActionRequest): boolean => request.method === 'post';

async function created(
  registry: Registry,
  resource: RegisteredResource,
  request: ActionRequest,
): Promise<ActionAnswer> {
  if (!isPost(request)) throw badRequest('wrong_method', texts.useOtherWay('new'));
  const { id, ...shownOnce } = await createRecord(formOf(panelRequest(), request));
  const record = await freshRecord(registry, resource, id);
  return { record, notice: success('created'), redirectUrl: recordUrl(resource, id), ...shownOnce };
}

async function edited(
  registry: Registry,
  resource: RegisteredResource,
  request: ActionRequest,
  context: ActionContext,
): Promise<ActionAnswer> {
  const before = valuesOf(context);
  if (!isPost(request)) return { record: await show(registry, before) };
  const id = String(before['_id']);
  await updateRecord(before, formOf(panelRequest(), request));
  return {
    record: await freshRecord(registry, resource, id),
    notice: success('saved'),
    redirectUrl: recordUrl(resource, id),
  };
}

async function deleted(
  registry: Registry,
  resource: RegisteredResource,
  request: ActionRequest,
  context: ActionContext,
): Promise<ActionAnswer> {
  const before = valuesOf(context);
  const record = await show(registry, before);
  if (!isPost(request)) return { record };
  await deleteRecord(String(before['_id']));
  return { record, notice: success('deleted'), redirectUrl: listUrl(resource) };
}

async function bulkDeleted(registry: Registry, request: ActionRequest, context: ActionContext): Promise<ActionAnswer> {
  const { resource, recordIds } = panelTarget();
  const records = await presentRecords(registry, resource, recordsOf(context), panelRequest().ctx, 'list');
  if (!isPost(request)) return { records };
  const result = await deleteRecords(recordIds);
  return { records, result, notice: bulkNotice('bulkDeleted', result), redirectUrl: listUrl(resource) };
}

/** A named action runs by POST only; reading its address answers the record that its form is about. */
async function named(
  registry: Registry,
  resource: RegisteredResource,
  action: string,
  request: ActionRequest,
  context: ActionContext,
): Promise<ActionAnswer> {
  const { kind, recordIds } = panelTarget();
  const form = () => formOf(panelRequest(), request);
  if (kind === 'bulk') {
    const records = await presentRecords(registry, resource, recordsOf(context), panelRequest().ctx, 'list');
    if (!isPost(request)) return { records };
    const result = await runNamedActionOnAll(recordIds, form());
    return { records, result, notice: bulkNotice(`${action}BulkDone`, result), redirectUrl: listUrl(resource) };
  }
  const before = valuesOf(context);
  if (!isPost(request)) {
    const { read, preview } = namedAction(resource, action) ?? {};
    const record = await show(registry, before);
    if (read) {
      const { ctx, query } = panelRequest();
      return { record, ...(await read(ctx, String(before['_id']), { query, registry })) };
    }
    return {
      record,
      ...(preview ? { preview: await preview(panelRequest().ctx, String(before['_id'])) } : {}),
      initial: await initialValues(resource, action, plainValues(resource, before, panelRequest().ctx.actor)),
    };
  }
  const id = String(before['_id']);
  const outcome = await runNamedAction(id, form());
  return {
    record: await freshRecord(registry, resource, id),
    notice: { type: 'success', message: outcome?.message ?? `${action}Done`, options: outcome?.options ?? {} },
    ...(outcome?.redirectTo ? { redirectUrl: outcome.redirectTo } : {}),
  };
}

/** What a named action asks of this person and starts with: made of values that they may see, never of masked ones. */
async function initialValues(resource: RegisteredResource, action: string, record: PlainRecord): Promise<PlainRecord> {
  const asked = Object.entries(inputsOf(resource, action, panelRequest().ctx.actor));
  const initial = asked.map(async ([name, field]) => [name, (await field.initial?.(record)) ?? '']);
  return Object.fromEntries(await Promise.all(initial));
}

async function freshRecord(registry: Registry, resource: RegisteredResource, id: string): Promise<PresentedRecord> {
  const [record] = await presentRecords(
    registry,
    resource,
    [await resource.adapter.read(id)],
    panelRequest().ctx,
    'show',
  );
  return record as PresentedRecord;
}

/**
 * What a form sent, whichever way: the panel's pages send JSON (`{values, revision}`), AdminJS's own hooks send the record flattened into
 * multipart fields, with markers for null and for empty lists.
 */
function formOf(panel: PanelRequest, request: ActionRequest): Form {
  const payload = request.payload ?? {};
  const isOurs = typeof payload['values'] === 'object' && payload['values'] !== null;
  const { revision, requestKey, ...flat } = payload;
  const values = isOurs ? (payload['values'] as Record<string, unknown>) : unflatten(flat);
  panel.typed = values;
  return { values, revision, requestKey };
}

const success = (message: string): Notice => ({ type: 'success', message });

const bulkNotice = (message: string, result: BulkResult): Notice => ({
  type: result.failed.length > 0 && result.done === 0 ? 'error' : 'success',
  message: result.failed.length > 0 ? 'bulkPartly' : message,
  options: { count: result.done, failed: result.failed.length },
});

const recordUrl = (resource: RegisteredResource, id: string): string =>
  `/admin/resources/${resource.id}/records/${id}/show`;
const listUrl = (resource: RegisteredResource): string => `/admin/resources/${resource.id}`;

const valuesOf = (context: ActionContext): PlainRecord => plainOf(context.record);
const recordsOf = (context: ActionContext): PlainRecord[] => (context.records ?? []).map(plainOf);
