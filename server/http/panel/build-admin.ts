import AdminJS, {
  type ActionContext,
  ComponentLoader,
  type CurrentAdmin,
  type LocaleTranslations,
  type ResourceOptions,
} from 'adminjs';
import { canSometimes, editableFields, maskedFields, visibleFields, whoMay } from '../../shared/permissions.policy.ts';
import type { Role } from '../../shared/request-context.ts';
import { toShown } from './field-values.ts';
import { handlerForPages, type PageHandler } from './page-handlers.ts';
import { kindsOf, referencedResource } from './present-record.ts';
import { actionsOf, BUILT_IN_ACTIONS, permissionOf, type RegisteredResource, type Registry } from './registry.ts';
import type { FieldDefinition } from './resource-definition.ts';
import { wrapActions } from './wrap-actions.ts';

type PanelPage = { component: string; icon?: string; handler: PageHandler };

export type AdminParts = {
  /** Names and files of the components; `Application` takes the place of AdminJS's whole page. */
  components: Record<string, string>;
  locale: { language: string; translations: LocaleTranslations };
  theme: Record<string, unknown>;
  dashboard: PageHandler;
  pages: Record<string, PanelPage>;
  companyName: string;
  loginPath: string;
  logoutPath: string;
  rootPath: string;
  version: string;
};

/** Makes the AdminJS instance of the given resources, with every action in the product's own hands. */
export async function buildAdmin(registry: Registry, parts: AdminParts): Promise<AdminJS> {
  const admin = new AdminJS({
    rootPath: parts.rootPath,
    loginPath: parts.loginPath,
    logoutPath: parts.logoutPath,
    componentLoader: loaderOf(parts.components),
    resources: registry.all.map((resource) => ({ resource: resource.adapter, options: optionsOf(registry, resource) })),
    dashboard: { handler: handlerForPages(parts.dashboard) },
    pages: Object.fromEntries(
      Object.entries(parts.pages).map(([name, { handler, ...page }]) => [
        name,
        { ...page, handler: handlerForPages(handler) },
      ]),
    ),
    branding: { companyName: parts.companyName, logo: false, withMadeWithLove: false, theme: parts.theme },
    locale: {
      language: parts.locale.language,
      availableLanguages: [parts.locale.language],
      translations: { [parts.locale.language]: parts.locale.translations },
    },
    version: { app: parts.version },
  });
  // The components are bundled by server/cli/build-panel.ts, never while the server starts.
  process.env['ADMIN_JS_SKIP_BUNDLE'] = 'true';
  await admin.initialize();
  wrapActions(admin, registry);
  return admin;
}

function loaderOf(components: Record<string, string>): ComponentLoader {
  const loader = new ComponentLoader();
  for (const [name, file] of Object.entries(components)) {
    if (name === 'Application') loader.override(name, file);
    else loader.add(name, file);
  }
  return loader;
}

type Who = { id: string; roles: readonly Role[] };
const whoIs = (admin: CurrentAdmin | undefined): Who => ({
  id: String(admin?.['id'] ?? ''),
  roles: (admin?.['roles'] ?? []) as Role[],
});

function optionsOf(registry: Registry, resource: RegisteredResource): ResourceOptions {
  const actions = Object.fromEntries(
    [...new Set([...BUILT_IN_ACTIONS, ...actionsOf(resource)])].map((name) => [
      name,
      actionOptions(registry, resource, name),
    ]),
  );
  return {
    id: resource.id,
    titleProperty: resource.titleFields[0] ?? '_id',
    navigation: { name: resource.group, icon: resource.icon },
    sort: { sortBy: resource.sort.by, direction: resource.sort.direction },
    listProperties: [...resource.list],
    showProperties: resource.show.flatMap((section) => section.fields),
    editProperties: resource.form.flatMap((section) => section.fields),
    filterProperties: [...resource.filters],
    properties: Object.fromEntries(
      Object.entries(resource.fields).map(([name, field]) => [name, propertyOptions(registry, resource, name, field)]),
    ),
    actions,
  } as ResourceOptions;
}

