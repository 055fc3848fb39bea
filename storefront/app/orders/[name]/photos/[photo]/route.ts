import { shopperFetchReturnPhoto } from '../../../../../lib/api/index.ts';

type Context = { params: Promise<{ name: string; photo: string }> };

const KEPT = ['content-type', 'content-length', 'x-content-type-options'];

/** A photo of one's own return: a picture on a page cannot send the key in a header, so this does. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { name, photo } = await params;
  const key = new URL(request.url).searchParams.get('key') ?? undefined;
  const answer = await shopperFetchReturnPhoto({ name, key }, photo).catch(() => new Response(null, { status: 503 }));
  const headers = new Headers({ 'cache-control': 'private, no-store' });
  for (const header of KEPT) {
    const value = answer.headers.get(header);
    if (answer.ok && value) headers.set(header, value);
  }
  return new Response(answer.ok ? answer.body : null, { status: answer.status, headers });
}
