import type { Texts } from './texts.ts';

/** `support if before packing` → `Support if before packing`. */
export const rolesInWords = (whoMay: string[], texts: Texts): string =>
  whoMay
    .map((role) => role.split(' '))
    .map(([role = '', ...condition]) => [texts.t(`roles.${role}`), ...condition].join(' '))
    .join(', ');
