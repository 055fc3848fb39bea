import type { PlainRecord } from '../server/http/panel/bson-values.ts';
import { panelRequest } from '../server/http/panel/panel-request.ts';
import type { PresentHelp, ResourceDefinition } from '../server/http/panel/resource-definition.ts';
import { isResumable, Operation, resumeOperation, undoOperation } from '../server/modules/audit/admin.ts';
import { requestUndo } from '../server/modules/operations/admin.ts';
import { can } from '../server/shared/permissions.policy.ts';
import type { RequestContext } from '../server/shared/request-context.ts';
import { defineResource } from './define-resource.ts';
import { askedFor } from './features/asked-for.ts';
import { fill, plainName } from './features/labels.ts';
import { soon } from './features/soon.ts';
import { en } from './locale/en.ts';

const texts = en.operations;

/** Operations on many records: how far each came, what stopped it, what it left out; to be carried on or taken back. */
export const operations: ResourceDefinition = defineResource({
  model: Operation,
  group: 'record',
  icon: 'Layers',
  titleFields: ['action', 'entity'],
  title: ({ action, entity }) => nameOf(String(action ?? ''), entity),
  list: ['startedAt', 'what', 'state', 'progress', 'leftOut', 'performedBy'],
  filters: ['state', 'entity', 'startedAt'],
  search: { exact: ['_id'] },
  sort: { by: 'startedAt', direction: 'desc' },
  writes: { new: false, edit: false, delete: false },
  fields: {
    startedAt: { format: 'moment', readOnly: true },
    touchedAt: { format: 'moment', readOnly: true },
    what: { virtual: true, readOnly: true, format: 'text' },
    progress: { virtual: true, readOnly: true, format: 'text' },
    leftOut: { virtual: true, readOnly: true, format: 'number' },
    why: { virtual: true, readOnly: true, format: 'longText' },
    state: { tones: { running: 'info', done: 'good', stopped: 'warn', undone: 'quiet' }, readOnly: true },
    entity: { format: 'choice', valuesAre: 'entities', match: 'exact', readOnly: true },
    performedBy: { format: 'person', readOnly: true },
    reason: { readOnly: true },
    undoneBy: { readOnly: true, link: { resource: 'operations', idFrom: 'undoneBy' } },
    undoes: { readOnly: true, link: { resource: 'operations', idFrom: 'undoes' } },
    failed: { format: 'lines', readOnly: true, parts: { record: { format: 'text' }, message: { format: 'text' } } },
  },
  show: [
    { title: 'operation', fields: ['progress', 'why', 'undoneBy', 'undoes'] },
    { title: 'leftOut', fields: ['failed'] },
    { title: 'who', fields: ['performedBy', 'reason', 'startedAt', 'touchedAt', '_id'] },
  ],
  heavy: ['failed'],
  present,
  actions: {
    resume: {
      icon: 'Play',
      tone: 'primary',
      when: ({ state, action }) => state === 'stopped' && isResumable(String(action)),
      run: (ctx, id) => soon(resumeOperation(ctx, id), 'resume'),
    },
    undo: {
      icon: 'CornerUpLeft',
      tone: 'danger',
      when: isUndoable,
      run: (ctx, id) => soon(undoOperation(ctx, id), 'undo'),
    },
    requestUndo: {
      icon: 'CornerUpLeft',
      when: (operation) => isUndoable(operation) && !can(panelRequest().ctx.actor, 'operations', 'undo', operation),
      form: { reason: { format: 'longText', required: true, maxLength: 500 } },
      run: async (ctx, operationId, { reason }) =>
        askedFor(await requestUndo(ctx, { operationId, reason: String(reason ?? '') })),
    },
  },
});

/** What a command did, such as an import, is set right record by record. */
function isUndoable({ state, byCommand }: PlainRecord): boolean {
  return (state === 'done' || state === 'stopped') && !byCommand;
}

function nameOf(action: string, entity: unknown): string {
  const verb = action.split('.').at(-1) ?? '';
  const what = en.trail.actions[verb] ?? plainName(verb).toLowerCase();
  const of = (en.labels as Record<string, string>)[String(entity)] ?? (entity ? plainName(String(entity)) : '');
  return of ? fill(texts.title, { of, what }) : plainName(what);
}

type Failed = { id: string; code: string; message: string };

async function present(
  journals: PlainRecord[],
  _ctx: RequestContext,
  where: 'list' | 'show',
  help: PresentHelp,
): Promise<PlainRecord[]> {
  return Promise.all(
    journals.map(async ({ items: _items, input, ...journal }) => {
      const failed = (journal['failed'] ?? []) as Failed[];
      return {
        ...journal,
        what: nameOf(String(journal['action']), journal['entity']),
        progress: progressOf(journal),
        leftOut: failed.length,
        why: whyOf(journal, input),
        failed: where === 'show' ? await named(failed.slice(0, NAMED), journal, help) : [],
      };
    }),
  );
}

const NAMED = 200;
const count = (value: unknown): string => Number(value ?? 0).toLocaleString('en-GB');

const progressOf = ({ state, position, done, total }: PlainRecord): string =>
  fill(texts.progress[state as 'running'] ?? texts.progress.done, {
    done: count(done),
    position: count(position),
    total: count(total),
  });

function whyOf({ stoppedBy, state, action }: PlainRecord, input: unknown): string | null {
  if (state !== 'stopped' || !stoppedBy) return null;
  const cause =
    texts.stoppedBy[String(stoppedBy)] ?? en.trail.causes[String(stoppedBy)] ?? plainName(String(stoppedBy));
  const goesOnBy =
    texts.goesOnBy[String(action)] ?? (isResumable(String(action)) ? texts.stopped : texts.stoppedForGood);
  const { files = [] } = (input ?? {}) as { files?: string[] };
  return fill(goesOnBy, { cause, files: files.join(', ') });
}

/** Records by the names their reader may see; those of an undo carry their collection in front. */
async function named(failed: Failed[], journal: PlainRecord, help: PresentHelp): Promise<PlainRecord[]> {
  const rows = failed.map(({ id, message }) => {
    const at = id.indexOf(':');
    return at < 0
      ? { entity: String(journal['entity'] ?? ''), id, message }
      : { entity: id.slice(0, at), id: id.slice(at + 1), message };
  });
  const titles = new Map<string, Map<string, string>>();
  for (const [entity, some] of Map.groupBy(rows, (row) => row.entity))
    titles.set(
      entity,
      await help.titles(
        entity,
        some.map(({ id }) => id),
      ),
    );
  return rows.map(({ entity, id, message }) => ({ record: titles.get(entity)?.get(id) ?? id, message }));
}
