import type AdminJS from 'adminjs';
import type { ActionContext, ActionDecorator, ActionRequest } from 'adminjs';
import { AuditLog } from '../../modules/audit/admin.ts';
import { hasLeftEntry, recordAccess, runOperation } from '../../modules/audit/index.ts';
import { clock } from '../../platform/clock.ts';
import { forbidden } from '../../shared/errors.ts';
import { canSometimes, whoMay } from '../../shared/permissions.policy.ts';
import { handlerFor, type PanelHandler } from './actions.ts';
import { type PanelRequest, panelRequest, panelTarget } from './panel-request.ts';
import { askedFor } from './read-handlers.ts';
import { actionsOf, mayRun, permissionOf, type RegisteredResource, type Registry } from './registry.ts';
import { plainOf } from './resource.ts';

/**
 * Takes every action of every resource, AdminJS's own and the named ones alike, into the product's hands: permission, handler, records in the
 * trail. It walks what AdminJS has decorated, so that no action can be forgotten.
 */
export function wrapActions(admin: AdminJS, registry: Registry): void {
  for (const adminResource of admin.resources) {
    const resource = registry.byId(adminResource.decorate().id());
    if (!resource) throw new Error(`The panel shows ${adminResource.id()} without a definition`);
    for (const decorated of Object.values(adminResource.decorate().actions)) wrap(decorated, resource, registry);
  }
}

function wrap(decorated: ActionDecorator, resource: RegisteredResource, registry: Registry): void {
  const name = decorated.name;
  const offered = actionsOf(resource).includes(name);
  const handler = offered ? handlerFor(registry, resource, name) : refuse(resource, name);
  const open = decorated as unknown as { action: object; canInvokeAction: (context: ActionContext) => boolean };
  open.canInvokeAction = (context) => assertAllowed(resource, name, context);
  open.action = {
    ...open.action,
    handler: (request: ActionRequest, _response: unknown, context: ActionContext) =>
      recorded(resource, name, handler, request, context),
  };
}

const refuse =
  (resource: RegisteredResource, name: string): PanelHandler =>
  async () => {
    throw forbidden(name, resource.entity, whoMay(resource.entity, name));
  };

/** Asked before anything is done, about the record as it was just read; the handlers ask again inside their transaction. */
function assertAllowed(resource: RegisteredResource, name: string, context: ActionContext): boolean {
  const { actor } = panelRequest().ctx;
  const permission = permissionOf(resource, name);
  const allowed = context.record
    ? mayRun(actor, resource, name, plainOf(context.record))
    : canSometimes(actor, resource.entity, permission);
  if (!allowed) throw forbidden(permission, resource.entity, whoMay(resource.entity, permission));
  return true;
}

async function recorded(
  resource: RegisteredResource,
  name: string,
  handler: PanelHandler,
  request: ActionRequest,
  context: ActionContext,
): Promise<unknown> {
  const panel = panelRequest();
  const since = clock.now();
  const answer = await handler(request, context);
  if (request.method === 'post') await assertOnRecord(panel, resource, name, since);
  else if (resource.personal) await recordReading(panel, resource, name);
  // AdminJS never answers at all where a handler gives it nothing.
  return answer ?? {};
}

/**
 * A named action whose use case wrote nothing that is audited has left no entry yet; it gets one. Behind a proxy the request's id is what
 * somebody sent: an entry from before does not count.
 */
async function assertOnRecord(
  panel: PanelRequest,
  resource: RegisteredResource,
  name: string,
  since: Date,
): Promise<void> {
  const { ctx } = panel;
  if (hasLeftEntry(ctx)) return;
  if (await AuditLog.exists({ requestId: ctx.requestId, outcome: 'done', createdAt: { $gte: since } })) return;
  const { recordId } = panelTarget();
  const action = `${resource.entity}.${permissionOf(resource, name)}`;
  await runOperation(
    ctx,
    { action, entity: resource.entity, ...(recordId ? { entityId: recordId } : {}) },
    async () => {},
  );
}

/** Reading personal data and the trail is on record: which record, or what was asked for, never what was found. */
async function recordReading(panel: PanelRequest, resource: RegisteredResource, name: string): Promise<void> {
  const { recordId } = panelTarget();
  const { entity } = resource;
  if (recordId) await recordAccess(panel.ctx, { entity, entityId: recordId, action: 'show' });
  else
    await recordAccess(panel.ctx, {
      entity,
      action: name === 'search' ? 'search' : 'list',
      filter: askedFor(panel, resource),
    });
}
