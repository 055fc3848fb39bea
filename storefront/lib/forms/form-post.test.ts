import { expect, it, jest } from '@jest/globals';
import { ApiProblem } from '../api/errors.ts';
import { formPost } from './form-post.ts';

const params = { params: Promise.resolve({}) };

function posted(fields: Record<string, string>, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) {
  return new Request('http://localhost:3000/cart/lines', {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
  });
}

const conflict = new ApiProblem({
  status: 409,
  code: 'out_of_stock',
  detail: '',
  fields: {},
  requestId: '',
  shortages: [],
});

it('goes on by a fresh GET, so that going back or reloading never sends the form twice', async () => {
  const POST = formPost(
    async ({ text }) => ({ goTo: `/cart?added=${text('slug')}`, cookies: ['a=1', 'b=2'] }),
    () => ({ goTo: '/' }),
  );
  const answer = await POST(posted({ slug: ' red-lantern ' }), params);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/cart?added=red-lantern');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

it('says by its code what the server had against it', async () => {
  const POST = formPost(
    async () => Promise.reject(conflict),
    ({ code, fields }) => ({ goTo: `/cart?problem=${code}&of=${fields.text('slug')}` }),
  );
  const answer = await POST(posted({ slug: 'mug' }), params);
  expect(answer.headers.get('location')).toBe('/cart?problem=out_of_stock&of=mug');
});

it('refuses what is too large unread, by what its address says', async () => {
  const handle = jest.fn(async () => ({ goTo: '/' }));
  const POST = formPost(
    handle,
    ({ code, fields }) => ({ goTo: `/orders/CF-1?problem=${code}&key=${fields.text('key')}` }),
    { largest: 10 },
  );
  const request = new Request('http://localhost:3000/orders/CF-1/return?key=abc', {
    method: 'POST',
    body: 'reason=broken-in-two',
    headers: { 'sec-fetch-site': 'same-origin', 'content-length': '20' },
  });
  const answer = await POST(request, params);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/orders/CF-1?problem=too_large&key=abc');
  expect(handle).not.toHaveBeenCalled();
});

it('reads no more of a form that does not say its length than it may be long', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1;
      controller.enqueue(new TextEncoder().encode('a=b&'.repeat(1_000)));
    },
  });
  const handle = jest.fn(async () => ({ goTo: '/' }));
  const POST = formPost(handle, ({ code }) => ({ goTo: `/?problem=${code}` }), { largest: 10_000 });
  const answer = await POST(
    new Request('http://localhost:3000/cart/lines', {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    } as RequestInit),
    params,
  );
  expect(answer.headers.get('location')).toBe('/?problem=too_large');
  expect(sent).toBeLessThan(10);
  expect(handle).not.toHaveBeenCalled();
});

it.each(['text/plain', 'application/json', 'multipart/form-data; boundary=none'])(
  'answers what is no form (%s) by 415, and carries nothing out',
  async (type) => {
    const handle = jest.fn(async () => ({ goTo: '/' }));
    const request = new Request('http://localhost:3000/cart/lines', {
      method: 'POST',
      body: 'key=1',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': type },
    });
    expect((await formPost(handle, () => ({ goTo: '/' }))(request, params)).status).toBe(415);
    expect(handle).not.toHaveBeenCalled();
  },
);

it.each([
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'none' }, 403],
  [{ origin: 'https://evil.example', host: 'localhost:3000' }, 403],
  [{ origin: 'null', host: 'localhost:3000' }, 403],
  [{}, 403],
  [{ 'sec-fetch-site': 'same-origin' }, 303],
  [{ origin: 'http://localhost:3000' }, 303],
] as [Record<string, string>, number][])('answers a form with %j by %i', async (headers, status) => {
  const handle = jest.fn(async () => ({ goTo: '/cart' }));
  const answer = await formPost(handle, () => ({ goTo: '/' }))(posted({}, headers), params);
  expect(answer.status).toBe(status);
  expect(handle).toHaveBeenCalledTimes(status === 303 ? 1 : 0);
});
