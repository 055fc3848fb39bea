import { recordRefusal, registerChunkHandler, runChunkedOperation, runOperation } from '../../modules/audit/index.ts';
import { retryOnTakenSlug } from '../../modules/catalog/index.ts';
import { secondLook } from '../../platform/four-eyes.ts';
import { once } from '../../platform/idempotency.model.ts';
import { AppError, badRequest, forbidden, invalid, isAppError, stale } from '../../shared/errors.ts';
import { assertCan, assertMayEdit, can, editableFields, whoMay } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { PlainRecord } from './bson-values.ts';
import { readForm } from './field-values.ts';
import { lastChange } from './last-change.ts';
import { texts } from './panel.texts.ts';
import { panelRequest, panelTarget } from './panel-request.ts';
import { presentRecords } from './present-record.ts';
import {
  fieldOf,
  inputsOf,
  mayRun,
  namedAction,
  permissionOf,
  type RegisteredResource,
  type Registry,
} from './registry.ts';
import type { ActionCall, ActionOutcome, FieldDefinition } from './resource-definition.ts';
import { assertUnreferenced } from './still-referenced.ts';

const MOST_SELECTED = 10_000;
const NAMED_IN_ENTRY = 100;

export type Form = { values: PlainRecord; revision: unknown; requestKey?: unknown };

const operationOf = (resource: RegisteredResource, action: string): string =>
  `${resource.entity}.${permissionOf(resource, action)}`;

/** The inputs of the new or edit form that this person may fill in. */
function formFields(
  resource: RegisteredResource,
  ctx: RequestContext,
  form: 'new' | 'edit',
): Record<string, FieldDefinition> {
  const editable = editableFields(ctx.actor, resource.entity);
  const isInput = (name: string): boolean => {
    const { readOnly, setBy } = fieldOf(resource, name);
    if (setBy) return form === 'new' && can(ctx.actor, resource.entity, setBy);
    return !readOnly && editable.has(name);
  };
  const names = resource.form.flatMap((section) => section.fields);
  return Object.fromEntries(names.filter(isInput).map((name) => [name, fieldOf(resource, name)]));
}

/**
 * The typed values of a form. A form posts more than it edits (the stock one sends the whole record back): what is no input is dropped,
 * but a field that exists and is not theirs to change is refused by name where its value was changed.
 */
function typedValues(
  resource: RegisteredResource,
  form: Form,
  ctx: RequestContext,
  record: PlainRecord,
  fields: Record<string, FieldDefinition>,
): PlainRecord {
  const { timeZone } = resource.adapter.options;
  const known = Object.fromEntries(Object.entries(form.values).filter(([name]) => Object.hasOwn(fields, name)));
  const inputs = resource.form.flatMap((section) => section.fields);
  assertMayEdit(
    ctx,
    resource.entity,
    Object.keys(form.values).filter(
      (name) =>
        inputs.includes(name) &&
        !Object.hasOwn(fields, name) &&
        !fieldOf(resource, name).readOnly &&
        !fieldOf(resource, name).setBy,
    ),
  );
  return readForm(fields, known, { timeZone: timeZone ?? 'UTC', record });
}

/** Creates a record by the resource's use case, or as one audited operation of its own. Answers its id, and what is to be shown this once. */
export async function createRecord(form: Form): Promise<{ id: string; shownOnce?: string }> {
  const { ctx } = panelRequest();
  const { resource } = panelTarget();
  assertCan(ctx, resource.entity, 'new');
  const fields = formFields(resource, ctx, 'new');
  const known = Object.entries(resource.defaults).filter(([name]) => Object.hasOwn(fields, name));
  const typed = withoutEmpty(typedValues(resource, form, ctx, resource.defaults, fields));
  const values = { ...Object.fromEntries(known), ...typed };
  const missing = Object.entries(fields).filter(([name, field]) => field.required && values[name] === undefined);
  if (missing.length > 0) throw invalid(Object.fromEntries(missing.map(([name]) => [name, texts.required])));
  const spec = { action: operationOf(resource, 'new'), entity: resource.entity };
  // Kept apart from the answer that is stored for repetitions.
  let shownOnce: string | undefined;
  const make = async (): Promise<string> => {
    if (resource.create) {
      const made = await resource.create(ctx, values);
      shownOnce = made.shownOnce;
      return made.id;
    }
    return runOperation(ctx, spec, async () => String((await resource.adapter.create(values))['_id']));
  };
  const { requestKey: key } = callOf(form);
  const told = (id: string) => ({ id, ...(shownOnce ? { shownOnce } : {}) });
  if (!key) return told(await make());
  // A form that is sent twice, or again after its answer was lost, makes one record.
  const scope = `${spec.action}:${ctx.actor.id}`;
  const makeOnce = () => once({ scope, key, request: form.values }, make);
  return told(await retryOnTakenSlug(() => runOperation(ctx, spec, async () => (await makeOnce()).answer)));
}

