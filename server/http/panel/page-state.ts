import type AdminJS from 'adminjs';
import { Router as AdminRouter } from 'adminjs';
import type { Role } from '../../shared/request-context.ts';
import { fieldRights } from './build-admin.ts';
import { type ShellState, stateOf } from './page-shell.ts';
import type { Registry } from './registry.ts';

export type AdminUser = { id: string; name: string; email: string; roles: readonly Role[] };
type PreparedState = { resources: string; theme: string; rights: unknown };

const LISTS = ['listProperties', 'showProperties', 'editProperties', 'filterProperties'] as const;
type ResourceState = { properties: Record<string, unknown> } & Record<
  (typeof LISTS)[number],
  { propertyPath: string }[]
>;

/**
 * What the page starts from. AdminJS computes it anew for each page; since it depends on the reader's roles alone, but for who they are, it
 * is made once for each set of roles. Lists of properties travel as names: AdminJS repeats each property up to five times.
 */
export function pageStates(
  admin: AdminJS,
  registry: Registry,
): (user: AdminUser) => Promise<ShellState & { rights: unknown }> {
  const prepared = new Map<string, Promise<PreparedState>>();
  return async (user) => {
    const key = [...user.roles].sort().join(' ');
    const known = prepared.get(key) ?? prepare(admin, registry, user);
    prepared.set(key, known);
    const { resources, theme, rights } = await known;
    return { redux: `${resources.slice(0, -1)},"session":${JSON.stringify(user)}}`, theme, rights };
  };
}

async function prepare(admin: AdminJS, registry: Registry, user: AdminUser): Promise<PreparedState> {
  const index = AdminRouter.routes.find((route) => route.path === '' && route.method === 'GET');
  if (!index) throw new Error('AdminJS has no page any more');
  const html: string = await new index.Controller({ admin }, user).index();
  const { redux, theme } = stateOf(html);
  const { session: _session, ...state } = JSON.parse(redux) as { resources: ResourceState[]; session: unknown };
  const resources = state.resources.map(withNames);
  return { resources: JSON.stringify({ ...state, resources }), theme, rights: fieldRights(registry, user) };
}

function withNames(resource: ResourceState): object {
  const names = LISTS.map((list) => [list, resource[list].map(({ propertyPath }) => propertyPath)] as const);
  return { ...resource, ...Object.fromEntries(names) };
}

/** Puts the properties back into their lists, in the browser, before AdminJS looks at them. */
export const RESTORE_LISTS = `for (const resource of window.REDUX_STATE.resources)
  for (const list of ${JSON.stringify(LISTS)}) resource[list] = resource[list].flatMap((name) => resource.properties[name] ?? []);`;
