import { readSettings } from '../settings.ts';

/**
 * What one page leaves for the next in a cookie of its own: short-lived, out of reach of scripts, sent to the pages of the
 * same errand only. It holds nothing that its owner did not type or was not told.
 */
const COOKIES = {
  draft: { name: 'cf_draft', path: '/checkout', seconds: 1800 },
  done: { name: 'cf_done', path: '/checkout', seconds: 3600 },
  orderDraft: { name: 'cf_order_draft', path: '/orders', seconds: 600 },
  noticeDraft: { name: 'cf_notice_draft', path: '/product', seconds: 600 },
} as const;
const LONGEST_VALUE = 400;

export type Draft = { values: Record<string, string>; errors: Record<string, string>; problem: string };
export type Done = { name: string; key: string; total: string; payment: string; method: string; email: string };
/** `of` names the form: the same cookie serves those of every order, or of every product. */
export type FormDraft = Draft & { of: string };
type Carried = { draft: Draft; done: Done; orderDraft: FormDraft; noticeDraft: FormDraft };

/** The Set-Cookie header that leaves something, or takes it away. */
export function leave<K extends keyof Carried>(what: K, content: Carried[K] | null): string {
  const secure = readSettings().shopUrl.startsWith('https:') ? '; Secure' : '';
  const value = content === null ? '' : Buffer.from(JSON.stringify(content, shortened)).toString('base64url');
  const { name, path, seconds } = COOKIES[what];
  return `${name}=${value}; Path=${path}; Max-Age=${content === null ? 0 : seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** What was left, from the request's Cookie header; null where nothing was, or it cannot be read. */
export function pickUp<K extends keyof Carried>(what: K, cookieHeader: string | null): Carried[K] | null {
  const start = `${COOKIES[what].name}=`;
  const pair = (cookieHeader ?? '').split(/;\s*/).find((each) => each.startsWith(start));
  if (!pair) return null;
  try {
    const content: unknown = JSON.parse(Buffer.from(pair.slice(start.length), 'base64url').toString());
    return typeof content === 'object' ? (content as Carried[K] | null) : null;
  } catch {
    return null;
  }
}

/** What was typed into one form and has to be mended; null where there is nothing of that form. */
export function formDraft(
  what: 'orderDraft' | 'noticeDraft',
  of: string,
  cookieHeader: string | null,
): FormDraft | null {
  const draft = pickUp(what, cookieHeader);
  return draft?.of === of ? draft : null;
}

// A browser drops a cookie of more than 4 KB whole.
const shortened = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : value;
