import type { PanelRecord, Values } from './state.ts';
import { rootPath } from './state.ts';

export type Fault = {
  code: string;
  message: string;
  fields: Record<string, string>;
  meta?: Values;
  requestId?: string;
};
export type BulkResult = { done: number; failed: { id: string; code: string; message: string }[] };
export type Conflict = { revision: number; theirs: PanelRecord; by: { name: string; at: string } | null };

/** What an action that can't be taken back would do, and the word to be typed before it does. */
export type ActionPreview = { goes: string[]; stays: string[]; word: string; blocked?: string };

export type Answer = {
  status: number;
  /** Unset where it worked. */
  error?: Fault;
  record?: PanelRecord;
  records?: PanelRecord[];
  notice?: { type: string; message: string; options?: Values };
  redirectUrl?: string;
  result?: BulkResult;
  conflict?: Conflict;
  initial?: Values;
  preview?: ActionPreview;
  /** Somebody else has to approve it: the id of the request that it became, whose page is at `redirectUrl`. */
  waits?: string;
  /** What is told in this one answer and kept nowhere. */
  shownOnce?: string;
  meta?: ListMeta;
  [more: string]: unknown;
};

export type ListMeta = {
  total: number;
  capped: boolean;
  page: number;
  perPage: number;
  sortBy: string;
  direction: 'asc' | 'desc';
  more: boolean;
};

/** Told to the page once the session has ended: it offers to sign in again without losing what was typed. */
export const SESSION_ENDED = 'counterfoil:session-ended';

/**
 * Calls the panel's API. Never throws: what went wrong is in `error`, in words for the person at the screen, and `status` is 0 where the
 * server could not be reached.
 */
export async function call(path: string, options: { body?: unknown; signal?: AbortSignal } = {}): Promise<Answer> {
  const { body, signal } = options;
  try {
    const response = await fetch(`${rootPath()}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'x-counterfoil': 'panel',
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      credentials: 'same-origin',
    });
    if (response.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    const error = response.ok ? undefined : faultOf(answer, response.status);
    return { ...answer, status: response.status, ...(error ? { error } : {}) } as Answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return { status: -1 };
    return { status: 0, error: { code: 'offline', message: '', fields: {} } };
  }
}

/** The panel's own answers carry an `error`; routes beside it (picture uploads) answer problem documents. */
export function faultOf(answer: Record<string, unknown>, status: number): Fault {
  const own = answer['error'] as Fault | undefined;
  if (own) return { ...own, fields: own.fields ?? {} };
  const { code, detail, title, errors, requestId } = answer as Record<string, string | undefined> & { errors?: never };
  return {
    code: code ?? String(status),
    message: detail ?? title ?? '',
    fields: (errors ?? {}) as Record<string, string>,
    ...(requestId ? { requestId } : {}),
  };
}

/** Distinguishes one press of a button from the next, so that a double click books once. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
