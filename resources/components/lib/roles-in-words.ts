import { settings } from './state.ts';
import type { Texts } from './texts.ts';

/** `admin`, `support if before packing` → `Admin and Support if before packing`. Of shoppers nothing is said: no page of theirs is here. */
export function rolesInWords(whoMay: string[], texts: Texts): string {
  const said = whoMay
    .map((role) => role.split(' '))
    .filter(([role]) => role !== 'shopper')
    .map(([role = '', ...condition]) => [texts.t(`roles.${role}`), ...condition].join(' '));
  return new Intl.ListFormat(settings().language, { type: 'conjunction' }).format(said);
}
