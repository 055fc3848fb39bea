import type { Texts } from './texts.ts';

/** `orders.addNote` → the heading it stands under, and what it allows: `Orders`, `add a note`. */
export function scopeInWords(scope: string, texts: Texts): { group: string; verb: string } {
  const [entity = '', action = ''] = scope.split('.');
  const own = texts.of(entity, `actions.${action}`)?.toLowerCase();
  return { group: texts.label(entity), verb: own ?? texts.t(`scopes.verbs.${action}`).toLowerCase() };
}

/** Scopes under the headings of what they are about, in the order in which they come. */
export function scopesByGroup(scopes: readonly string[], texts: Texts): [string, { scope: string; verb: string }[]][] {
  const groups = new Map<string, { scope: string; verb: string }[]>();
  for (const scope of scopes) {
    const { group, verb } = scopeInWords(scope, texts);
    groups.set(group, [...(groups.get(group) ?? []), { scope, verb }]);
  }
  return [...groups];
}
