import { createServer, type RequestListener, type Server } from 'node:http';

export type Patience = {
  /** How long a request's head may take, in milliseconds. */
  headers: number;
  /** How long a whole request may take to arrive. */
  request: number;
  /** How long an idle connection is kept; longer than a load balancer keeps it, so that it is the balancer who hangs up. */
  keepAlive: number;
  /** How often the first two are looked at. */
  check: number;
};

const USUAL: Patience = { headers: 10_000, request: 60_000, keepAlive: 65_000, check: 2_000 };
const LARGEST_HEAD_BYTES = 16 * 1024;
const MOST_HEADERS = 100;

/** The HTTP server with its limits: whoever sends a head or a body drop by drop is cut off with 408, and holds nobody up meanwhile. */
export function createListener(app: RequestListener, patience: Partial<Patience> = {}): Server {
  const { headers, request, keepAlive, check } = { ...USUAL, ...patience };
  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: keepAlive,
      connectionsCheckingInterval: check,
      maxHeaderSize: LARGEST_HEAD_BYTES,
      // A message whose length is said twice is a way to smuggle a second one.
      insecureHTTPParser: false,
      requireHostHeader: true,
    },
    app,
  );
  server.maxHeadersCount = MOST_HEADERS;
  return server;
}
