/**
 * Where to go after sign-in: a path of the door's own site, or its start page. Closes open redirects: other origins in any spelling
 * (`//host`, `/\host`, `/..//host`), schemes, control characters, and addresses that would sign in or out again.
 */
export function safeReturnTo(
  wanted: unknown,
  door: { baseUrl: string; home: string; within: string; authPath: string },
): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2000) return door.home;
  const base = new URL(door.baseUrl);
  let url: URL;
  try {
    url = new URL(wanted, base);
  } catch {
    return door.home;
  }
  const { pathname } = url;
  const isOwn =
    url.origin === base.origin && !/^[/\\]{2}/.test(pathname) && ![...wanted].some((c) => c < ' ' || c === '\\');
  const isWithin = door.within === '/' || pathname === door.within || pathname.startsWith(`${door.within}/`);
  const isAuth = pathname.toLowerCase().startsWith(`${door.authPath}/`);
  return isOwn && isWithin && !isAuth ? `${pathname}${url.search}${url.hash}` : door.home;
}
