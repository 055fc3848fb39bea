import type { PlainRecord } from '../server/http/panel/bson-values.ts';
import { permittedValues } from '../server/http/panel/present-record.ts';
import type { RegisteredResource } from '../server/http/panel/registry.ts';
import type { PresentHelp, ResourceDefinition } from '../server/http/panel/resource-definition.ts';
import { ANY_KIND_AND_OUTCOME, AuditLog, ENTRY_KINDS, OUTCOMES } from '../server/modules/audit/admin.ts';
import { maskPerformer } from '../server/shared/masking.ts';
import { type RequestContext, ROLES, type Source } from '../server/shared/request-context.ts';
import { defineResource } from './define-resource.ts';
import { fill, oneOf, plainName } from './features/labels.ts';
import { sentenceOf } from './features/trail-sentence.ts';
import { changedFields, type KnownTitles, referencedEntity } from './features/trail-values.ts';
import { en } from './locale/en.ts';

const SOURCES = ['panel', 'api', 'shop', 'job', 'script', 'import', 'seed'] as const satisfies readonly Source[];

export const auditLogs: ResourceDefinition = defineResource({
  model: AuditLog,
  group: 'record',
  icon: 'BookOpen',
  titleFields: ['action'],
  title: ({ sentence, action }) => String(sentence ?? action),
  list: ['createdAt', 'sentence', 'outcome', 'source'],
  filters: [
    'about',
    'kind',
    'outcome',
    'entity',
    'action',
    'entityId',
    'performedBy.id',
    'ip',
    'requestId',
    'operationId',
    'createdAt',
  ],
  search: { exact: ['entityId', 'requestId', 'operationId', 'ip', 'performedBy.id'] },
  scope: ANY_KIND_AND_OUTCOME,
  sort: { by: 'createdAt', direction: 'desc' },
  personal: true,
  landing: 'filters.about=events',
  fields: {
    sentence: { virtual: true, readOnly: true },
    what: { virtual: true, readOnly: true, format: 'text' },
    changes: { virtual: true, readOnly: true, format: 'changes' },
    about: {
      format: 'choice',
      virtual: true,
      readOnly: true,
      values: ['events', 'changes', 'refusals', 'reading', 'sign-ins', 'outside'],
      query: byStory,
    },
    kind: {
      format: 'choice',
      values: ENTRY_KINDS,
      tones: { change: 'info', action: 'info', refusal: 'bad', access: 'quiet', 'sign-in': 'quiet', outside: 'warn' },
    },
    outcome: { format: 'choice', values: OUTCOMES, tones: { done: 'good', refused: 'bad', failed: 'warn' } },
    entity: { format: 'choice', valuesAre: 'entities', match: 'exact' },
    entityId: { match: 'exact' },
    action: { match: 'exact' },
    ip: { match: 'exact' },
    requestId: { match: 'exact' },
    operationId: { match: 'exact' },
    'performedBy.id': { match: 'exact' },
    performedBy: { format: 'person' },
    role: { format: 'choices', values: ROLES },
    source: { format: 'choice', values: SOURCES },
    createdAt: { format: 'moment' },
    detail: { format: 'attributes' },
  },
  show: [
    { title: 'entry', fields: ['what', 'changes', 'cause', 'reason', 'detail'] },
    { title: 'who', fields: ['performedBy', 'role', 'ip', 'userAgent', 'source'] },
    {
      title: 'where',
      fields: [
        'entity',
        'entityId',
        'action',
        'revision',
        'createdAt',
        'requestId',
        'operationId',
        'logIndex',
        'count',
      ],
    },
  ],
  heavy: ['changes', 'userAgent'],
  present,
});

function byStory(story: string): PlainRecord {
  if (story === 'events') return { kind: { $ne: 'access' } };
  if (story === 'changes') return { kind: { $in: ['change', 'action'] } };
  if (story === 'refusals') return { kind: 'refusal' };
  if (story === 'reading') return { kind: 'access' };
  return { kind: story === 'outside' ? 'outside' : 'sign-in' };
}

