import type { ActionJSON, RecordJSON, ResourceJSON } from 'adminjs';
import { useSelector } from 'react-redux';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet';

type RecordLink = { resource: string; idFrom: string; when?: Record<string, string> };

/** How a field is shown and typed, as the resource's definition says (server/http/panel/resource-definition.ts). */
export type Field = {
  format?: string;
  tones?: Record<string, Tone>;
  /** Fields of the record with which the colours say nothing any more. */
  calmWhen?: Record<string, string>;
  values?: readonly string[];
  valuesBy?: { field: string; values: Record<string, readonly string[]> };
  unitField?: string;
  reference?: string;
  readOnly?: boolean;
  required?: boolean | 'new';
  virtual?: boolean;
  parts?: Record<string, Field>;
  help?: boolean;
  maxLength?: number;
  setBy?: string;
  /** In lists, what is shown where this has no value: a field, or a part of one as `guest.name`. */
  otherwise?: string;
  fromFile?: boolean;
  fixedRows?: boolean;
  hidden?: boolean;
  link?: RecordLink | readonly RecordLink[];
  /** Of a named action's form: asked only while another input has this value. */
  only?: Record<string, string>;
};

export type Section = { title: string; fields: string[] };
export type Values = Record<string, unknown>;

export type PanelRecord = Omit<RecordJSON, 'populated'> & {
  values: Values;
  masked: string[];
  revision: number | null;
  /** For how many milliseconds more its personal data is shown; null where it was not opened. */
  unmaskedFor: number | null;
  populated: Record<string, { id: string; title: string } | undefined>;
};

type ListCustom = {
  entity: string;
  group: string;
  icon: string;
  sections: { show: Section[]; form: Section[] };
  searchable: boolean;
  sort: { by: string; direction: 'asc' | 'desc' };
  /** What the navigation opens, where that is not the whole list. */
  landing: string;
  /** The choice whose values stand above the list as tabs; empty where there are none. */
  tabs: string;
  /** The page of its own on which new records are made, and the roles that may. */
  /** A page of its own that adds records, in the place of the form. */
  newPage: string | null;
  whoMayAdd: string[];
};

export type NamedActionCustom = {
  named: true;
  tone: 'primary' | 'danger';
  bulk: boolean;
  /** Belongs to a page of its own and is no button. */
  quiet: boolean;
  /** Stands in the menu, however few actions there are. */
  rare: boolean;
  /** Offered above the record, see record/personal-data.tsx. */
  inStrip: boolean;
  form: Record<string, Field>;
  whoMay: string[];
};

export type Settings = {
  timeZone: string;
  currency: string;
  language: string;
  imageBase: string | null;
  rights: Record<string, { hidden: string[]; editable: string[]; masked: string[] } | undefined>;
};

type State = {
  resources: ResourceJSON[];
  session: { id: string; name: string; roles: string[] } | null;
  paths: { rootPath: string; loginPath: string; logoutPath: string };
  pages: { name: string; component: string; icon?: string }[];
};

declare global {
  interface Window {
    COUNTERFOIL: Settings;
    REDUX_STATE: State;
    AdminJS: { UserComponents: Record<string, React.ComponentType<Record<string, unknown>>> };
  }
}

export const settings = (): Settings => window.COUNTERFOIL;
export const rootPath = (): string => window.REDUX_STATE.paths.rootPath;

const select = <T>(pick: (state: State) => T): T => useSelector(pick as never) as T;

export const useResources = (): ResourceJSON[] => select((state) => state.resources);
export const useResource = (id: string | undefined): ResourceJSON | undefined =>
  useResources().find((resource) => resource.id === id);
export const useSession = (): State['session'] => select((state) => state.session);
export const usePaths = (): State['paths'] => select((state) => state.paths);

export const listCustom = (resource: ResourceJSON): ListCustom =>
  actionOf(resource, 'list')?.custom as unknown as ListCustom;

export const actionOf = (resource: ResourceJSON, name: string): ActionJSON | undefined =>
  resource.actions.find((action) => action.name === name);

/** May this person use an action of the whole resource, such as `new`? */
export const offers = (resource: ResourceJSON, name: string): boolean =>
  resource.resourceActions.some((action) => action.name === name);

export const namedActions = (resource: ResourceJSON): { name: string; custom: NamedActionCustom }[] =>
  resource.actions
    .filter((action) => action.custom['named'] && !action.custom['quiet'])
    .map((action) => ({ name: action.name, custom: action.custom as unknown as NamedActionCustom }));

export const fieldOf = (resource: ResourceJSON, name: string): Field =>
  (resource.properties[name]?.custom ?? {}) as Field;

export const isHidden = (resource: ResourceJSON, name: string): boolean =>
  settings().rights[resource.id]?.hidden.includes(name) ?? false;

/** The inputs of the form that this person may fill in. */
export function formSections(resource: ResourceJSON, form: 'new' | 'edit'): Section[] {
  const rights = settings().rights[resource.id];
  const isInput = (name: string): boolean => {
    const field = fieldOf(resource, name);
    if (field.setBy) return form === 'new';
    return !field.readOnly && (rights?.editable.includes(name) ?? false);
  };
  return listCustom(resource)
    .sections.form.map((section) => ({ ...section, fields: section.fields.filter(isInput) }))
    .filter((section) => section.fields.length > 0);
}

export const isRequired = (field: Field, form: 'new' | 'edit'): boolean =>
  field.required === true || (field.required === 'new' && form === 'new');
