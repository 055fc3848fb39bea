import { can, canSometimes, type Who, whoMay } from '../../shared/permissions.policy.ts';
import type { PlainRecord } from './bson-values.ts';
import { PanelResource } from './resource.ts';
import type { ActionField, FieldDefinition, NamedAction, ResourceDefinition } from './resource-definition.ts';

export type RegisteredResource = ResourceDefinition & { adapter: PanelResource };

export type Registry = {
  currency: string;
  timeZone: string;
  all: readonly RegisteredResource[];
  byId: (id: string) => RegisteredResource | undefined;
  /** The first resource that shows an entity's records. */
  byEntity: (entity: string) => RegisteredResource | undefined;
  byModel: (modelName: string) => RegisteredResource | undefined;
};

export const BUILT_IN_ACTIONS = ['list', 'search', 'export', 'show', 'new', 'edit', 'delete', 'bulkDelete'] as const;

type Settings = { timeZone: string; currency: string };

/** Makes the adapters of the resources and knows them by their names. Throws where two have the same id. */
export function buildRegistry(definitions: readonly ResourceDefinition[], settings: Settings): Registry {
  const all: RegisteredResource[] = [];
  const byId = new Map<string, RegisteredResource>();
  const byModel = (modelName: string) => definitions.find((definition) => definition.model.modelName === modelName);
  const entities = [...new Set([...definitions.map(({ entity }) => entity), ...OTHER_ENTITIES])];
  for (const given of definitions) {
    const definition = withEntities(given, entities);
    if (byId.has(definition.id)) throw new Error(`Two resources are called ${definition.id}`);
    const adapter = new PanelResource(definition.model, {
      id: definition.id,
      titleFields: definition.titleFields,
      timeZone: settings.timeZone,
      moneyFields: Object.keys(definition.fields).filter((name) => definition.fields[name]?.format === 'money'),
      referenceOf: (modelName) => byModel(modelName)?.id ?? null,
      ...(definition.scope ? { scope: definition.scope } : {}),
    });
    const registered = { ...definition, adapter };
    all.push(registered);
    byId.set(definition.id, registered);
  }
  return {
    ...settings,
    all,
    byId: (id) => byId.get(id),
    byEntity: (entity) => all.find((resource) => resource.entity === entity),
    byModel: (modelName) => all.find((resource) => resource.model.modelName === modelName),
  };
}

/** What the trail speaks of beside resources. */
const OTHER_ENTITIES = ['panel', 'requests'];

function withEntities(definition: ResourceDefinition, entities: string[]): ResourceDefinition {
  const fields = Object.entries(definition.fields).map(
    ([name, field]) => [name, field.valuesAre === 'entities' ? { ...field, values: entities } : field] as const,
  );
  return { ...definition, fields: Object.fromEntries(fields) };
}

/** The actions a resource has: what is built in, as far as it writes, and its named ones. */
export function actionsOf(resource: ResourceDefinition): string[] {
  const { writes } = resource;
  return [
    'list',
    'search',
    ...(whoMay(resource.entity, 'export').length > 0 ? ['export'] : []),
    'show',
    ...(writes.new ? ['new'] : []),
    ...(writes.edit ? ['edit'] : []),
    ...(writes.delete ? ['delete', 'bulkDelete'] : []),
    ...Object.keys(resource.actions),
  ];
}

export const namedAction = (resource: ResourceDefinition, action: string): NamedAction | undefined =>
  Object.hasOwn(resource.actions, action) ? resource.actions[action] : undefined;

/** What a named action's form asks of this person. */
export function inputsOf(resource: ResourceDefinition, action: string, who: Who): Record<string, ActionField> {
  const isTheirs = ({ permission }: ActionField): boolean => {
    const [entity = '', verb = ''] = permission?.split('.') ?? [];
    return permission === undefined || canSometimes(who, entity, verb);
  };
  const form = namedAction(resource, action)?.form ?? {};
  return Object.fromEntries(Object.entries(form).filter(([, field]) => isTheirs(field)));
}

/**
 * May they carry out an action on this record? A record whose state does not allow the action is left to the use case, which says so: being
 * too late is another thing than not being allowed.
 */
export function mayRun(who: Who, resource: ResourceDefinition, action: string, record: PlainRecord): boolean {
  const permission = permissionOf(resource, action);
  const fits = namedAction(resource, action)?.when?.(record) ?? true;
  return fits ? can(who, resource.entity, permission, record) : canSometimes(who, resource.entity, permission);
}

/** The name under which the permission table knows an action. */
export const permissionOf = (resource: ResourceDefinition, action: string): string =>
  namedAction(resource, action)?.permission ?? action;

export const fieldOf = (resource: ResourceDefinition, name: string): FieldDefinition => resource.fields[name] ?? {};