const INTERNAL = ['salts', 'pending', 'foldUntil', 'v', 'prevValue', 'newValue'];

async function present(
  entries: PlainRecord[],
  ctx: RequestContext,
  _where: string,
  help: PresentHelp,
): Promise<PlainRecord[]> {
  const permitted = entries.map((entry) => withPermittedSides(entry, ctx, help));
  const titles = await titlesFor(permitted, help);
  return permitted.map((entry) => {
    const resource = help.registry.byEntity(String(entry['entity']));
    const [prev, next] = [entry['prevValue'] as PlainRecord | null, entry['newValue'] as PlainRecord | null];
    const changes = resource ? changedFields(resource, prev, next, titles, help) : [];
    const what = whatOf(entry, resource, titles);
    const shown = Object.fromEntries(Object.entries(entry).filter(([name]) => !INTERNAL.includes(name)));
    return { ...shown, detail: inWords(entry['detail']), what, changes, sentence: sentenceOf(entry, what, changes) };
  });
}

/** Details by names that people read. */
const inWords = (detail: unknown): PlainRecord | null =>
  detail && typeof detail === 'object'
    ? Object.fromEntries(Object.entries(detail).map(([name, value]) => [plainName(name), value]))
    : null;

/** The trail shows of a record's values, and of customers who did something, only what its reader may see in the record itself. */
function withPermittedSides(entry: PlainRecord, ctx: RequestContext, help: PresentHelp): PlainRecord {
  const resource = help.registry.byEntity(String(entry['entity']));
  const side = (values: unknown): unknown =>
    values && resource
      ? permittedValues(resource, { _id: entry['entityId'], ...(values as PlainRecord) }, ctx.actor)
      : null;
  const withoutId = (values: unknown): unknown => {
    if (!values) return null;
    const { _id, ...rest } = values as PlainRecord;
    return rest;
  };
  const { performedBy, role } = entry;
  return {
    ...entry,
    ...(performedBy ? { performedBy: maskPerformer(ctx.actor, performedBy as never, (role ?? []) as unknown[]) } : {}),
    prevValue: withoutId(side(entry['prevValue'])),
    newValue: withoutId(side(entry['newValue'])),
  };
}

/** Whatever the entries name, by title: the records they are about and those that changed fields refer to. */
async function titlesFor(entries: PlainRecord[], help: PresentHelp): Promise<KnownTitles> {
  const wanted = new Map<string, Set<string>>();
  const want = (entity: string, id: unknown): void => {
    if (typeof id !== 'string') return;
    wanted.set(entity, (wanted.get(entity) ?? new Set()).add(id));
  };
  for (const entry of entries) {
    const entity = String(entry['entity']);
    want(entity, entry['entityId']);
    const resource = help.registry.byEntity(entity);
    for (const side of [entry['prevValue'], entry['newValue']] as (PlainRecord | null)[]) {
      for (const [name, value] of Object.entries(side ?? {})) {
        const referenced = resource && referencedEntity(resource, name, help);
        if (referenced) want(referenced, value);
      }
    }
  }
  const titles: KnownTitles = new Map();
  for (const [entity, ids] of wanted) titles.set(entity, await help.titles(entity, [...ids]));
  return titles;
}

function whatOf(entry: PlainRecord, resource: RegisteredResource | undefined, titles: KnownTitles): string {
  const entity = String(entry['entity']);
  const id = entry['entityId'];
  const plural = (en.labels as Record<string, string>)[entity] ?? plainName(entity);
  if (typeof id !== 'string') return en.trail.collections[entity] ?? plural.toLowerCase();
  const known = titles.get(entity)?.get(id);
  if (known) return entity === 'auditLogs' ? fill(en.trail.theEntry, { name: known }) : known;
  const values = { ...(entry['prevValue'] as PlainRecord | null), ...(entry['newValue'] as PlainRecord | null) };
  const name = resource?.titleFields.some((field) => values[field]) ? resource.title(values) : '';
  return name || fill(en.trail.unnamed, { one: oneOf(resource?.id ?? entity), id: id.slice(-6) });
}