/**
 * Changes a record, `before` as this request read it; the transaction compares versions anew. The form's version must be the latest; what
 * clashes comes back with the other's version (`stale`).
 */
export async function updateRecord(before: PlainRecord, form: Form): Promise<void> {
  const { ctx } = panelRequest();
  const { resource } = panelTarget();
  const id = String(before['_id']);
  const revision = revisionOf(form.revision);
  assertCan(ctx, resource.entity, 'edit', before);
  const values = typedValues(resource, form, ctx, before, formFields(resource, ctx, 'edit'));
  try {
    if (resource.update) {
      if (before['revision'] !== revision) throw staleRecord(before, revision);
      await resource.update(ctx, id, values, revision);
      return;
    }
    await runOperation(
      ctx,
      { action: operationOf(resource, 'edit'), entity: resource.entity, entityId: id },
      async () => {
        const record = await resource.adapter.read(id);
        assertCan(ctx, resource.entity, 'edit', record);
        await resource.adapter.update(id, { ...values, revision });
      },
    );
  } catch (error) {
    if (isAppError(error) && error.code === 'stale') await keepTheirs(resource, id);
    throw error;
  }
}

/** A version is a whole number from 1 on; its absence must not skip the check. */
function revisionOf(given: unknown): number {
  const number = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
    throw badRequest('revision_missing', texts.revisionMissing);
  }
  return number;
}

const staleRecord = (record: PlainRecord, expected: number): AppError =>
  stale({ expected, actual: Number(record['revision']), theirs: record });

/** Keeps the other person's version for the answer, as far as this one may see it, with who saved it and when. */
async function keepTheirs(resource: RegisteredResource, id: string): Promise<void> {
  const panel = panelRequest();
  const record = await resource.adapter.read(id);
  const [theirs] = await presentRecords(panel.registry, resource, [record], panel.ctx, 'show');
  const by = await lastChange(resource.entity, id);
  if (!theirs) return;
  panel.conflict = {
    revision: Number(record['revision']),
    theirs,
    by: by ? { name: by.name, at: by.at.toISOString() } : null,
  };
}

/** Deletes a record that nothing refers to. */
export async function deleteRecord(id: string): Promise<void> {
  const { ctx } = panelRequest();
  const { resource } = panelTarget();
  await runOperation(ctx, { action: operationOf(resource, 'delete'), entity: resource.entity, entityId: id }, () =>
    removeOne(resource, ctx, id, 'delete'),
  );
}

async function removeOne(resource: RegisteredResource, ctx: RequestContext, id: string, action: string): Promise<void> {
  const record = await resource.adapter.read(id);
  assertCan(ctx, resource.entity, action, record);
  await assertUnreferenced(resource, id);
  if (resource.remove) await resource.remove(ctx, id);
  else await resource.adapter.delete(id);
}

export type BulkResult = { operationId: string; done: number; failed: { id: string; code: string; message: string }[] };

/** Deletes a selection as one operation in chunks; those that can't be deleted stay and are listed with the reason. */
export async function deleteRecords(ids: string[]): Promise<BulkResult> {
  const { ctx } = panelRequest();
  const { resource } = panelTarget();
  return eachOf(resource, ctx, 'bulkDelete', ids, {});
}

async function eachOf(
  resource: RegisteredResource,
  ctx: RequestContext,
  action: string,
  ids: string[],
  values: PlainRecord,
): Promise<BulkResult> {
  const items = [...new Set(ids)].filter((id) => id !== '');
  if (items.length === 0) throw badRequest('nothing_selected', texts.nothingSelected);
  if (items.length > MOST_SELECTED) throw badRequest('too_many_records', texts.tooManySelected(MOST_SELECTED));
  const input = { resource: resource.id, action, values };
  const sideBySide = resource.actions[action]?.bulk === 'sideBySide';
  const spec = { action: operationOf(resource, action), entity: resource.entity, items, input, sideBySide };
  await secondLook(ctx, {
    kind: 'bulk',
    entity: resource.entity,
    entityId: null,
    input: { ...input, operation: spec.action, ids: items },
    before: {},
    after: { records: items.length },
    size: items.length,
  });
  const result = await runChunkedOperation(ctx, spec, (chunk) => workOnChunk(resource, ctx, action, values, chunk));
  await recordRefused(resource, ctx, spec.action, result);
  return result;
}

async function workOnChunk(
  resource: RegisteredResource,
  ctx: RequestContext,
  action: string,
  values: PlainRecord,
  chunk: string[],
): Promise<Pick<BulkResult, 'done' | 'failed'>> {
  const failed: BulkResult['failed'] = [];
  for (const id of chunk) {
    try {
      if (action === 'bulkDelete') await removeOne(resource, ctx, id, action);
      else await runOnOne(resource, ctx, action, values, id);
    } catch (error) {
      // Expected refusals are found before anything is written; whatever else happens ends the chunk's transaction.
      if (!isAppError(error) || error.status >= 500) throw error;
      failed.push({ id, code: error.code, message: error.message });
    }
  }
  return { done: chunk.length - failed.length, failed };
}

