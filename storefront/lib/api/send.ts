import { type Caller, hopHeaders } from '../http/hop.ts';
import type { Settings } from '../settings.ts';
import { ApiProblem, ApiUnavailable } from './errors.ts';
import type { Shortage } from './types.ts';

export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/api/v1/${string}`;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Instead of a body: a file, which may take its time. */
  file?: Blob;
  /** Makes a repeated POST the same POST. */
  idempotencyKey?: string;
  /** Opens one order to whoever has its link. */
  orderKey?: string | undefined;
};

export type Sender = Caller & { cookie: string };

export type ApiAnswer<T> = { data: T; setCookies: string[] };

/** A photo is decoded and stored in three sizes before the answer comes. */
const FILES_TAKE = 4;
const AWAY = new Set([502, 503, 504]);
/** Accepted, and done: there is nothing more to say. */
const BODILESS = new Set([202, 204]);

/** One request to the server. Throws ApiProblem when it refuses, ApiUnavailable when it does not answer in time. */
export async function send<T>(request: ApiRequest, sender: Sender, settings: Settings): Promise<ApiAnswer<T>> {
  const { response, text } = await exchange(request, sender, settings);
  const body = parseJson(text);
  const problem = response.ok ? null : problemFrom(response, body);
  // Crowded is not away: the server is there and says that it took nothing.
  if (AWAY.has(response.status) && problem?.code !== 'busy')
    throw new ApiUnavailable(`The server answered ${response.status}.`);
  if (problem) throw problem;
  if (body === undefined && !BODILESS.has(response.status)) throw new ApiUnavailable('The answer was not JSON.');
  return { data: body as T, setCookies: response.headers.getSetCookie() };
}

/** A file that the server sends, as it comes. Throws ApiUnavailable when it does not answer in time. */
export async function fetchFile(request: ApiRequest, sender: Sender, settings: Settings): Promise<Response> {
  return ask(request, sender, settings);
}

async function exchange(request: ApiRequest, sender: Sender, settings: Settings) {
  const response = await ask(request, sender, settings);
  try {
    return { response, text: await response.text() };
  } catch (error) {
    throw noAnswer(request, error);
  }
}

async function ask(request: ApiRequest, sender: Sender, settings: Settings): Promise<Response> {
  const { method = 'GET', body, file, idempotencyKey, orderKey } = request;
  try {
    return await fetch(urlOf(request, settings.apiUrl), {
      method,
      headers: {
        accept: 'application/json',
        ...hopHeaders(sender, settings.hopSecret),
        ...(sender.cookie ? { cookie: sender.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file ? { 'content-type': file.type || 'application/octet-stream' } : {}),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...(orderKey ? { 'order-key': orderKey } : {}),
        // The server admits state-changing calls by their origin; this one speaks for the shop's.
        ...(method === 'GET' ? {} : { origin: settings.shopUrl }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file ? { body: file } : {}),
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.apiTimeoutMs * (file ? FILES_TAKE : 1)),
    });
  } catch (error) {
    throw noAnswer(request, error);
  }
}

const noAnswer = ({ method = 'GET', path }: ApiRequest, error: unknown): ApiUnavailable =>
  new ApiUnavailable(`${method} ${path} got no answer.`, error);

function urlOf(request: ApiRequest, apiUrl: string): URL {
  const url = new URL(request.path, apiUrl);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemFrom(response: Response, body: unknown): ApiProblem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<string, unknown>>;
  return new ApiProblem({
    status: response.status,
    code: typeof said.code === 'string' ? said.code : 'unknown',
    detail: typeof said.detail === 'string' ? said.detail : response.statusText,
    fields: (said.errors ?? {}) as Record<string, string>,
    requestId: typeof said.requestId === 'string' ? said.requestId : '',
    shortages: (said.lines ?? []) as Shortage[],
  });
}
