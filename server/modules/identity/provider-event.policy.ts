import { isIP } from 'node:net';
import { z } from 'zod';

/** One event as a provider's log stream sends it, in the shape of Auth0: the event itself stands under `data`. */
export const providerEvent = z.object({
  log_id: z.string().min(1).max(200),
  data: z.object({
    type: z.string().max(100),
    date: z.string().max(40).optional(),
    ip: z.string().max(64).optional(),
    user_agent: z.string().max(1000).optional(),
    user_id: z.string().max(200).optional(),
    user_name: z.string().max(320).optional(),
    client_id: z.string().max(200).optional(),
    connection: z.string().max(200).optional(),
  }),
});
export type ProviderEvent = z.output<typeof providerEvent>;

/**
 * Which of Auth0's events are failed sign-ins that this server never hears of otherwise, and the cause by which the trail knows each. All
 * others (successes, e-mails sent, API calls) are none of the trail's business.
 */
const CAUSES: Readonly<Record<string, string>> = {
  f: 'refused_by_provider',
  fp: 'wrong_password',
  fu: 'unknown_account',
  fepft: 'wrong_password',
  fc: 'directory_unreachable',
  fco: 'foreign_origin_at_provider',
  fcoa: 'refused_by_provider',
  pwd_leak: 'leaked_password',
  limit_wc: 'account_blocked',
  limit_mu: 'address_blocked',
  limit_sul: 'too_many_sign_ins',
  gd_auth_failed: 'wrong_second_factor',
  gd_auth_rejected: 'second_factor_rejected',
  gd_otp_rate_limit_exceed: 'too_many_codes',
  gd_recovery_failed: 'wrong_recovery_code',
  gd_recovery_rate_limit_exceed: 'too_many_codes',
};

/** The cause under which a failed sign-in goes on record; null for any other event. */
export const causeOf = ({ data }: ProviderEvent): string | null =>
  Object.hasOwn(CAUSES, data.type) ? (CAUSES[data.type] ?? null) : null;

/** The address that the event names; empty where it names none. */
export const addressOf = ({ data }: ProviderEvent): string => (data.ip && isIP(data.ip) ? data.ip : '');

/** When it happened, as the provider says; null where it says nothing that is a time. */
export function timeOf({ data }: ProviderEvent): Date | null {
  const date = data.date ? new Date(data.date) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/**
 * The values of a delivery, whichever of Auth0's three formats it is set to: a JSON array, one object, or one object a line. Null where it
 * is none of them.
 */
export function readDelivery(text: string): unknown[] | null {
  const whole = parsed(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parsed);
  return lines.length === 0 || lines.includes(undefined) ? null : lines;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
