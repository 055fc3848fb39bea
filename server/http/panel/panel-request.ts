import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestContext } from '../../shared/request-context.ts';
import type { PresentedRecord } from './present-record.ts';
import type { RegisteredResource, Registry } from './registry.ts';

/** What an address of the panel's API means. */
export type Target = {
  resource: RegisteredResource;
  action: string;
  kind: 'resource' | 'record' | 'bulk';
  recordId: string | null;
  recordIds: string[];
};

type Conflict = {
  revision: number;
  theirs: PresentedRecord;
  by: { name: string; at: string } | null;
};

/** One request to the panel. AdminJS spreads the request object and so loses its getters; this travels beside it. */
export type PanelRequest = {
  ctx: RequestContext;
  registry: Registry;
  method: string;
  /** `/api/…` or the address of a page, without the panel's own prefix. */
  path: string;
  query: URLSearchParams;
  nonce: string;
  target?: Target;
  /** What the form sent, to be put back into it when it is refused. */
  typed?: Record<string, unknown>;
  /** A route beside AdminJS's own has put its refusal on record already. */
  recorded?: boolean;
  /** The version that someone else saved meanwhile. */
  conflict?: Conflict;
};

const storage = new AsyncLocalStorage<PanelRequest>();

export const runPanelRequest = <T>(request: PanelRequest, work: () => T): T => storage.run(request, work);

/** The request this code works for; throws outside of one. */
export function panelRequest(): PanelRequest {
  const request = storage.getStore();
  if (!request) throw new Error('This runs only inside a request to the panel');
  return request;
}

/** The target of the current request; throws where the address names none. */
export function panelTarget(): Target {
  const { target } = panelRequest();
  if (!target) throw new Error('The address names no resource');
  return target;
}
