import { ApiProblem } from '../api/errors.ts';
import { readSettings } from '../settings.ts';
import { type Fields, fieldsOf } from './fields.ts';

const LARGEST_FORM = 64 * 1024;

type Refused<Params> = { code: string; error: unknown; fields: Fields; params: Params };

type Outcome = {
  /** Where the browser goes on from here, by a fresh GET: going back or reloading never sends the form twice. */
  goTo: string;
  cookies?: string[];
};

/**
 * A route that takes a plain HTML form. Forms are posted to addresses of their own and not through server actions:
 * those are named by the build, so that a page opened before an update, or sent by another instance, could not be posted.
 */
export function formPost<Params = Record<string, never>>(
  handle: (fields: Fields, params: Params) => Promise<Outcome>,
  refuse: (refused: Refused<Params>) => Outcome,
  { largest = LARGEST_FORM } = {},
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    if (!comesFromTheShop(request)) return new Response('This form was not sent from the shop.\n', { status: 403 });
    const params = await context.params;
    const form = await readForm(request, largest);
    if (form === 'too large') {
      return seeOther(refuse({ code: 'too_large', error: null, fields: fieldsOf(inAddress(request)), params }));
    }
    if (form === null) return new Response('This is no form.\n', { status: 415 });
    const fields = fieldsOf(form);
    try {
      return seeOther(await handle(fields, params));
    } catch (error) {
      const code = error instanceof ApiProblem ? error.code : 'unavailable';
      if (!(error instanceof ApiProblem)) console.error(`A form could not be carried out: ${String(error)}`);
      return seeOther(refuse({ code, error, fields, params }));
    }
  };
}

/** The form, read no further than it may be long, whether it says its length or not; null where it is none. */
async function readForm(request: Request, largest: number): Promise<FormData | 'too large' | null> {
  if (Number(request.headers.get('content-length') ?? 0) > largest) return 'too large';
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > largest) {
      await reader?.cancel();
      return 'too large';
    }
    parts.push(part.value);
  }
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return new Response(new Blob(parts), { headers }).formData().catch(() => null);
}

/** What is known of a form that is too large to be read: its address may say something. */
function inAddress(request: Request): FormData {
  const form = new FormData();
  for (const [name, value] of new URL(request.url).searchParams) form.append(name, value);
  return form;
}

/** Keeps other sites from posting forms here in a shopper's name. Every browser says where a POST comes from. */
function comesFromTheShop(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin') ?? '';
  const host = request.headers.get('host') ?? '';
  return origin === new URL(readSettings().shopUrl).origin || (URL.canParse(origin) && new URL(origin).host === host);
}

function seeOther({ goTo, cookies = [] }: Outcome): Response {
  const headers = new Headers({ location: goTo, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
