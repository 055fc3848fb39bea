import { en } from '../locale/en.ts';

const resourceTexts = (id: string) => en.resources[id] ?? {};

/** `lowStockThreshold` → `Low stock threshold`: what a field is called where the catalogue has no name for it. */
export function plainName(name: string): string {
  const words = (name.split('.').at(-1) ?? name)
    .replace(/[-_]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function fieldLabel(resourceId: string, name: string): string {
  const own = resourceTexts(resourceId).properties?.[name.replaceAll('.', '/')];
  return own ?? (en.properties as Record<string, string>)[name.split('.').at(-1) ?? name] ?? plainName(name);
}

export const valueLabel = (resourceId: string, name: string, value: string): string =>
  resourceTexts(resourceId).values?.[name]?.[value] ?? plainName(value);

/** What one record of a resource is called: `product`. */
export const oneOf = (resourceId: string): string =>
  resourceTexts(resourceId).one ?? plainName(resourceId).toLowerCase();

/** Fills `{{name}}` in a text of the catalogue. */
export const fill = (template: string, values: Record<string, string | number>): string =>
  template.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => String(values[name] ?? ''));
