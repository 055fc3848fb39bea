import { headers } from 'next/headers';
import { passCookiesOn } from '../http/answer.ts';
import { shopCookies } from '../http/cookies.ts';
import { callerFrom } from '../http/hop.ts';
import { readSettings } from '../settings.ts';
import { type ApiRequest, fetchFile, type Sender, send } from './send.ts';

/** Asks for what everybody may know; nobody's cookie goes along. */
export async function asAnybody<T>(request: ApiRequest): Promise<T> {
  const sender: Sender = { ...callerFrom(await headers()), cookie: '' };
  return (await send<T>(request, sender, readSettings())).data;
}

/** Asks on behalf of the person whose cookies came with the request; those the server sets go back to them. */
export async function asShopper<T>(request: ApiRequest): Promise<T> {
  const requestHeaders = await headers();
  const sender: Sender = {
    ...callerFrom(requestHeaders),
    cookie: shopCookies(requestHeaders.get('cookie')).join('; '),
  };
  const { data, setCookies } = await send<T>(request, sender, readSettings());
  passCookiesOn(sender.requestId, setCookies);
  return data;
}

/** The same for a file, which comes as it is: its status says whether they may have it. */
export async function fileForShopper(request: ApiRequest): Promise<Response> {
  const requestHeaders = await headers();
  const cookie = shopCookies(requestHeaders.get('cookie')).join('; ');
  return fetchFile(request, { ...callerFrom(requestHeaders), cookie }, readSettings());
}

/** Whether the browser has a cookie by which the server could know it: of a session, or of a guest's cart. */
export async function hasShopCookie(which: 'session' | 'any'): Promise<boolean> {
  const found = shopCookies((await headers()).get('cookie'));
  return found.some((pair) => which === 'any' || !pair.includes('cf_cart='));
}
