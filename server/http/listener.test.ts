import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createListener } from './listener.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
});

/** Sends these pieces, one each 40 ms, and answers what came back until the server hung up. */
async function drip(pieces: string[]): Promise<string> {
  server = createListener(
    (req, res) => {
      req.resume().once('end', () => res.end('done'));
    },
    { headers: 300, request: 600, check: 50 },
  );
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let got = '';
  socket.on('data', (chunk) => {
    got += chunk;
    if (got.includes('done')) socket.end();
  });
  const timer = setInterval(() => {
    const piece = pieces.shift();
    if (piece !== undefined && socket.writable) socket.write(piece);
  }, 40);
  await new Promise((gone) => socket.once('close', gone).once('error', gone));
  clearInterval(timer);
  return got;
}

const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\n';

describe('whoever sends', () => {
  it('a whole request is answered', async () => {
    expect(await drip([`${HEAD}Content-Length: 2\r\n\r\nok`])).toMatch(/^HTTP\/1\.1 200/);
  });

  it('a head drop by drop is cut off', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => `X-${n}: 1\r\n`);
    expect(await drip([HEAD, ...lines])).toMatch(/^HTTP\/1\.1 408/);
  });

  it('a body drop by drop is cut off', async () => {
    const drops = Array.from({ length: 400 }, () => 'x');
    expect(await drip([`${HEAD}Content-Length: 400\r\n\r\n`, ...drops])).toMatch(/^HTTP\/1\.1 408/);
  });

  it('a head that is too long is refused', async () => {
    expect(await drip([`${HEAD}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`])).toMatch(/^HTTP\/1\.1 431/);
  });

  it.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\nokx'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['chunks that are not the last coding', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
  ])('%s of one message is refused, so that nothing is smuggled behind it', async (_what, rest) => {
    expect(await drip([`${HEAD}${rest}`])).toMatch(/^HTTP\/1\.1 400/);
  });
});
