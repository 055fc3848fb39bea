import { AppError } from '../../shared/errors.ts';
import { texts } from './panel.texts.ts';
import type { Target } from './panel-request.ts';
import { kindsOf } from './present-record.ts';
import { actionsOf, BUILT_IN_ACTIONS, type RegisteredResource, type Registry } from './registry.ts';

type Address = {
  resourceId: string;
  action: string;
  kind: Target['kind'];
  recordId: string | null;
  text: string | null;
};

/** What an address below the panel's prefix (`/api/resources/products/actions/list`, `/resources/products`) is about; null for none. */
export function addressOf(path: string): Address | null {
  const parts = path
    .replace(/^\/api(?=\/)/, '')
    .split('/')
    .filter(Boolean)
    .map(decoded);
  const [head, resourceId, kind, third, fourth] = parts;
  if (head !== 'resources' || !resourceId) return null;
  const none = { resourceId, recordId: null, text: null };
  if (kind === undefined) return { ...none, action: 'list', kind: 'resource' };
  if (kind === 'search') return { ...none, action: 'search', kind: 'resource', text: third ?? null };
  if (kind === 'actions' && third) return { ...none, action: third, kind: 'resource', text: fourth ?? null };
  if (kind === 'bulk' && third) return { ...none, action: third, kind: 'bulk' };
  if (kind === 'records' && third && fourth) return { ...none, action: fourth, kind: 'record', recordId: third };
  return { ...none, action: '', kind: 'resource' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Finds the resource and action an address names. Throws `not_found` for anything that is neither, without naming what there is. */
export function findTarget(registry: Registry, address: Address, query: URLSearchParams): Target {
  const resource = registry.byId(address.resourceId);
  if (!resource) throw new AppError('not_found', 404, texts.noSuchPage);
  const { action, kind, recordId } = address;
  if (!knows(resource, action) || !kindsOf(resource, action).includes(kind)) {
    throw new AppError('not_found', 404, texts.noSuchAction(action), { meta: { entity: resource.entity } });
  }
  const recordIds = (query.get('recordIds') ?? '').split(',').filter(Boolean);
  return { resource, action, kind, recordId, recordIds };
}

/** What AdminJS builds in exists for every resource; the permission table refuses what a resource does not offer. */
const knows = (resource: RegisteredResource, action: string): boolean =>
  actionsOf(resource).includes(action) || (BUILT_IN_ACTIONS as readonly string[]).includes(action);
