import { resources } from '../../resources/index.ts';
import { apiRoutes } from '../composition-root.ts';
import { actionsOf, BUILT_IN_ACTIONS, permissionOf } from '../http/panel/registry.ts';
import type { ResourceDefinition } from '../http/panel/resource-definition.ts';
import type { Access, ApiRoute } from '../platform/api-route.ts';
import { canSometimes } from '../shared/permissions.policy.ts';
import { isStaff, ROLES, type Role } from '../shared/request-context.ts';
import { callOf } from './every-action.ts';
import { newId } from './panel.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One way to ask the server for something: an address, a method, and who it is for. The attacks of the tests go to every one of them. */
export type Door = {
  /** How a test calls it. */
  name: string;
  /** The address as the server mounts it; see `servedBy`. */
  route: string;
  method: Method;
  path: string;
  body?: object;
  /** Whose session opens it. */
  side: 'panel' | 'page' | 'shop' | 'log';
  /** The roles that get in for at least some records. */
  roles: readonly Role[];
  /** True where nobody need be signed in. */
  open: boolean;
};

/** What is open on purpose, and why. */
export const OPEN: Record<string, string> = {
  '/healthz': 'load balancers ask for it',
  '/readyz': 'load balancers ask for it',
  '/media/:name': 'pictures of the shop, named by their content',
  '/api/openapi.json': 'the description of the API',
  '/webhooks/identity-provider': 'the identity provider reports there, with a token of its own',
  '/': 'leads to the panel',
  '/admin/login': 'leads to the sign-in',
  '/admin/frontend/assets/:name': 'the panel’s scripts and styles, which hold no data',
  ...Object.fromEntries(
    ['/admin/auth', '/auth'].flatMap((path) =>
      ['login', 'step-up', 'callback', 'logout', 'signed-out'].map((step) => [`${path}/${step}`, 'signing in and out']),
    ),
  ),
};

/** Stands for whatever an address asks for; nobody gets as far as it being looked up. */
const SAMPLES: Record<string, string> = {
  slug: 'red-lantern',
  name: 'CF-1',
  photo: 'a'.repeat(64),
  productId: newId(),
  id: newId(),
};

/** The address of a route of the API, with these values in the place of its parameters. */
export const apiPath = (route: ApiRoute, values: Record<string, string> = {}): string =>
  `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? SAMPLES[name] ?? 'x')}`;

const rolesOfAccess = (access: Access): readonly Role[] =>
  typeof access === 'object' ? ROLES.filter((role) => canSometimes([role], access.resource, access.action)) : ROLES;

const apiDoors: Door[] = apiRoutes.map((route) => ({
  name: `${route.method} ${route.path}`,
  route: `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  method: route.method,
  path: apiPath(route),
  ...(route.body ? { body: (route.bodyExample ?? {}) as object } : {}),
  side: 'shop',
  roles: rolesOfAccess(route.access),
  open: route.access === 'anyone',
}));

const staff = ROLES.filter((role) => isStaff([role]));

function actionDoors(resource: ResourceDefinition): Door[] {
  const { id, entity } = resource;
  const offered = actionsOf(resource);
  return [...new Set([...offered, ...BUILT_IN_ACTIONS])].flatMap((action) => {
    const permission = permissionOf(resource, action);
    const roles = offered.includes(action) ? staff.filter((role) => canSometimes([role], entity, permission)) : [];
    const record = newId();
    const call = callOf(id, entity, action, record);
    const kind = /\/(actions|records|bulk)\//.exec(call.path)?.[1] ?? '';
    const door = (method: 'get' | 'post', path: string, route: string): Door => ({
      name: `${method} ${id}.${action} (${route.split('/:resourceId/')[1]})`,
      route: `/admin/api/resources/:resourceId/${route.split('/:resourceId/')[1]}`,
      method,
      path,
      ...(method === 'post' ? { body: call.body ?? { values: {} } } : {}),
      side: 'panel',
      roles,
      open: false,
    });
    const route = `/:resourceId/${kind}/${kind === 'records' ? ':recordId/' : ''}:action`;
    const bulk = `/admin/api/resources/${id}/bulk/${action}?recordIds=${record}`;
    return [
      door('get', call.path, route),
      door('post', call.path, route),
      ...(resource.actions[action]?.bulk
        ? [door('get', bulk, '/:resourceId/bulk/:action'), door('post', bulk, '/:resourceId/bulk/:action')]
        : []),
      ...(action === 'search'
        ? ['actions/search', 'search'].flatMap((part) => [
            door(
              'get',
              `/admin/api/resources/${id}/${part}/lamp`,
              `/:resourceId/${part.replace('search', part === 'search' ? 'search' : ':action')}/:query`,
            ),
          ])
        : []),
    ];
  });
}

const panelDoor = (method: 'get' | 'post', path: string, route = path): Door => ({
  name: `${method} ${path}`,
  route,
  method,
  path,
  ...(method === 'post' ? { body: {} } : {}),
  side: 'panel',
  roles: staff,
  open: false,
});

const pages: Door[] = ['/admin', ...resources.flatMap(({ id }) => [`/admin/resources/${id}`])].map((path) => ({
  ...panelDoor('get', path),
  side: 'page',
  roles: staff.filter((role) => {
    const resource = resources.find(({ id }) => path.endsWith(`/${id}`));
    return !resource || canSometimes([role], resource.entity, 'list');
  }),
}));

const logDoors: Door[] = [
  ['/audit/log/checkpoint', '/audit/log/checkpoint'],
  ['/audit/log/tile/0/000', '/audit/log^'],
  [`/audit/log/proof/inclusion?entry=${newId()}`, '/audit/log/proof/inclusion'],
  ['/audit/log/proof/consistency?from=0', '/audit/log/proof/consistency'],
].map(([path = '', route = '']) => ({
  name: `get ${path}`,
  route,
  method: 'get',
  path,
  side: 'log',
  roles: ROLES.filter((role) => canSometimes([role], 'auditLogs', 'readLog')),
  open: false,
}));

const uploadDoor: Door = {
  ...panelDoor('post', '/admin/api/media'),
  roles: staff.filter((role) => canSometimes([role], 'products', 'edit')),
};

const returnPhotoDoor: Door = {
  ...panelDoor('get', `/admin/api/return-photos/${'a'.repeat(64)}-160.webp`, '/admin/api/return-photos/:name'),
  roles: staff.filter((role) => canSometimes([role], 'returnRequests', 'show')),
};

/** Every door of the server but those of OPEN. */
export const DOORS: readonly Door[] = [
  ...apiDoors,
  ...resources.flatMap(actionDoors),
  ...pages,
  ...logDoors,
  uploadDoor,
  returnPhotoDoor,
  panelDoor('get', '/admin/api/dashboard'),
  panelDoor('get', '/admin/api/pages/scan', '/admin/api/pages/:pageName'),
  panelDoor('post', '/admin/api/pages/scan', '/admin/api/pages/:pageName'),
  // AdminJS's own spelling of the list with a text to look for, and of a search without one.
  ...resources.flatMap(({ id, entity }) =>
    [
      panelDoor(
        'get',
        `/admin/api/resources/${id}/actions/list/lamp`,
        '/admin/api/resources/:resourceId/actions/:action/:query',
      ),
      panelDoor('get', `/admin/api/resources/${id}/search`, '/admin/api/resources/:resourceId/search'),
    ].map((door) => ({ ...door, roles: staff.filter((role) => canSometimes([role], entity, 'list')) })),
  ),
];