function propertyOptions(registry: Registry, resource: RegisteredResource, name: string, field: FieldDefinition) {
  const property = resource.adapter.property(name);
  const target = field.format === 'reference' ? referencedResource(registry, resource, name) : undefined;
  return {
    ...(target ? { reference: target.id } : {}),
    ...(field.values ? { availableValues: field.values.map((value) => ({ value, label: value })) } : {}),
    ...(field.components ? { components: field.components } : {}),
    isRequired: field.required ?? false,
    isSortable: field.sortable ?? (!field.virtual && (property?.isSortable() ?? false)),
    isDisabled: field.readOnly ?? false,
    custom: fieldForPages(field),
  };
}

/** What the pages need to know to show and edit a field; functions and queries stay here. */
function fieldForPages(field: FieldDefinition): Record<string, unknown> {
  const { query: _query, components: _components, parts, ...rest } = field;
  return {
    ...rest,
    ...(parts
      ? { parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, fieldForPages(part)])) }
      : {}),
  };
}

function actionOptions(registry: Registry, resource: RegisteredResource, name: string) {
  const permission = permissionOf(resource, name);
  const offered = actionsOf(resource).includes(name);
  const kinds = kindsOf(resource, name);
  const action = resource.actions[name];
  return {
    name,
    actionType: kinds.length === 1 ? kinds[0] : kinds,
    isAccessible: ({ currentAdmin }: ActionContext) =>
      offered && canSometimes(whoIs(currentAdmin), resource.entity, permission),
    isVisible: offered,
    ...(action?.icon ? { icon: action.icon } : {}),
    ...(name === 'list' ? { custom: listCustom(registry, resource) } : {}),
    ...(name === 'edit' && offered ? { custom: { whoMay: whoMay(resource.entity, permission) } } : {}),
    ...(name === 'new' ? { custom: { defaults: toShown(resource.fields, resource.defaults) } } : {}),
    ...(action
      ? {
          custom: {
            named: true,
            tone: action.tone ?? 'primary',
            bulk: Boolean(action.bulk),
            inStrip: action.shownWhile !== undefined,
            rare: action.rare ?? false,
            quiet: action.quiet === true || action.read !== undefined,
            form: Object.fromEntries(
              Object.entries(action.form ?? {}).map(([field, is]) => [field, actionField(registry, is)]),
            ),
            whoMay: whoMay(resource.entity, permission),
          },
        }
      : {}),
  };
}

function actionField(registry: Registry, field: FieldDefinition & { initial?: unknown }): Record<string, unknown> {
  const { initial: _initial, ...rest } = field;
  return { ...fieldForPages(rest), ...(field.reference ? { reference: registry.byId(field.reference)?.id } : {}) };
}

/** AdminJS knows nothing of sections and search boxes; they travel with the list action. */
const listCustom = (_registry: Registry, resource: RegisteredResource): Record<string, unknown> => ({
  entity: resource.entity,
  group: resource.group,
  icon: resource.icon,
  sections: { show: resource.show, form: resource.form },
  searchable: resource.search !== undefined,
  sort: resource.sort,
  landing: resource.landing ?? '',
  tabs: resource.tabs ?? '',
  newPage: resource.newPage?.page ?? null,
  whoMayAdd: whoMayAdd(resource),
});

/** The roles that may add a record by hand; none where nobody does. */
function whoMayAdd(resource: RegisteredResource): string[] {
  if (resource.newPage) return whoMay(resource.entity, resource.newPage.permission);
  return actionsOf(resource).includes('new') ? whoMay(resource.entity, permissionOf(resource, 'new')) : [];
}

/** What this person may see and edit of each resource: asked by the pages once, when they start. */
export function fieldRights(registry: Registry, who: Who): Record<string, unknown> {
  return Object.fromEntries(
    registry.all.map((resource) => {
      const visible = visibleFields(who, resource.entity);
      const editable = editableFields(who, resource.entity);
      const masked = maskedFields(who, resource.entity);
      const names = Object.keys(resource.fields);
      return [
        resource.id,
        {
          hidden: names.filter((name) => !resource.fields[name]?.virtual && visible !== 'all' && !visible.has(name)),
          editable: names.filter((name) => editable.has(name)),
          masked: [...masked],
        },
      ];
    }),
  );
}
