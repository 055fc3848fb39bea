import { useTranslation } from 'adminjs';
import { useMemo } from 'react';

type Options = Record<string, string | number>;

export type Texts = {
  /** A text of the panel's own pages, by its path below `cf`. */
  t: (key: string, options?: Options) => string;
  label: (resourceId: string) => string;
  group: (name: string) => string;
  one: (resourceId: string) => string;
  field: (resourceId: string, name: string) => string;
  value: (resourceId: string, name: string, value: string) => string;
  help: (resourceId: string, name: string) => string;
  /** A text of the resource, or null where it has none. */
  of: (resourceId: string, path: string) => string | null;
  action: (resourceId: string, name: string) => string;
};

/** `lowStockThreshold` → `Low stock threshold`. */
function plainName(name: string): string {
  const last = name.split('.').at(-1) ?? name;
  const words = last
    .replace(/[-_]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The catalogue of texts. What has no text of its own is called by its name in plain words. */
export function useTexts(): Texts {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const find = (key: string, options: Options = {}): string | null => {
      const text = i18n.t(key, { ...options, defaultValue: '' });
      return text === '' ? null : text;
    };
    const of = (resourceId: string, path: string): string | null => find(`resources.${resourceId}.${path}`);
    return {
      t: (key, options) => find(`cf.${key}`, options) ?? plainName(key),
      label: (resourceId) => find(`labels.${resourceId}`) ?? plainName(resourceId),
      group: (name) => find(`groups.${name}`) ?? plainName(name),
      one: (resourceId) => of(resourceId, 'one') ?? plainName(resourceId).toLowerCase(),
      field: (resourceId, name) =>
        of(resourceId, `properties.${name.replaceAll('.', '/')}`) ??
        find(`properties.${name.split('.').at(-1) ?? name}`) ??
        plainName(name),
      value: (resourceId, name, value) => of(resourceId, `values.${name}.${value}`) ?? plainName(value),
      help: (resourceId, name) => of(resourceId, `help.${name}`) ?? '',
      of,
      action: (resourceId, name) => of(resourceId, `actions.${name}`) ?? plainName(name),
    };
  }, [i18n]);
}
