import { Agent, request } from 'node:http';

export type Answer = { status: number; text: string };
export type Client = {
  get: (path: string) => Promise<Answer>;
  post: (path: string, body: object, more?: Record<string, string>) => Promise<Answer>;
  close: () => void;
};

/** A client with connections that stay open, as browsers have them; bare, since on this machine it takes its share of the processor too. */
export function client(base: string, headers: Record<string, string>, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const url = new URL(base);
  const ask = (method: string, path: string, body?: string, more?: Record<string, string>): Promise<Answer> =>
    new Promise((done, failed) => {
      const length =
        body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const options = {
        agent,
        host: '127.0.0.1',
        port: url.port,
        method,
        path,
        headers: { host: url.host, ...headers, ...more, ...length },
      };
      const asked = request(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
        answer.on('error', failed);
      });
      asked.on('error', failed);
      asked.end(body);
    });
  return {
    get: (path) => ask('GET', path),
    post: (path, body, more) => ask('POST', path, JSON.stringify(body), more),
    close: () => agent.destroy(),
  };
}
