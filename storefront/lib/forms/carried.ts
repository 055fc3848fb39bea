import { readSettings } from '../settings.ts';

/**
 * What one page leaves for the next in a cookie of its own: short-lived, out of reach of scripts, sent to the checkout
 * only. It holds nothing that its owner did not type or was not told.
 */
const NAMES = { draft: 'cf_draft', done: 'cf_done' } as const;
const PATH = '/checkout';
const LIFETIMES_S = { draft: 1800, done: 3600 } as const;
const LONGEST_VALUE = 400;

export type Draft = { values: Record<string, string>; errors: Record<string, string>; problem: string };
export type Done = { name: string; total: string; payment: string; method: string; email: string };
type Carried = { draft: Draft; done: Done };

/** The Set-Cookie header that leaves something, or takes it away. */
export function leave<K extends keyof Carried>(what: K, content: Carried[K] | null): string {
  const secure = readSettings().shopUrl.startsWith('https:') ? '; Secure' : '';
  const value = content === null ? '' : Buffer.from(JSON.stringify(content, shortened)).toString('base64url');
  const age = content === null ? 0 : LIFETIMES_S[what];
  return `${NAMES[what]}=${value}; Path=${PATH}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** What was left, from the request's Cookie header; null where nothing was, or it cannot be read. */
export function pickUp<K extends keyof Carried>(what: K, cookieHeader: string | null): Carried[K] | null {
  const start = `${NAMES[what]}=`;
  const pair = (cookieHeader ?? '').split(/;\s*/).find((each) => each.startsWith(start));
  if (!pair) return null;
  try {
    const content: unknown = JSON.parse(Buffer.from(pair.slice(start.length), 'base64url').toString());
    return typeof content === 'object' ? (content as Carried[K] | null) : null;
  } catch {
    return null;
  }
}

// A browser drops a cookie of more than 4 KB whole.
const shortened = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : value;
