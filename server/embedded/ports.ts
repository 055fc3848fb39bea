import { createServer } from 'node:net';

/** Whether nothing on this machine listens on the port, neither on loopback nor on all addresses. */
export async function portIsFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/** The first of `count` free ports in a row, for parts that are told every port they use. */
export async function freePortBlock(count: number): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    // Below the range that outgoing connections are given ports from.
    const first = 12_000 + Math.floor(Math.random() * 18_000);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(ports.map(portIsFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`no ${count} free ports in a row`);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    // An address family that the machine does not have cannot be in use either.
    server.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}
