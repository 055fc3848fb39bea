const TITLES: Record<number, string> = {
  411: 'Length Required',
  413: 'Content Too Large',
  503: 'Service Unavailable',
};

/** A problem answer (RFC 9457) like the server's own, for what does not get as far as the server. */
export function problemResponse(status: number, code: string, detail: string, requestId: string): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (status === 503) headers['retry-after'] = '30';
  const problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, code, detail, requestId };
  return Response.json(problem, { status, headers });
}
