/** Who asks: what the server needs to know of a shopper whose request comes to it through the storefront. */
export type Caller = {
  clientIp: string;
  userAgent: string;
  requestId: string;
};

/** The headers of the hop from storefront to server. Without the secret the server would not believe them, so none are sent. */
export function hopHeaders(caller: Caller, hopSecret: string): Record<string, string> {
  if (hopSecret === '') return { 'x-request-id': caller.requestId };
  return {
    'x-counterfoil-hop': hopSecret,
    'x-counterfoil-client-ip': caller.clientIp,
    'x-counterfoil-user-agent': caller.userAgent,
    'x-request-id': caller.requestId,
  };
}

/** Reads the caller from headers that lib/http/incoming.ts has restated. */
export function callerFrom(headers: Headers): Caller {
  return {
    clientIp: headers.get('x-forwarded-for') ?? '',
    userAgent: headers.get('user-agent') ?? '',
    requestId: headers.get('x-request-id') ?? '',
  };
}