let resumable: Registry | undefined;
const known = new Set<string>();

/** Lets whatever is done to selections be carried on after its process went away: the journal says what was asked for. */
export function resumeSelectionsWith(registry: Registry): void {
  resumable = registry;
  for (const resource of registry.all) {
    for (const action of bulkActionsOf(resource)) {
      const name = operationOf(resource, action);
      if (!known.has(name)) registerChunkHandler(name, resumeChunk);
      known.add(name);
    }
  }
}

const bulkActionsOf = (resource: RegisteredResource): string[] => [
  ...(resource.writes.delete ? ['bulkDelete'] : []),
  ...Object.entries(resource.actions).flatMap(([name, { bulk }]) => (bulk ? [name] : [])),
];

async function resumeChunk(ctx: RequestContext, chunk: string[], input: Record<string, unknown>) {
  const resource = resumable?.byId(String(input['resource']));
  const action = String(input['action']);
  if (!resource || !bulkActionsOf(resource).includes(action))
    throw new AppError('not_resumable', 409, texts.notResumable);
  return workOnChunk(resource, ctx, action, (input['values'] ?? {}) as PlainRecord, chunk);
}

/** What a selection was refused is on record too: one entry a cause, naming the records. */
async function recordRefused(
  resource: RegisteredResource,
  ctx: RequestContext,
  action: string,
  { failed, operationId }: BulkResult,
): Promise<void> {
  for (const cause of new Set(failed.map(({ code }) => code))) {
    const ids = failed.filter(({ code }) => code === cause).map(({ id }) => id);
    const detail = { records: ids.slice(0, NAMED_IN_ENTRY), count: ids.length, operationId };
    await recordRefusal(ctx, { entity: resource.entity, action, cause, detail });
  }
}

/** Runs a named action on one record. The use case is an operation of its own; this only reads the form and asks for permission. */
export async function runNamedAction(id: string, form: Form): Promise<ActionOutcome> {
  const { ctx } = panelRequest();
  const { resource, action: name } = panelTarget();
  const action = namedAction(resource, name);
  if (!action) throw badRequest('no_such_action', texts.noSuchAction(name));
  const record = await resource.adapter.read(id);
  assertMayRun(resource, name, record, ctx);
  if (!action.run) throw badRequest('wrong_method', texts.useOtherWay(name));
  const outcome = await action.run(ctx, id, inputOf(resource, name, form.values, record, ctx), callOf(form));
  return isOutcome(outcome) ? outcome : undefined;
}

/** Runs a named action on each record of a selection, as one operation. */
export async function runNamedActionOnAll(ids: string[], form: Form): Promise<BulkResult> {
  const { ctx } = panelRequest();
  const { resource, action: name } = panelTarget();
  const action = namedAction(resource, name);
  if (!action?.bulk || !action.run) throw badRequest('no_such_action', texts.noSuchAction(name));
  return eachOf(resource, ctx, name, ids, form.values);
}

async function runOnOne(
  resource: RegisteredResource,
  ctx: RequestContext,
  name: string,
  values: PlainRecord,
  id: string,
): Promise<void> {
  const record = await resource.adapter.read(id);
  assertMayRun(resource, name, record, ctx);
  await namedAction(resource, name)?.run?.(ctx, id, inputOf(resource, name, values, record, ctx), {});
}

function assertMayRun(resource: RegisteredResource, name: string, record: PlainRecord, ctx: RequestContext): void {
  const permission = permissionOf(resource, name);
  if (mayRun(ctx.actor, resource, name, record)) return;
  throw forbidden(permission, resource.entity, whoMay(resource.entity, permission));
}

function inputOf(
  resource: RegisteredResource,
  name: string,
  values: PlainRecord,
  record: PlainRecord,
  ctx: RequestContext,
): PlainRecord {
  const fields = inputsOf(resource, name, ctx.actor);
  const typed = Object.fromEntries(Object.keys(fields).map((field) => [field, values[field]]));
  const unknown = Object.keys(values).filter((field) => !Object.hasOwn(fields, field));
  if (unknown.length > 0) throw invalid(Object.fromEntries(unknown.map((field) => [field, texts.notAField])));
  const input = readForm(fields, typed, { timeZone: resource.adapter.options.timeZone ?? 'UTC', record });
  return withoutEmpty(input);
}

const callOf = ({ revision, requestKey }: Form): ActionCall => ({
  ...(revision === undefined || revision === '' || revision === null ? {} : { revision: revisionOf(revision) }),
  ...(typeof requestKey === 'string' && requestKey.length >= 8 ? { requestKey } : {}),
});

const withoutEmpty = (values: PlainRecord): PlainRecord =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

const isOutcome = (value: unknown): value is NonNullable<ActionOutcome> =>
  typeof value === 'object' && value !== null && ('message' in value || 'redirectTo' in value);
