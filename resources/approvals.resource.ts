import { isDeepStrictEqual } from 'node:util';
import type { PlainRecord } from '../server/http/panel/bson-values.ts';
import { panelRequest } from '../server/http/panel/panel-request.ts';
import { permittedValues } from '../server/http/panel/present-record.ts';
import type { FieldDefinition, NamedAction, PresentHelp } from '../server/http/panel/resource-definition.ts';
import {
  APPROVABLE_KINDS,
  APPROVAL_STATES,
  ApprovalModel,
  approveRequest,
  askedBy,
  cancelRequest,
  confirmAlone,
  declineRequest,
  toApprove,
  whoElseCan,
} from '../server/modules/operations/admin.ts';
import { formatMoney, toDecimalText } from '../server/shared/money.ts';
import type { RequestContext } from '../server/shared/request-context.ts';
import { defineResource } from './define-resource.ts';
import { fill, valueLabel } from './features/labels.ts';
import { soon } from './features/soon.ts';
import { changedFields } from './features/trail-values.ts';
import { en } from './locale/en.ts';

const RECORDS_NAMED = 200;
const WORTH = ['writeOff', 'correct', 'refund', 'receiveReturn', 'changeLines'];

const me = (): string | null => panelRequest().ctx.actor.id;
const isMine = ({ requester }: PlainRecord): boolean => requester === me();
const waits = ({ state }: PlainRecord): boolean => state === 'waiting';

const note = (required: boolean): Record<string, FieldDefinition> => ({
  note: { format: 'longText', maxLength: 2_000, help: true, ...(required ? { required: true } : {}) },
});

const actions: Record<string, NamedAction> = {
  approve: {
    icon: 'Check',
    when: (request) => waits(request) && !isMine(request),
    form: note(false),
    run: async (ctx, id, input) => soon((await approveRequest(ctx, { id, ...input })).rest, 'approve'),
  },
  decline: {
    icon: 'X',
    tone: 'danger',
    when: (request) => waits(request) && !isMine(request),
    form: note(true),
    run: (ctx, id, input) => declineRequest(ctx, { id, ...input } as never),
  },
  confirmAlone: {
    icon: 'Check',
    when: (request) => waits(request) && isMine(request) && request['whoElse'] === 'nobody',
    form: note(true),
    run: async (ctx, id, input) => soon((await confirmAlone(ctx, { id, ...input } as never)).rest, 'confirmAlone'),
  },
  cancel: {
    icon: 'XCircle',
    when: (request) => waits(request) && isMine(request),
    form: note(false),
    run: (ctx, id, input) => cancelRequest(ctx, { id, ...input }),
  },
};

/** What somebody may not do alone: what would change, who wants it and why, and what somebody else has decided. */
export const approvals = defineResource({
  model: ApprovalModel,
  group: 'record',
  icon: 'CheckSquare',
  titleFields: ['kind'],
  title: ({ what, kind }) => String(what ?? valueLabel('approvals', 'kind', String(kind ?? ''))),
  list: ['what', 'extent', 'requestedBy', 'createdAt', 'state'],
  tabs: 'queue',
  filters: ['queue', 'state', 'kind', 'entity', 'createdAt'],
  search: { exact: ['entityId'] },
  sort: { by: 'createdAt', direction: 'desc' },
  landing: 'filters.queue=toApprove',
  writes: { new: false, edit: false, delete: false },
  fields: {
    what: { virtual: true, readOnly: true, format: 'text' },
    record: {
      virtual: true,
      readOnly: true,
      format: 'text',
      link: [
        { resource: 'products', idFrom: 'entityId', when: { entity: 'products' } },
        { resource: 'orders', idFrom: 'entityId', when: { entity: 'orders' } },
        { resource: 'staff', idFrom: 'entityId', when: { entity: 'users' } },
        { resource: 'operations', idFrom: 'entityId', when: { entity: 'operations' } },
        { resource: 'settings', idFrom: 'entityId', when: { entity: 'settings' } },
      ],
    },
    queue: {
      format: 'choice',
      virtual: true,
      readOnly: true,
      values: ['toApprove', 'mine'],
      query: (queue) => (queue === 'mine' ? askedBy : toApprove)(panelRequest().ctx.actor),
    },
    extent: { virtual: true, readOnly: true, format: 'text' },
    kind: { format: 'choice', values: APPROVABLE_KINDS },
    entity: { format: 'choice', valuesAre: 'entities', match: 'exact' },
    state: {
      values: APPROVAL_STATES,
      tones: {
        waiting: 'warn',
        approved: 'good',
        declined: 'bad',
        cancelled: 'quiet',
        expired: 'quiet',
        outdated: 'quiet',
      },
    },
    difference: { virtual: true, readOnly: true, format: 'changes' },
    records: { virtual: true, readOnly: true, format: 'list' },
    requestedBy: { format: 'person' },
    decidedBy: { format: 'person' },
    reason: { format: 'longText' },
    decision: { format: 'longText' },
    who: { virtual: true, readOnly: true, format: 'text' },
    whoElse: { virtual: true, readOnly: true, format: 'text' },
  },
  show: [
    {
      title: 'request',
      fields: ['state', 'record', 'extent', 'requestedBy', 'createdAt', 'reason', 'expiresAt', 'who'],
    },
    { title: 'difference', fields: ['difference', 'records'] },
    { title: 'answer', fields: ['decidedBy', 'decidedAt', 'decision', 'alone'] },
    { title: 'record', fields: ['updatedAt', 'revision'] },
  ],
  heavy: ['difference', 'records', 'input', 'before', 'after', 'basis'],
  actions,
  present,
});

async function present(
  requests: PlainRecord[],
  ctx: RequestContext,
  where: 'list' | 'show',
  help: PresentHelp,
): Promise<PlainRecord[]> {
  const titles = await titlesOf(requests, help);
  return Promise.all(
    requests.map(async ({ input, before, after, basis: _basis, ...request }) => {
      const entity = String(request['entity']);
      const title = titles.get(entity)?.get(String(request['entityId'])) ?? null;
      const kind = nameOf(request['kind'], input as PlainRecord);
      const shown = {
        ...request,
        what: title ? fill(en.approvals.what, { kind, title }) : kind,
        record: title,
        extent: extentOf(request, help),
        whoElse: waits(request) && isMine(request) ? await whoElseCan({ ...request, input } as never) : null,
      };
      if (where === 'list') return shown;
      return {
        ...shown,
        difference: differenceOf(entity, before as PlainRecord, after as PlainRecord, ctx, help),
        records: await recordsOf(entity, input as PlainRecord, help),
        who: waits(request) ? en.approvals.whoElse[shown.whoElse ?? 'notTheRequester'] : null,
      };
    }),
  );
}

/** Of a selection it is what is to be done to it. */
function nameOf(kind: unknown, input: PlainRecord): string {
  const [entity = '', action = ''] = String(input['operation'] ?? '').split('.');
  if (kind !== 'bulk') return valueLabel('approvals', 'kind', String(kind));
  const verb = en.trail.actions[action] ?? action;
  return fill(en.approvals.bulk, { of: (en.labels as Record<string, string>)[entity] ?? entity, verb });
}

async function titlesOf(requests: PlainRecord[], help: PresentHelp): Promise<Map<string, Map<string, string>>> {
  const wanted = Map.groupBy(
    requests.filter(({ entityId }) => entityId),
    ({ entity }) => String(entity),
  );
  const titles = await Promise.all(
    [...wanted].map(
      async ([entity, some]) =>
        [
          entity,
          await help.titles(
            entity,
            some.map(({ entityId }) => String(entityId)),
          ),
        ] as const,
    ),
  );
  return new Map(titles);
}

/** How large it is, in the words of its limit. */
function extentOf({ kind, size }: PlainRecord, help: PresentHelp): string | null {
  if (WORTH.includes(String(kind))) return formatMoney(Number(size), help.currency);
  if (kind === 'priceCut')
    return fill(en.approvals.cut, { percent: toDecimalText(Number(size), 2).replace(/\.?0+$/, '') });
  if (kind === 'bulk' || kind === 'undo')
    return fill(en.approvals.records, { count: Number(size).toLocaleString('en-GB') });
  return null;
}

/** What would change, field by field, as far as this reader may see it in the record itself. */
function differenceOf(
  entity: string,
  before: PlainRecord,
  after: PlainRecord,
  ctx: RequestContext,
  help: PresentHelp,
): unknown[] {
  const resource = help.registry.byEntity(entity);
  if (!resource) return [];
  const side = (values: PlainRecord): PlainRecord => ({
    ...counts(values),
    ...permittedValues(resource, values, ctx.actor),
  });
  const changes = changedFields(resource, side(before), side(after), new Map(), help);
  return changes.filter(({ field }) => !isDeepStrictEqual(before[field], after[field]));
}

/** Not a field of any record. */
const counts = ({ records }: PlainRecord): PlainRecord => (typeof records === 'number' ? { records } : {});

/** The records of a selection, by the names their reader may see, and what is to be done to them. */
async function recordsOf(entity: string, input: PlainRecord, help: PresentHelp): Promise<string[] | undefined> {
  if (!Array.isArray(input['ids'])) return undefined;
  const ids = input['ids'].map(String);
  const titles = await help.titles(entity, ids.slice(0, RECORDS_NAMED));
  return ids.slice(0, RECORDS_NAMED).map((id) => titles.get(id) ?? `…${id.slice(-6)}`);
}
